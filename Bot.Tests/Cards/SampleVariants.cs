using SocialCareBot.Cards.Models;

namespace SocialCareBot.Tests.Cards;

/// <summary>The models in all the forms that have a golden file, whatever draws them.</summary>
internal static partial class SampleCards
{
    internal static IEnumerable<(string Name, CaseCardModel Card)> CaseCards()
    {
        foreach (var state in Enum.GetValues<CardState>())
            yield return ($"case-{state.ToString().ToLowerInvariant()}", Case(state));
        var open = Case(CardState.New);
        yield return ("case-new-quiet", open with { Priority = 3, PriorityAndTopic = "P3 · Question", AvatarUrl = null, Thumbs = [], Rule = null });
        yield return ("case-practice", open with { Practice = true });
        yield return ("case-stale-click", Case(CardState.Claimed) with { Notice = "Bo claimed this 4 s ago. Nothing was done. Ask Bo, or open the case." });
        yield return ("case-old-copy", open with { LiveCardUrl = "https://teams.example/message/1" });
        yield return ("case-long", open with { Quote = string.Concat(Enumerable.Repeat("Still no power, and nobody answers. ", 60)), MediaLine = "Two pictures, open post" });
        yield return ("case-hostile", Hostile(open));
    }

    private static CaseCardModel Hostile(CaseCardModel card) => card with
    {
        CustomerName = "![x](https://evil.example/p.png) <b>Mira</b> {{DATE(2026-11-22T05:00:00Z,SHORT)}}",
        CustomerLine = "@[mira](javascript:alert(1)) · \u202Eyksulb",
        Quote = "**Look** [here](https://evil.example/) {{TIME(2026-11-22T05:00:00Z)}}\n<at>Everyone</at> &lt;b&gt; ![p](https://evil.example/p.png)\n# shout \uD83D",
        StandLine = "Not claimed · on duty: *Ana*, <b>Bo</b>",
        AvatarUrl = "javascript:alert(1)",
        PostUrl = "data:text/html,x",
    };

    internal static IEnumerable<(string Name, ReplyFormModel Form)> Replies()
    {
        var write = Reply(ReplyStep.Write);
        var preview = Reply(ReplyStep.Preview);
        yield return ("reply-write", write);
        yield return ("reply-write-again", write with { Text = "We are sorry, Mira.", Counter = "281 left of 300", Error = "Mira wrote again at 10:20. Read it, then press Preview again.", PrivatePossible = true });
        yield return ("reply-write-private", write with { Banner = "Only Mira sees this", IsPublic = false, PrivatePossible = true, PrivateNotPossible = null });
        yield return ("reply-preview", preview);
        yield return ("reply-preview-promise", preview with { Promise = "17", PromiseLine = "You promise news by 17:00; the case will remind you." });
        yield return ("reply-preview-warned", preview with { Findings = [new("Contains a phone number: this is public.")], LinksLine = "One link: gridco.example", CostLine = "Costs nothing" });
        yield return ("reply-preview-blocked", preview with { Findings = [new("14 characters too long. Go back and shorten it.", Blocks: true)], Counter = "14 over 300" });
        yield return ("reply-closed", Reply(ReplyStep.Closed));
    }

    internal static NoticeModel Held { get; } =
        new() { Title = "Replies are held", Text = "Sam held them at 10:05. Nothing public leaves until somebody types resume.", Tone = CardTone.Warning };

    internal static AlertModel Alert { get; } = new()
    {
        CaseId = CaseId,
        Number = "C-128",
        Version = 7,
        Headline = "P1 · Outage · Mira K on Bluesky, 12.4k followers. Acknowledge by 02:14 or Bo is called.",
        Why = "You are on duty for Riverside.",
        CustomerName = "Mira K",
        CustomerLine = "@mira_k · Bluesky · 12.4k followers",
        Quote = "The power has been out since six and your hotline hangs up on me.",
        PostUrl = "https://social.example/mira/1",
        CaseUrl = "https://desk.example/cases/128",
        Buttons = [CardButton.Of(CardVerbs.Acknowledge, primary: true), CardButton.Of(CardVerbs.NotMe), CardButton.Of(CardVerbs.Help)],
        Nonce = Nonce,
    };

    internal static HandOverModel HandOver { get; } = new()
    {
        Title = "Hand-over from Ana: 3 open cases",
        Text = "You are on call until tomorrow 08:00. Accept what you take over. What nobody accepts by 18:30 goes back to the queue.",
        Items =
        [
            new(CaseId, "C-128", 7, "C-128 · P1 · Complaint · First answer by 18:10 · due soon", "Mira K: The power has been out since six…")
            {
                Lines = ["The customer was promised news by 19:00.", "An answer is begun, and becomes yours: \"The crew is on its way\""],
                Buttons = [CardButton.Of(CardVerbs.Accept, primary: true)],
            },
            new("c-131", "C-131", 2, "C-131 · P3 · Question", "Jon: When does the meter man come?") { Buttons = [CardButton.Of(CardVerbs.Accept, primary: true)] },
            new("c-132", "C-132", 1, "C-132 · P3 · Question", "Élodie: Billed twice") { Outcome = "Accepted by Bo 18:04." },
        ],
        Sources = ["Bluesky @gridco has failed since 17:05: the password was refused"],
    };

    internal static HandOverModel HandedOver { get; } = HandOver with
    {
        Text = "You are on call until tomorrow 08:00. What nobody had accepted by 18:30 went back to the queue.",
        Items = [.. HandOver.Items.Select(item => item with { Lines = [], Buttons = [], Outcome = item.Outcome ?? "Back in the queue." })],
        Sources = [],
    };

    internal static HomeModel Home { get; } = new()
    {
        Counts = "1 yours · 2 free · 1 late",
        OnCall = ["On call for Riverside: Ana, Bo", "On call for Billing: Élodie"],
        Mine = [new(CaseId, "C-128", 7, "C-128 · P1 · Outage · 6 min left", "Mira K: The power has been out since six…", [CardButton.Of(CardVerbs.Reply, primary: true), CardButton.Of(CardVerbs.Escalate), CardButton.Of(CardVerbs.Release)])],
        Free =
        [
            new("c-131", "C-131", 2, "C-131 · P3 · Question · 84 min left", "Jon: When does the meter man come?", [CardButton.Of(CardVerbs.Claim, primary: true), CardButton.Of(CardVerbs.Reply)]),
            new("c-132", "C-132", 1, "C-132 · P3 · Billing · 2 h left", "Élodie: Billed twice", [CardButton.Of(CardVerbs.Claim, primary: true), CardButton.Of(CardVerbs.Reply)]),
        ],
    };

    /// <summary>More than a page holds, with a pager in both directions.</summary>
    internal static HomeModel FullHome { get; } = Home with
    {
        Counts = "40 yours · 60 free · 9 late",
        Notice = "Bo claimed C-131 4 s ago. Nothing was done.",
        Mine = [.. Enumerable.Range(1, 40).Select(i => Home.Mine[0] with { CaseId = $"m-{i}", Number = $"C-{i}", Title = $"C-{i} · P1 · Outage · {i} min left" })],
        Free = [.. Enumerable.Range(1, 15).Select(i => Home.Free[0] with { CaseId = $"f-{i}", Number = $"C-{100 + i}", Title = $"C-{100 + i} · P3 · Question · {i} min left" })],
        Page = 1,
        Pages = 4,
    };
}
