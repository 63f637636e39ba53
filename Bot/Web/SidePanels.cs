using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>A clock with the sum behind its due time.</summary>
/// <param name="Passed">Percent of the time that is over, at most 100.</param>
public sealed record ClockPanel(string Title, string Due, string Why, int Passed, CardTone Tone);

/// <summary>One thing the network allows or not.</summary>
public sealed record WayLine(string Name, bool Allowed, string? Reason);

/// <summary>What stands to the right of a case.</summary>
public sealed record SidePanel
{
    public required string Name { get; init; }
    public required string About { get; init; }
    public string? ProfileUrl { get; init; }
    public required IReadOnlyList<QueueRow> Earlier { get; init; }
    public required IReadOnlyList<QueueRow> Linked { get; init; }
    public required IReadOnlyList<ClockPanel> Clocks { get; init; }

    /// <summary>Why the case stands where it stands: rule, kind, route, brand.</summary>
    public required IReadOnlyList<(string Name, string Value)> Reasons { get; init; }
    public required IReadOnlyList<WayLine> Ways { get; init; }

    /// <summary>Who is called for it, and why; null for a case of the practice network.</summary>
    public PagePlan? Calls { get; init; }

    /// <summary>Calls that were made or wait, the newest first.</summary>
    public IReadOnlyList<string> Called { get; init; } = [];
}

/// <summary>Gathers what helps to judge a case.</summary>
public sealed class SidePanels(Database database, DeskFacts facts, QueueBoard board, TimeProvider time)
{
    private const int MostRelated = 8;

    public SidePanel Read(CaseView view)
    {
        var now = time.Now();
        var c = view.Case;
        var (earlier, linked, pages) = database.Read(session => (
            CaseQueries.OfCustomer(session, c, MostRelated),
            CaseQueries.InThread(session, c, MostRelated),
            Store.Pages.Of(session, c.Id)));
        return new SidePanel
        {
            Name = PlainText.Line(view.Last?.Author.Name ?? "A customer", 80),
            About = PlainText.Line(CaseWords.Customer(view.Card), 160),
            ProfileUrl = WebLink.Of(view.Last?.Author.Url),
            Earlier = [.. earlier.Select(line => board.Row(line, now))],
            Linked = [.. linked.Select(line => board.Row(line, now))],
            Clocks = [.. c.Clocks.Where(clock => clock.IsPromise).OrderByDescending(clock => clock.Ticking).ThenBy(clock => clock.Target.DueAt).Select(clock => Panel(c, clock, now))],
            Reasons = Reasons(c, now),
            Ways = Ways(c, now),
            Calls = c.Practice ? null : PagePlans.Of(facts, c, now),
            Called = [.. pages.Reverse().Take(MostRelated).Select(page => Call(page, c, now))],
        };
    }

    private string Call(PageRow page, Case c, DateTimeOffset now) =>
        $"{(page.Person is { } person ? $"{facts.People.Name(person)} by " : "")}{PageTests.Title(page.Way)}, {facts.Rules.Clock(c.Route).At(page.SentAt ?? page.NotBefore, now)}: {page.State.ToString().ToLowerInvariant()}{(page.Remark is { } remark ? $" ({remark})" : "")}";

    private ClockPanel Panel(Case c, Clock clock, DateTimeOffset now)
    {
        var face = facts.Rules.Clock(c.Route);
        var target = clock.Target;
        var end = clock.StoppedAt ?? now;
        var passed = (int)Math.Clamp((end - target.StartedAt) / target.Budget * 100, 0, 100);
        var why = $"{Clockface.Length(target.Budget)} for {c.Judgement.Priority}, counted from {face.At(target.StartedAt, now)}, day and night ({facts.Rules.Route(c.Route).Zone}).";
        if (clock.StoppedAt is { } stopped)
            return new ClockPanel(ClockWords.Title(clock.Kind), $"{(stopped > target.DueAt ? "late" : "kept")}, after {Clockface.Length(stopped - target.StartedAt)}", why, passed, stopped > target.DueAt ? CardTone.Attention : CardTone.Good);
        var (left, tone) = QueueBoard.TimeLeft(clock, now);
        return new ClockPanel(ClockWords.Title(clock.Kind), $"{(target.DueAt <= now ? "was due" : "by")} {face.At(target.DueAt, now)} · {left}", why, passed, tone);
    }

    private IReadOnlyList<(string, string)> Reasons(Case c, DateTimeOffset now) =>
    [
        ("Judged", $"{c.Judgement.Kind}, {c.Judgement.Priority}"),
        ("Rule", c.Judgement.Rule),
        ("Route", facts.Rules.Route(c.Route) is var route && facts.Standby.Names(route, now) is { Length: > 0 } duty ? $"{route.Name} · {duty}" : route.Name),
        ("Brand", c.Brand),
        ("Answers as", facts.AccountTitle(c)),
    ];

    private IReadOnlyList<WayLine> Ways(Case c, DateTimeOffset now) =>
    [
        Way("Open answer", c.Can.PublicReply, c, now),
        Way("Private answer", c.Can.PrivateReply, c, now),
        Way("Direct message", c.Can.DirectMessage, c, now),
        Way("Like", c.Can.Like, c, now),
        Way("Boost", c.Can.Boost, c, now),
        Way("Pictures", c.Can.Attachments, c, now),
    ];

    private WayLine Way(string name, Capability can, Case c, DateTimeOffset now)
    {
        if (can.Expires is { } end && end <= now)
            return new WayLine(name, false, $"the network's time for it was over {facts.Rules.Clock(c.Route).At(end, now)}");
        var until = can.Expires is { } expires ? $"until {facts.Rules.Clock(c.Route).At(expires, now)}" : null;
        return new WayLine(name, can.Allowed, can.Allowed ? until : can.Reason);
    }
}
