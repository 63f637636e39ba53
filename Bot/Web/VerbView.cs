using SocialCareBot.Cards.Models;

namespace SocialCareBot.Web;

/// <summary>A button of the case, as the desk draws it.</summary>
public sealed record VerbView(CaseScreen Screen, CardButton Button)
{
    /// <summary>It asks something before it does anything.</summary>
    public bool IsForm => Button.Value is null && Button.Verb is CardVerbs.Note or CardVerbs.SendBack or CardVerbs.Escalate or CardVerbs.Assign or CardVerbs.Snooze
        or CardVerbs.Resolve or CardVerbs.Reclassify;

    /// <summary>The key that presses it.</summary>
    public string? Key => Button.Verb switch
    {
        CardVerbs.Claim or CardVerbs.Take => "c",
        CardVerbs.Escalate => "e",
        _ => null,
    };
}
