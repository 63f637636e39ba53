using System.Text.Json.Serialization;

namespace SocialCareBot.Cases;

/// <summary>How a case looks to people: one word and one colour, the same on every front.</summary>
public enum CaseFace
{
    New,
    Claimed,
    Waiting,
    Late,
    Escalated,
    Sending,
    Unknown,
    Held,
    Deleted,
    Resolved,
}

public sealed partial record Case
{
    /// <summary>What a reply is doing comes first, then what the customer did, then the clock: late beats escalated beats claimed.</summary>
    [JsonIgnore]
    public CaseFace Face => this switch
    {
        { Pending.Unknown: true } => CaseFace.Unknown,
        { Pending.Stage: ReplyStage.Held } => CaseFace.Held,
        { Pending: not null } => CaseFace.Sending,
        { Status: CaseStatus.Resolved } => CaseFace.Resolved,
        { GoneAt: not null } => CaseFace.Deleted,
        { Late: true } => CaseFace.Late,
        { Escalation: not null } => CaseFace.Escalated,
        { Status: CaseStatus.Waiting } => CaseFace.Waiting,
        { Owner: not null } => CaseFace.Claimed,
        _ => CaseFace.New,
    };
}
