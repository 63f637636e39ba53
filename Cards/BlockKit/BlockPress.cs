using System.Globalization;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>What a press carries: the verb, the case, the version shown, and an answer given with it. Compared, never believed.</summary>
public sealed record BlockPress(string Verb, string? CaseId, int? Version, string? Value)
{
    /// <summary>The action id of the menu behind the three dots; its options carry their verb.</summary>
    public const string More = "more";

    /// <summary>Reads an action: "claim" or "claim#2" with "case:version[:answer]", or "more" with "verb:case:version[:answer]". Whatever came is read without a fault.</summary>
    public static BlockPress Parse(string? actionId, string? value)
    {
        var verb = Name(actionId ?? "");
        var rest = value ?? "";
        if (verb == More)
        {
            var cut = rest.IndexOf(':', StringComparison.Ordinal);
            (verb, rest) = cut < 0 ? (rest, "") : (rest[..cut], rest[(cut + 1)..]);
        }
        var parts = rest.Split(':', 3);
        int? version = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new(verb, Text(parts[0]), version, parts.Length > 2 ? Text(parts[2]) : null);
    }

    /// <summary>"case:version", and the answer where there is one; what <see cref="Parse"/> reads.</summary>
    internal string ToValue() => string.Create(CultureInfo.InvariantCulture, $"{CaseId}:{Version}{(Value is null ? "" : $":{Value}")}");

    internal static string Name(string id) => id.IndexOf('#', StringComparison.Ordinal) is >= 0 and var cut ? id[..cut] : id;

    private static string? Text(string text) => text.Length > 0 ? text : null;

    /// <summary>Whether the press asks for words or a choice first, so that a modal must be opened; see <see cref="ActionModal"/>.</summary>
    public bool OpensForm => Verb is CardVerbs.Reply || (Value is null && Verb is CardVerbs.Note or CardVerbs.Escalate or CardVerbs.SendBack
        or CardVerbs.Assign or CardVerbs.Snooze or CardVerbs.Resolve or CardVerbs.Reclassify);
}
