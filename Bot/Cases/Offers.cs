using System.Text.Json.Serialization;

namespace SocialCareBot.Cases;

/// <summary>The things a person can press on a case.</summary>
public enum Verb
{
    Claim,
    Reply,
    Escalate,
    Release,
    Note,
    Assign,
    Snooze,
    Resolve,
    Reclassify,
    Undo,

    /// <summary>It is there.</summary>
    Sent,

    /// <summary>Send again.</summary>
    Retry,
    Reopen,

    /// <summary>The manager's card: Take it.</summary>
    Take,
    SendBack,

    /// <summary>Why this deadline?</summary>
    Why,
}

public sealed partial record Case
{
    /// <summary>What makes sense to press in this state. Whoever may not press one is told so on pressing: the gate decides, not the drawing.</summary>
    [JsonIgnore]
    public IReadOnlyList<Verb> Offers => Ruling is null ? Doing : [.. Doing, Verb.Why];

    private IReadOnlyList<Verb> Doing => Face switch
    {
        CaseFace.Resolved => [Verb.Reopen, Verb.Note],
        CaseFace.Unknown when Status == CaseStatus.Resolved => [Verb.Sent, Verb.Retry, Verb.Reopen, Verb.Note],
        CaseFace.Unknown => [Verb.Sent, Verb.Retry, Verb.Note, Verb.Escalate],
        CaseFace.Sending when Pending is { CanUndo: true } => [Verb.Undo, Verb.Note],
        CaseFace.Sending => [Verb.Note],
        CaseFace.Held when Status == CaseStatus.Resolved => [Verb.Reopen, Verb.Undo, Verb.Note],
        CaseFace.Held when GoneAt is not null => [Verb.Resolve, Verb.Undo, Verb.Escalate, Verb.Note, Verb.Assign, Verb.Snooze],
        CaseFace.Held => [Verb.Reply, Verb.Undo, Verb.Resolve, Verb.Escalate, Verb.Note, Verb.Assign, Verb.Snooze],
        CaseFace.Deleted => [Verb.Resolve, Verb.Note, Verb.Escalate, Verb.Assign],
        _ when Owner is null => [Verb.Claim, .. Working],
        _ => [.. Working, Verb.Release],
    };

    /// <summary>The same for one person, where a front can show somebody a card of their own: whoever leads may take an open case from its owner.</summary>
    public IReadOnlyList<Verb> OffersTo(Actor reader) =>
        reader.Role >= Role.Lead && Owner is { } owner && owner != reader.Id && Offers.Contains(Verb.Release) ? [.. Offers, Verb.Take] : Offers;

    /// <summary>Where there is no way at all to answer, nothing invites to it.</summary>
    private IEnumerable<Verb> Working => Can.PublicReply.Allowed || Can.PrivateReply.Allowed
        ? [Verb.Reply, Verb.Escalate, Verb.Note, Verb.Assign, Verb.Snooze, Verb.Resolve, Verb.Reclassify]
        : [Verb.Escalate, Verb.Note, Verb.Assign, Verb.Snooze, Verb.Resolve, Verb.Reclassify];
}
