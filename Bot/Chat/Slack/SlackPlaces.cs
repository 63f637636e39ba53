namespace SocialCareBot.Chat.Slack;

/// <summary>How messages of Slack are written down: a <c>ts</c> is unique within its channel only, and is a key, never a number.</summary>
internal static class SlackPlaces
{
    public static string Reference(string channel, string ts) => $"{channel}/{ts}";

    public static (string Channel, string Ts) Parse(string reference)
    {
        var cut = reference.IndexOf('/');
        return cut < 0 ? (reference, "") : (reference[..cut], reference[(cut + 1)..]);
    }

    /// <summary>A conversation of one person with the bot.</summary>
    public static bool IsDirect(string channel) => channel.StartsWith('D');
}
