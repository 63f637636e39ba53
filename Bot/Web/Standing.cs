using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>Where the bot stands: what the status page says in words and the meters tell in figures.</summary>
public sealed record Standing
{
    private const int MostConversations = 20;

    public required IReadOnlyDictionary<CaseStatus, int> Cases { get; init; }
    public required IReadOnlyList<SourceState> Sources { get; init; }

    /// <summary>Answers that are not known to the world, by lane.</summary>
    public required IReadOnlyList<ReplyRow> Replies { get; init; }

    /// <summary>The conversations that are behind, the one that waits longest first.</summary>
    public required IReadOnlyList<MessageLag> Behind { get; init; }

    public static Standing Read(Session session) => new()
    {
        Cases = CaseQueries.Counts(session),
        Sources = SourceStates.All(session),
        Replies = Outbox.Waiting(session),
        Behind = MessageLag.All(session, MostConversations),
    };
}
