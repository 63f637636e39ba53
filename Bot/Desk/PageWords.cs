using System.Globalization;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>What a call says: who waits, until when, and what happens otherwise.</summary>
public sealed class PageWords(DeskFacts facts)
{
    /// <summary>"P1 · Complaint · Mira K on Bluesky, 12.4k followers."</summary>
    public static string Headline(CaseView view)
    {
        var c = view.Case;
        var reach = view.Last?.Author.Followers is { } followers ? $", {CaseWords.Count(followers)} {(followers == 1 ? "follower" : "followers")}" : "";
        return $"{c.Judgement.Priority} · {c.Judgement.Kind} · {PlainText.Line(view.Last?.Author.Name ?? "a customer", 80)} on {c.NetworkTitle}{reach}.";
    }

    /// <summary>"Acknowledge by 02:14 or Bo is called."; null where nothing more would happen.</summary>
    public string? Deadline(Case c, PersonId to, DateTimeOffset now)
    {
        if (c.Alert is not { Over: false } || c.On(ClockKind.Paging) is not { NextAt: { } next } clock)
            return null;
        var step = facts.Watchers(c, ClockKind.Paging, next).Steps.Where(step => step.Number > clock.Passed && step.People.Count > 0).MinBy(step => step.Number);
        var others = step?.People.Where(id => facts.People.Now(id) != facts.People.Now(to)).Select(id => facts.People.Name(id)).ToList() ?? [];
        var called = others.Count switch
        {
            _ when step?.People.Count > others.Count => "you are called again",
            0 => "whoever is known is called",
            1 => $"{others[0]} is called",
            _ => $"{string.Join(", ", others.SkipLast(1))} and {others[^1]} are called",
        };
        return $"Acknowledge by {facts.Rules.Clock(c.Route).At(next, now)} or {called}.";
    }

    /// <summary>The call of a row about a case.</summary>
    public PageCall Call(PageRow row, CaseView view, DateTimeOffset now)
    {
        var c = view.Case;
        if (row.Person is not { } person)
            return Escalated(row, view);
        var help = row.HelpFor is { } caller ? $"{facts.People.Name(caller)} calls for help. " : "";
        var subject = $"{help}{Headline(view)}{(Deadline(c, person, now) is { } deadline ? $" {deadline}" : "")}";
        return Call(row, subject, Text(subject, view, row.CreatedAt)) with { Case = c.Name, Priority = c.Judgement.Priority };
    }

    private PageCall Escalated(PageRow row, CaseView view)
    {
        var subject = $"{Headline(view)} It is late, and this is step {row.Round} of its ladder.";
        return Call(row, subject, subject) with { Case = view.Case.Name, Priority = view.Case.Judgement.Priority };
    }

    /// <summary>The call of a test page.</summary>
    public PageCall Test(PageRow row)
    {
        const string subject = "Test page: you are on duty now. Nothing has happened.";
        return Call(row, subject, $"{subject}\n\nPlease say that this arrived: write \"got it {Code(row)}\" to the bot in the chat.\n");
    }

    /// <summary>What the person of a test page says back.</summary>
    public static string Code(PageRow row) => row.Id.ToString("N")[^5..].ToLower(CultureInfo.InvariantCulture);

    private PageCall Call(PageRow row, string subject, string text) => new()
    {
        Id = $"page-{row.Id:N}",
        To = row.Person is null ? null : row.Address,
        Name = row.Person is { } person ? facts.People.Name(person) : null,
        Subject = subject,
        Text = text,
        Round = row.Round,
        CreatedAt = row.CreatedAt,
    };

    private string Text(string subject, CaseView view, DateTimeOffset at)
    {
        var c = view.Case;
        var due = c.FirstResponse is { Running: true } clock ? $" First answer by {facts.Rules.Clock(c.Route).At(clock.Target.DueAt, at)}." : "";
        var words = string.Join('\n', (view.Last?.Text ?? "(the words are no longer kept)").ReplaceLineEndings("\n").Split('\n').Select(line => $"> {line}"));
        return $"""
            {subject}

            {c.Name} waits for somebody, and you are called for {c.Route}.{due}

            {PlainText.Line(view.Last?.Author.Name ?? "A customer", 80)} wrote:
            {words}
            {view.Last?.Url}

            To acknowledge: press Acknowledge on the alert in the chat, or write "ack {c.Name}" to the bot there.
            """;
    }
}
