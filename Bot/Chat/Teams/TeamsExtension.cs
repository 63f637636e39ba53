namespace SocialCareBot.Chat.Teams;

/// <summary>The commands of the message extension, as the manifest declares them and the client sends them back.</summary>
public static class TeamsExtension
{
    /// <summary>Searches cases; a result goes into the conversation as a card.</summary>
    public const string Find = "find";

    /// <summary>Answers one of one's open cases.</summary>
    public const string Reply = "reply";

    /// <summary>Opens a case from a message of the chat.</summary>
    public const string OpenCase = "openCase";

    /// <summary>The parameter of the search.</summary>
    public const string Words = "words";
}
