using SocialCareBot.Cases;

namespace SocialCareBot.Sla;

/// <summary>A post that has spread so far gets at least this priority.</summary>
public sealed record SpreadLine
{
    public int? Reposts { get; init; }
    public int? Likes { get; init; }
    public int? Replies { get; init; }
    public required Priority AtLeast { get; init; }

    /// <summary>The most urgent line that the spread reaches, and why in words ("1,200 reposts"); null where it reaches none.</summary>
    public static (Priority AtLeast, string Reason)? Judge(IReadOnlyList<SpreadLine> lines, PostSpread spread) => lines
        .OrderBy(line => line.AtLeast)
        .Select(line => line.Reason(spread) is { } reason ? (line.AtLeast, reason) : ((Priority, string)?)null)
        .FirstOrDefault(hit => hit is not null);

    private string? Reason(PostSpread spread) => Reached(Reposts, spread.Reposts, "reposts") ?? Reached(Likes, spread.Likes, "likes") ?? Reached(Replies, spread.Replies, "replies");

    private static string? Reached(int? least, int? count, string unit) => count >= least ? FormattableString.Invariant($"{count:N0} {unit}") : null;
}
