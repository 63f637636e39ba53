using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>A person's own page in a chat: what is theirs, what is free by time left, who is on call. The same on every front that has such a page.</summary>
public sealed class HomePages(Database database, DeskFacts facts, ReplySwitch stop, TimeProvider time)
{
    /// <summary>How many free cases stand on one page.</summary>
    public const int PageLength = 10;

    private const int MostRead = 500;

    /// <param name="page">From 0; one beyond the end shows the last.</param>
    /// <param name="notice">A first line above all others: why a press did nothing.</param>
    public HomeModel Model(Actor by, int page, string? notice = null)
    {
        var now = time.Now();
        var open = database.Read(session => CaseQueries.Open(session, 0, MostRead)).Where(line => !line.Case.Practice).ToList();
        var mine = open.Where(line => line.Case.Owner == by.Id).ToList();
        var free = open.Where(line => line.Case.Owner is null).ToList();
        var pages = Math.Max(1, (free.Count + PageLength - 1) / PageLength);
        var shown = Math.Clamp(page, 0, pages - 1);
        return new HomeModel
        {
            Counts = $"{mine.Count} yours · {free.Count} free · {open.Count(line => line.Case.Late)} late",
            OnCall = [.. facts.Rules.Routes.Select(route => (route.Name, Names: facts.Standby.Names(route, now))).Where(route => route.Names.Length > 0).Select(route => $"On call for {route.Name}: {route.Names}")],
            Notice = notice ?? (stop.Held is null ? null : "Replies are held for everybody."),
            Mine = [.. mine.Select(line => Row(line, now))],
            Free = [.. free.Skip(shown * PageLength).Take(PageLength).Select(line => Row(line, now))],
            Page = shown,
            Pages = pages,
        };
    }

    /// <summary>For somebody who may not look: one sentence and nothing of any case.</summary>
    public static HomeModel Closed(string sentence) => new() { Counts = "", Notice = sentence };

    private static HomeCase Row(QueueLine line, DateTimeOffset now)
    {
        var c = line.Case;
        var state = Enum.Parse<CardState>(c.Face.ToString());
        return new HomeCase(
            c.Id.ToString(),
            c.Name,
            c.Version,
            $"{c.Name} · {c.Judgement.Priority} · {c.Judgement.Kind} · {CaseWords.TimeLeft(c, now)}",
            $"{line.Post?.Author.Name ?? "A customer"}: {PlainText.Line(line.Post?.Text ?? "(the words are no longer kept)", 140)}",
            ButtonOrder.Arrange(state, [.. c.Offers.Select(FormChoices.Id)]).Visible);
    }
}
