using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Commands that only look: queue, mine, one case, the figures of today.</summary>
public sealed class ChatLists(Database database, DeskFacts facts, TimeProvider time)
{
    /// <summary>Rows of one answer.</summary>
    public const int Length = 15;

    public CommandAnswer Queue(string title, PersonId? owner)
    {
        var now = time.Now();
        var lines = database.Read(session => CaseQueries.Open(session, 0, 500, owner));
        var rows = lines.Take(Length).Select(line => new NoticeRow(line.Case.Name, Line(line, now)));
        var text = lines.Count == 0 ? "Nothing is waiting." : null;
        return new CommandAnswer.Notice(new NoticeModel { Title = title, Text = text, Rows = [.. rows], NotShown = Math.Max(0, lines.Count - Length) });
    }

    public CommandAnswer Case(string text)
    {
        var now = time.Now();
        return database.Read(session => CaseStore.Find(session, text) is { } found ? CaseView.Read(session, found.Id, now) : null) is { } view
            ? new CommandAnswer.Card(view, now)
            : CommandAnswer.NoSuchCase(facts, now);
    }

    /// <summary>Why the deadlines of one case are what they are.</summary>
    public CommandAnswer Why(string text) => new Deadlines(database, facts, time).Say(text);

    /// <summary>Open, late, and what was answered since midnight, each route in its own zone.</summary>
    public CommandAnswer Stats()
    {
        var now = time.Now();
        var rows = facts.Rules.Routes.Select(route => new NoticeRow(route.Name, Figures(route, now))).ToList();
        return CommandAnswer.Say("Today", null, rows);
    }

    private string Figures(Triage.Route route, DateTimeOffset now)
    {
        var figures = database.Read(session => RouteFigures.Read(session, route.Name, facts.Rules.Clock(route.Name).Midnight(now), now));
        var median = figures.MedianFirstAnswer is { } length ? $" · first answer {Clockface.Length(length)} median" : "";
        return $"{figures.Open} open · {figures.Late} late · {figures.Answered} answered today{median}";
    }

    private string Line(QueueLine line, DateTimeOffset now)
    {
        var c = line.Case;
        var owner = c.Owner is { } id ? $" · {facts.People.Name(id)}" : "";
        return $"{c.Judgement.Priority} · {CaseWords.TimeLeft(c, now)}{owner} · {line.Post?.Author.Name}: {PlainText.Line(line.Post?.Text, 80)}";
    }
}
