using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;

namespace SocialCareBot.Ports;

/// <summary>A team chat in which cards are posted and kept up to date.</summary>
public interface IChatFront
{
    /// <summary><c>teams</c> or <c>slack</c>, as stored with each message.</summary>
    string Name { get; }

    /// <summary>Posts a new message. Never throws for what the platform or the wire did: that is an outcome.</summary>
    Task<ChatOutcome> Post(ChatPlace place, ChatMessage message, CancellationToken ct);

    /// <summary>Edits a message we posted; <paramref name="reference"/> is what <see cref="ChatOutcome.Posted"/> returned.</summary>
    Task<ChatOutcome> Update(ChatPlace place, string reference, ChatMessage message, CancellationToken ct);
}

/// <summary>Where a message stands: a routed channel, a thread below one of our messages in it, or one person.</summary>
public sealed record ChatPlace
{
    public required string Tenant { get; init; }

    /// <summary>The channel; null for a person.</summary>
    public string? Conversation { get; init; }

    /// <summary>The reference of the message that heads the thread; null: a new thread.</summary>
    public string? ThreadRoot { get; init; }

    /// <summary>Set for a one-to-one message.</summary>
    public PersonId? Person { get; init; }
}

/// <summary>What a message shows; each front draws it in its own way.</summary>
public abstract record ChatMessage
{
    /// <summary>One line for the notification, without the customer's words.</summary>
    public required string Summary { get; init; }

    public sealed record CaseCard(CaseCardModel Model) : ChatMessage;

    /// <param name="Mentions">The people who must act, and only those.</param>
    public sealed record Nag(NagModel Model, IReadOnlyList<PersonId> Mentions) : ChatMessage;

    public sealed record Manager(ManagerCardModel Model) : ChatMessage;

    /// <summary>To one person alone, with the platform's own alarm where it has one.</summary>
    public sealed record Alert(AlertModel Model) : ChatMessage;

    /// <summary>To whoever comes on duty, alone.</summary>
    public sealed record HandOver(HandOverModel Model) : ChatMessage;

    public sealed record Notice(NoticeModel Model) : ChatMessage;
}

/// <summary>What became of one attempt to post or edit.</summary>
public abstract record ChatOutcome
{
    public sealed record Posted(string Reference) : ChatOutcome;

    public sealed record Retry(string Reason, TimeSpan? After = null) : ChatOutcome;

    /// <summary>It may or may not stand there; chat platforms have no idempotency key.</summary>
    public sealed record Unclear(string Reason) : ChatOutcome;

    /// <summary>The message we wanted to edit is gone: post anew.</summary>
    public sealed record Gone(string Reason) : ChatOutcome;

    /// <summary>This place cannot be reached any more (bot removed, person blocked us).</summary>
    public sealed record PlaceDead(string Reason) : ChatOutcome;

    /// <summary>The platform refuses this message as it is: a fault of ours.</summary>
    public sealed record Refused(string Reason) : ChatOutcome;
}
