using SocialCareBot.Cases;
using SocialCareBot.Sla;

namespace SocialCareBot.Desk;

/// <summary>The one table from refusals and holds to sentences: what happened, what is safe, what to press.</summary>
public sealed class Refusals(People people)
{
    public const string Busy = "Busy. Nothing was done. Press again.";
    public const string Refusing = "The store takes no new work now, and an admin must look at it. Nothing was done; reading goes on.";
    public const string OldForm = "This form is older than your draft. Nothing was sent, your draft is kept. Read it, then press Send.";
    public const string StillWorking = "Still working on it. The card shows what came of it in a moment; there is no need to press again.";

    /// <summary>A sentence for the person who asked, in the zone of the case's route.</summary>
    public string Say(Refusal refusal, Clockface clock, DateTimeOffset now)
    {
        var who = people.Name(refusal.Who);
        var since = refusal.Since is { } at ? clock.At(at, now) : "a moment ago";
        return refusal.Code switch
        {
            RefusalCode.TakenBy => $"{who} has this one since {Since(refusal.Since, clock, now)}. Nothing was sent. Ask {who}, or open the case.",
            RefusalCode.NotYours => $"This one is with {who}. Nothing was changed.",
            RefusalCode.NeedsRole => $"This needs {(refusal.Needs == Role.Admin ? "an" : "a")} {Word(refusal.Needs)}. Nothing was changed. Ask one, or escalate the case.",
            RefusalCode.AlreadyResolved => $"{who} resolved this at {since}. Nothing was sent. Reopen the case to go on.",
            RefusalCode.NotResolved => "This case is open already. Nothing was changed.",
            RefusalCode.NothingToUndo => "There is no answer waiting to go out. Nothing was changed.",
            RefusalCode.AlreadyLeft => "The answer has left already and cannot be taken back. The card shows where it stands.",
            RefusalCode.TokenChanged => refusal.Who is null
                ? "The case was handed back while you were writing. Nothing was sent, your draft is kept. Press Send again to claim and send."
                : $"The case changed hands while you were writing; {who} has it since {since}. Nothing was sent, your draft is kept. Press Send again if it is yours.",
            RefusalCode.CustomerWrote => "The customer wrote or changed something while you were writing. Nothing was sent, your draft is kept. Read it, then press Send again.",
            RefusalCode.ReplyPending => $"{who}'s answer is already on its way. Nothing was sent, your draft is kept. Wait for it, or undo it on the card.",
            RefusalCode.NothingUnknown => "It is known where the answer stands; nothing needs to be said. The card is fresh now.",
            RefusalCode.NotPossible => $"That is not possible here: {refusal.Detail ?? "the time to do it is over"}. Nothing was sent, your draft is kept.",
            RefusalCode.PostGone => $"The customer's post is gone since {since}. Nothing was sent, your draft is kept. Resolve the case as gone, or escalate it.",
            RefusalCode.TooLate => "That time has passed already. Nothing was changed. Choose a later one.",
            RefusalCode.NotEscalated => "Nobody is waiting for a manager's answer on this case any more. Nothing was changed.",
            RefusalCode.AlreadyWithManager => $"{who} has it on the table since {since}. Nothing was changed.",
            RefusalCode.OpenElsewhere => $"{refusal.Detail} is open for this customer on the same thread. Nothing was changed. Go on there.",
            RefusalCode.NotAlerted => "Nobody was alerted about this case. Nothing was changed.",
            RefusalCode.AlreadyAcknowledged => $"{who} acknowledged this at {since}. Nothing more is needed from you.",
            RefusalCode.LeaseExtended => $"You asked for more time once already. It goes back at {since} unless you answer, write a note, or open the reply form.",
            RefusalCode.NoSuchCase => "There is no case with that number. Look it up in the queue.",
            RefusalCode.NotListed => "You are not on the list of this care team, so nothing was done. Ask an admin to add you.",
            RefusalCode.Guest => "Guests can look, not act. Nothing was done. Ask somebody of the team.",
            RefusalCode.Empty => $"{refusal.Detail ?? "There is nothing written yet"}. Nothing was done.",
            RefusalCode.TooLong => $"That is too long: {refusal.Detail}. Nothing was sent, your draft is kept. Shorten it and press Preview.",
            _ => "That cannot be done now. Nothing was changed.",
        };
    }

    /// <summary>Why a reply did not leave, for the card.</summary>
    public static string Say(Hold hold) => hold.Reason switch
    {
        HoldReason.StopSwitch => "Replies are held for everybody. It goes out by itself on resume.",
        HoldReason.TokenChanged => "The case changed hands before it left. Press Reply to look at it again.",
        HoldReason.CaseResolved => "The case was resolved before it left. Reopen it to answer, or undo the answer.",
        HoldReason.CustomerWrote => "The customer wrote again before it left. Press Reply, read, and send it if it still fits.",
        HoldReason.PostEdited => "The customer changed the post before it left. Press Reply, read, and send it if it still fits.",
        HoldReason.PostGone => "The customer deleted the post before it left. Resolve the case as gone, or undo the answer.",
        HoldReason.PostUnread => "The post could not be read right before sending, so it was not sent. Press Reply to try again.",
        HoldReason.ThreadClosed => $"The thread takes no answers any more{Detail(hold)}. Undo the answer, and resolve or escalate.",
        HoldReason.WindowClosed => "The time in which the network allows an answer is over. Undo the answer, and resolve or escalate.",
        HoldReason.Refused => $"The network refused it{Detail(hold)}. Press Reply to change it.",
        HoldReason.AccountDown => $"Our account cannot post now{Detail(hold)}. An admin was told; press Reply once it works.",
        _ => "It was not sent. Press Reply to look at it again.",
    };

    private static string Detail(Hold hold) => hold.Detail is { Length: > 0 } detail ? $": {detail.TrimEnd('.')}" : "";

    private static string Since(DateTimeOffset? since, Clockface clock, DateTimeOffset now) => since switch
    {
        null => "a moment ago",
        { } at when now - at < TimeSpan.FromMinutes(1) => $"{Clockface.Length(now - at)} ago",
        { } at => clock.At(at, now),
    };

    private static string Word(Role? role) => role switch
    {
        Role.Lead => "lead",
        Role.Manager => "manager",
        Role.Admin => "admin",
        _ => "member of the care team",
    };
}
