using SocialCareBot.Cards.Models;

namespace SocialCareBot.Tests.Cards;

/// <summary>The models the card tests start from; a test changes only what it is about.</summary>
internal static partial class SampleCards
{
    private const string CaseId = "0193c5a0-7c00-7000-8000-000000000128";
    private const string Nonce = "n-0193c5a0";

    internal static CaseCardModel Case(CardState state)
    {
        var arranged = ButtonOrder.Arrange(state, Offered(state));
        return new()
        {
            CaseId = CaseId,
            Number = "C-128",
            Version = 7,
            State = state,
            Priority = 1,
            PriorityAndTopic = "P1 · Outage",
            DeadlineLine = Deadline(state),
            CustomerName = "Mira K",
            CustomerLine = "@mira_k · Bluesky · 12.4k followers · 3rd case this year",
            AvatarUrl = "https://media.example/mira.png",
            Quote = "The power has been out since six and your hotline hangs up on me.\nMy mother is on oxygen. What are you DOING?",
            Thumbs = [new("https://media.example/street.png", "A dark street"), new("https://media.example/pole.png")],
            PostUrl = "https://social.example/mira/1",
            CaseUrl = "https://desk.example/cases/128",
            StandLine = Stand(state),
            Rule = "outage words",
            Visible = arranged.Visible,
            More = arranged.More,
            Choices = Choices,
            Nonce = Nonce,
        };
    }

    internal static CaseFormChoices Choices { get; } = new()
    {
        People = [new("p-ana", "Ana"), new("p-bo", "Bo"), new("p-dana", "Dana")],
        Snooze = [new("30m", "30 minutes"), new("2h", "2 hours"), new("tomorrow", "Tomorrow 09:00")],
        Promises = [new("1h", "Within 1 hour"), new("17", "By 17:00")],
        Reasons = [new("fixed", "Fixed"), new("answered", "Answered"), new("gone", "Post is gone"), new("noise", "Not for us")],
        Kinds = [new("complaint", "Complaint"), new("question", "Question"), new("praise", "Praise")],
        Priorities = [new("1", "P1"), new("2", "P2"), new("3", "P3"), new("4", "P4")],
        Kind = "complaint",
        Priority = "1",
    };

    private static string[] Offered(CardState state) => state switch
    {
        CardState.New => [CardVerbs.Claim, CardVerbs.Reply, CardVerbs.Escalate, CardVerbs.Note, CardVerbs.Assign, CardVerbs.Snooze, CardVerbs.Resolve, CardVerbs.Reclassify, CardVerbs.Why],
        CardState.Sending => [CardVerbs.Undo, CardVerbs.Note, CardVerbs.Escalate],
        CardState.Unknown => [CardVerbs.Sent, CardVerbs.Retry, CardVerbs.Note, CardVerbs.Escalate],
        CardState.Held => [CardVerbs.Reply, CardVerbs.Retry, CardVerbs.Undo, CardVerbs.Note],
        CardState.Resolved => [CardVerbs.Reopen],
        _ => [CardVerbs.Release, CardVerbs.Reply, CardVerbs.Escalate, CardVerbs.Note, CardVerbs.Assign, CardVerbs.Snooze, CardVerbs.Resolve, CardVerbs.Reclassify, CardVerbs.Why],
    };

    private static string? Deadline(CardState state) => state switch
    {
        CardState.Late => "First answer was due 10:40 · late",
        CardState.Waiting or CardState.Resolved => null,
        CardState.Claimed => "First answer by 10:40 · on time",
        _ => "First answer by 10:40 · due soon",
    };

