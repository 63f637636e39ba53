namespace SocialCareBot.Chat.Teams;

/// <summary>How places and messages of Teams are written down: a thread is its channel and the id of its first message.</summary>
internal static class TeamsPlaces
{
    private const string Thread = ";messageid=";

    /// <summary>The channel or chat of a conversation id, without the thread.</summary>
    public static string Bare(string? conversation) => (conversation ?? "").Split(Thread, 2)[0];

    /// <summary>The conversation id of a thread.</summary>
    public static string InThread(string conversation, string root) => $"{Bare(conversation)}{Thread}{root}";

    /// <summary>What we store of a message: Teams' ids of messages are unique within their conversation only.</summary>
    public static string Reference(string conversation, string activityId) => $"{Bare(conversation)}|{activityId}";

    public static (string Conversation, string ActivityId) Parse(string reference)
    {
        var cut = reference.LastIndexOf('|');
        return (reference[..cut], reference[(cut + 1)..]);
    }
}
