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
}

/// <summary>The buttons that make sense in a state: the first of <paramref name="Visible"/> is the one to press now.</summary>
public sealed record Offers(IReadOnlyList<Verb> Visible, IReadOnlyList<Verb> More)
{
    public IEnumerable<Verb> All => Visible.Concat(More);
}

public sealed partial record Case
{
    /// <summary>The buttons of the shared card. Whoever may not press one is told so on pressing: the gate decides, not the drawing.</summary>
    [JsonIgnore]
    public Offers Offers => Face switch
    {
        CaseFace.Resolved => new([Verb.Reopen], [Verb.Note]),
        CaseFace.Unknown => new([Verb.Sent, Verb.Retry], [Verb.Note, Verb.Escalate]),
        CaseFace.Sending when Pending is { CanUndo: true } => new([Verb.Undo], [Verb.Note]),
        CaseFace.Sending => new([], [Verb.Note]),
        CaseFace.Held when Status == CaseStatus.Resolved => new([Verb.Reopen, Verb.Undo], [Verb.Note]),
        CaseFace.Held => new([Verb.Reply, Verb.Undo, Verb.Resolve], [Verb.Escalate, Verb.Note, Verb.Assign, Verb.Snooze]),
        CaseFace.Deleted => new([Verb.Resolve], [Verb.Note, Verb.Escalate, Verb.Assign]),
        _ => Working(),
    };

    private Offers Working() => this switch
    {
        { Status: CaseStatus.Waiting } => new([Verb.Resolve, Verb.Reply], WithRelease(Verb.Escalate, Verb.Note, Verb.Assign, Verb.Snooze, Verb.Reclassify)),
        { Owner: null } => new([Verb.Claim, Verb.Reply, Verb.Escalate], [Verb.Note, Verb.Assign, Verb.Snooze, Verb.Resolve, Verb.Reclassify]),
        _ => new([Verb.Reply, Verb.Escalate], WithRelease(Verb.Note, Verb.Assign, Verb.Snooze, Verb.Resolve, Verb.Reclassify)),
    };

    private Verb[] WithRelease(params Verb[] verbs) => Owner is null ? verbs : [Verb.Release, .. verbs];
}
