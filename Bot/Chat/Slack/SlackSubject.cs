using System.Globalization;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cases;

namespace SocialCareBot.Chat.Slack;

/// <summary>What a form is about; travels in its private metadata. Compared, never believed.</summary>
/// <param name="Version">The version of the case the pressed copy showed.</param>
internal sealed record SlackSubject(CaseId Case, int? Version, string? Nonce = null)
{
    /// <summary>What a button is about; null where its value names no case.</summary>
    public static SlackSubject? Of(BlockPress pressed) => Guid.TryParse(pressed.CaseId, out var id) ? new(new CaseId(id), pressed.Version) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Case}:{Version}:{Nonce}");

    public static SlackSubject? Parse(string metadata)
    {
        var parts = metadata.Split(':');
        return Guid.TryParse(parts[0], out var id)
            ? new(new CaseId(id), parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null, parts.Length > 2 && parts[2].Length > 0 ? parts[2] : null)
            : null;
    }
}