    private static string Stand(CardState state) => state switch
    {
        CardState.New => "Not claimed · on duty: Ana, Bo",
        CardState.Claimed or CardState.Late => "Claimed by Ana 10:19 · goes back at 10:49 without news",
        CardState.Waiting => "Answered by Ana 10:21 (open answer) · waiting for Mira",
        CardState.Escalated => "With Dana (manager) since 10:41",
        CardState.Sending => "Ana's answer goes out at 10:21:40",
        CardState.Unknown => "We cannot tell whether Ana's answer is public",
        CardState.Held => "Ana's answer is held: replies are held by Sam since 10:05",
        CardState.Deleted => "Mira deleted the post at 10:25",
        CardState.Resolved => "Resolved by Ana: fixed · 34 min · 2 answers",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    internal static ReplyFormModel Reply(ReplyStep step) => new()
    {
        Step = step,
        CaseId = CaseId,
        Number = "C-128",
        Version = 7,
        Nonce = Nonce,
        Banner = "PUBLIC · as @GridCo on Bluesky",
        IsPublic = true,
        Quote = "My mother is on oxygen. What are you DOING?",
        Earlier =
        [
            new("Mira K, 10:02", "The power has been out since six."),
            new("Ana, 10:09", "A crew is on its way, Mira.", Ours: true),
            new("Mira K, 10:14", "And your hotline hangs up on me."),
        ],
        Text = step is ReplyStep.Write ? "" : "We are sorry, Mira. A crew is at the Riverside station; power is due back by 11:15. ^AB",
        Limit = 300,
        Counter = step is ReplyStep.Write ? null : "212 left of 300",
        Signature = "^AB",
        Suggestions = [new("s1", "Ana, Tue", "A crew is on the way; we post the next news here at five.")],
        PrivateNotPossible = "Mira does not accept messages",
        Promises = Choices.Promises,
        Closing = "Goes out at 10:21:40, Undo is on the card.",
    };

    internal static CasePickerModel Picker { get; } = new()
    {
        Nonce = Nonce,
        Cases = [new(CaseId, "C-128 · Mira K · The power has been out since six…"), new("c-131", "C-131 · Jon · When does the meter man come?")],
    };

    internal static NagModel Nag { get; } = new()
    {
        CaseId = CaseId,
        Number = "C-128",
        Version = 7,
        To = [new("29:ana", "Ana")],
        Text = "C-128 from Mira K needs a first answer by 10:40 (6 min).",
        Buttons = [CardButton.Of(CardVerbs.KeepClaim, primary: true), new(CardVerbs.Release, "Hand back"), CardButton.Of(CardVerbs.Escalate)],
        CaseUrl = "https://desk.example/cases/128",
        Nonce = Nonce,
    };

    internal static ManagerCardModel Manager { get; } = new()
    {
        CaseId = CaseId,
        Number = "C-128",
        Version = 7,
        PriorityAndTopic = "P1 · Outage",
        Headline = "Dana, C-128 is 11 min late and nobody has it.",
        Why = "It comes to you because you are the manager of the route Riverside.",
        LadderLine = "Ladder step 2 of 3",
        CustomerName = "Mira K",
        CustomerLine = "@mira_k · Bluesky · 12.4k followers",
        Quote = "The power has been out since six and your hotline hangs up on me.",
        LogLines = ["10:10 received", "10:25 Ana and Bo were reminded", "10:40 the first answer was due"],
        PostUrl = "https://social.example/mira/1",
        CaseUrl = "https://desk.example/cases/128",
        Buttons = [CardButton.Of(CardVerbs.Take, primary: true), new(CardVerbs.SendBack, "Send back with a note"), new(CardVerbs.Assign, "Give it to")],
        Choices = Choices,
        Nonce = Nonce,
    };

    internal static NoticeModel Queue { get; } = new()
    {
        Title = "Queue: 3 cases",
        Text = "Most urgent first.",
        Rows =
        [
            new("C-128", "P1 · Outage · Mira K · first answer by 10:40 · due soon · nobody", "https://desk.example/cases/128"),
            new("C-131", "P3 · Question · Jon · first answer by 12:05 · on time · Ana", "https://desk.example/cases/131"),
            new("C-132", "P3 · Billing · Élodie · waiting for customer · Bo"),
        ],
        NotShown = 4,
        LinkTitle = "Open the desk",
        LinkUrl = "https://desk.example/",
    };
}
