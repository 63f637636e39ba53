using System.Globalization;
using System.Text.RegularExpressions;
using SocialCareBot.Cases;

namespace SocialCareBot.Triage;

/// <summary>One line of the ordered list in the settings. A rule fires when all of its given conditions hold.</summary>
public sealed record TriageRule
{
    public required string Name { get; init; }
    public required PostKind Kind { get; init; }
    public required Priority Priority { get; init; }

    /// <summary>At least one of these words or phrases occurs, whole words, whatever their case.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>All of these occur.</summary>
    public IReadOnlyList<string> All { get; init; } = [];

    /// <summary>A .NET regular expression; gets 50 ms for a post, and does not fire when it needs longer.</summary>
    public string? Regex { get; init; }
}

/// <summary>An author heard by this many people gets at least this priority.</summary>
public sealed record ReachRule(int Followers, Priority AtLeast);

/// <summary>Judges a post by an ordered list of rules; the first that fires decides. May take milliseconds: never called inside the writer.</summary>
public sealed class TriageRules
{
    private static readonly TimeSpan RegexLimit = TimeSpan.FromMilliseconds(50);
    private readonly IReadOnlyList<(TriageRule Rule, Regex[] Any, Regex[] All, Regex? Regex)> _rules;
    private readonly IReadOnlyList<ReachRule> _reach;

    /// <summary>Throws <see cref="RegexParseException"/> for a bad expression; the settings check reports it with its rule.</summary>
    public TriageRules(IEnumerable<TriageRule> rules, IEnumerable<ReachRule> reach)
    {
        _rules = [.. rules.Select(rule => (rule, Words(rule.Any), Words(rule.All), Compile(rule.Regex)))];
        _reach = [.. reach.OrderBy(rule => rule.AtLeast).ThenByDescending(rule => rule.Followers)];
    }

    /// <summary>What this post is and how urgent, with the name of the rule that said so. A post no rule knows is a P3 complaint: a person looks at it.</summary>
    public Judgement Judge(Post post)
    {
        var fired = _rules.FirstOrDefault(rule => Fires(rule, post.Text));
        var judged = fired.Rule is { } hit
            ? new Judgement(hit.Kind, hit.Priority, hit.Name)
            : new Judgement(PostKind.Complaint, Priority.P3, "no rule fired");
        return judged.HasClock ? RaiseByReach(judged, post.Author.Followers) : judged;
    }

    /// <summary>Every rule that was looked at, in order; the last one is the one that fired, where any did.</summary>
    public IReadOnlyList<(string Rule, bool Fires)> Look(Post post)
    {
        var looked = _rules.Select(rule => (rule.Rule.Name, Fires: Fires(rule, post.Text))).ToList();
        var first = looked.FindIndex(rule => rule.Fires);
        return first < 0 ? looked : looked[..(first + 1)];
    }

    private Judgement RaiseByReach(Judgement judged, int? followers) =>
        _reach.FirstOrDefault(rule => followers >= rule.Followers) is { } reach && reach.AtLeast < judged.Priority
            ? judged with { Priority = reach.AtLeast, Rule = string.Create(CultureInfo.InvariantCulture, $"{judged.Rule} · reach {reach.Followers:N0}+") }
            : judged;

    private static bool Fires((TriageRule Rule, Regex[] Any, Regex[] All, Regex? Regex) rule, string text)
    {
        try
        {
            return (rule.Any.Length == 0 || rule.Any.Any(word => word.IsMatch(text)))
                && rule.All.All(word => word.IsMatch(text))
                && (rule.Regex is null || rule.Regex.IsMatch(text));
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex[] Words(IEnumerable<string> words) =>
        [.. words.Select(word => Compile($@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(word)}(?![\p{{L}}\p{{N}}])")!)];

    private static Regex? Compile(string? pattern) => pattern is null
        ? null
        : new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, RegexLimit);
}
