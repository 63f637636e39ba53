using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>One line of the queue, ready to be read.</summary>
public sealed record QueueRow
{
    public required string Number { get; init; }
    public required string Priority { get; init; }
    public required CardLook Look { get; init; }
    public required string Who { get; init; }
    public required string Words { get; init; }

    /// <summary>"6 min", "11 min late", or what the case waits for; empty where nothing presses.</summary>
    public required string Time { get; init; }
    public CardTone TimeTone { get; init; }

    /// <summary>Initials; empty where nobody has it.</summary>
    public string Owner { get; init; } = "";
    public string OwnerName { get; init; } = "nobody";
    public bool Mine { get; init; }
}

/// <summary>"C-128 from Mira K needs a first answer by 10:40 (6 min)."</summary>
public sealed record DeskCall(string Number, string Text, bool Late);

/// <summary>A heading of the queue and what stands under it.</summary>
/// <param name="Folded">Nobody is in a hurry: shown folded.</param>
public sealed record QueueGroup(string Title, IReadOnlyList<QueueRow> Rows, bool Folded = false)
{
    /// <summary>Under their heading, which says "late" already: the customer's words need the room.</summary>
    public IEnumerable<QueueRow> UnderHeading => Title == QueueBoard.Late ? Rows.Select(row => row with { Time = row.Time.Replace(" late", "") }) : Rows;
}

/// <summary>The queue as the left column shows it.</summary>
/// <param name="NotShown">Open cases that did not fit.</param>
public sealed record QueueView(IReadOnlyList<QueueGroup> Groups, int NotShown)
{
    /// <summary>What somebody searched for; the groups then hold what was found.</summary>
    public string? Search { get; init; }

    /// <summary>The case that stands in the middle.</summary>
    public string? Selected { get; init; }

    /// <summary>Reminders that no chat front would show: they stand here, for whoever operates the desk.</summary>
    public IReadOnlyList<DeskCall> Calls { get; init; } = [];

    /// <summary>The queue beside an open case, which needs no call to itself.</summary>
    public QueueView Beside(string number) => this with { Selected = number, Calls = [.. Calls.Where(call => call.Number != number)] };

    public IEnumerable<QueueRow> Rows => Groups.SelectMany(group => group.Rows);
}

/// <summary>Sorts open cases by what presses: Late, Next hour, Later, Waiting, and quietly at the end what nobody waits for.</summary>
public sealed class QueueBoard(Database database, DeskFacts facts, DeskOperator me, TimeProvider time)
{
    private const int Most = 200;
    public const string Late = "Late";
    private const string Look = "Needs a look";
    private const string NextHour = "Next hour";
    private const string Later = "Later";
    private const string Waiting = "Waiting";
    private const string Quiet = "Praise and noise";

    public QueueView Open()
    {
        var now = time.Now();
        var (lines, counts, bound) = database.Read(session => (CaseQueries.Open(session, 0, Most), CaseQueries.Counts(session), RouteBindings.All(session)));
        var groups = lines.GroupBy(line => Group(line.Case, now)).ToDictionary(group => group.Key, group => group.ToList());
        var open = counts.Where(count => count.Key != CaseStatus.Resolved).Sum(count => count.Value);
        return new QueueView(
            [
                .. new[] { Late, Look, NextHour, Later, Waiting, Quiet }
                    .Where(groups.ContainsKey)
                    .Select(title => new QueueGroup(title, [.. groups[title].OrderBy(line => title == Waiting ? line.UpdatedAt : Wanted(line.Case)).Select(line => Row(line, now))], Folded: title == Quiet)),
            ],
            Math.Max(0, open - lines.Count))
        {
            Calls = [.. lines.Where(line => Calls(line.Case, bound, now)).Select(line => Call(line, now))],
        };
    }

    /// <summary>What was found, newest first.</summary>
    public QueueView Find(string text)
    {
        var now = time.Now();
        var found = database.Read(session => CaseQueries.Search(session, text, Most));
        return new QueueView([new QueueGroup("Found", [.. found.Select(line => Row(line, now))])], 0) { Search = text };
    }

    /// <summary>The headings that always stand, also over nothing.</summary>
    public static IReadOnlyList<string> Headings { get; } = [Late, NextHour, Later, Waiting];

    /// <summary>Somebody has to do something about these.</summary>
    public static bool Presses(QueueGroup group) => group.Title is Late or Look or NextHour or Later;

    /// <summary>A case in one line, wherever one is listed.</summary>
    public QueueRow Row(QueueLine line, DateTimeOffset now)
    {
        var c = line.Case;
        var (words, tone) = Time(c, now);
        var owner = c.Owner is { } id ? facts.People.Find(id) : null;
        return new QueueRow
        {
            Number = c.Name,
            Priority = c.Judgement.Priority.ToString(),
            Look = CardStates.Look(Enum.Parse<CardState>(c.Face.ToString()), (int)c.Judgement.Priority),
            Who = PlainText.Line(line.Post?.Author.Name ?? "A customer", 60),
            Words = PlainText.Line(Unaddressed(line.Post?.Text ?? "(the words are no longer kept)"), 160),
            Time = words,
            TimeTone = tone,
            Owner = owner?.Initials ?? "",
            OwnerName = owner?.Name ?? "nobody",
            Mine = c.Owner == me.Person.Id,
        };
    }

    /// <summary>Without the names the post begins with: they are ours, and the same in every row.</summary>
    private static string Unaddressed(string text)
    {
        var rest = text.TrimStart();
        while (rest.StartsWith('@') && rest.IndexOfAny([' ', '\n']) is > 0 and var end)
            rest = rest[end..].TrimStart();
        return rest.Length == 0 ? text : rest;
    }

    private string Group(Case c, DateTimeOffset now)
    {
        if (c.Ruling is { } clock && clock.Target.DueAt <= now)
            return Late;
        if (c.Face is CaseFace.Unknown or CaseFace.Held or CaseFace.Deleted)
            return Look;
        if (c.Pending is not null || c.Status == CaseStatus.Waiting || c.SnoozedUntil > now)
            return Waiting;
        if (c is { Judgement.HasClock: false, Owner: null })
            return Quiet;
        return Wanted(c) <= now + TimeSpan.FromHours(1) ? NextHour : Later;
    }

    /// <summary>When something is wanted: as promised; where nothing is, an hour after the customer's last words. That is an order of work, so it is never late.</summary>
    private static DateTimeOffset Wanted(Case c) => c.Ruling?.Target.DueAt ?? c.LastPostAt + TimeSpan.FromHours(1);

    /// <summary>The sweep told somebody, and no chat front is there to carry it.</summary>
    private bool Calls(Case c, IReadOnlyList<RouteBinding> bound, DateTimeOffset now) =>
        c is { Ruling.Passed: > 0, Pending: null }
        && !(c.SnoozedUntil > now)
        && (c.Practice || bound.All(binding => binding.Route != facts.Rules.Route(c.Route).Name));

    private DeskCall Call(QueueLine line, DateTimeOffset now)
    {
        var promise = line.Case.Ruling!;
        var about = $"{line.Case.Name} from {PlainText.Line(line.Post?.Author.Name ?? "a customer", 60)}";
        var words = ClockWords.Reminder(about, promise.Kind, promise.Target.DueAt, now, facts.Rules.Clock(line.Case.Route));
        return new DeskCall(line.Case.Name, words, promise.Target.DueAt <= now);
    }

    private (string Words, CardTone Tone) Time(Case c, DateTimeOffset now) => c switch
    {
        { Resolution: not null, Status: CaseStatus.Resolved } => ("resolved", CardTone.Default),
        { Ruling: { } clock } => TimeLeft(clock, now),
        { Face: CaseFace.Unknown or CaseFace.Held or CaseFace.Deleted } => (FormChoices.Id(c.Face), CardTone.Warning),
        { Pending: not null } => ("sending", CardTone.Accent),
        { SnoozedUntil: { } until } when until > now => ($"until {facts.Rules.Clock(c.Route).At(until, now)}", CardTone.Default),
        { Status: CaseStatus.Waiting, LastAnswer: { } answer } => ($"{Clockface.Length(now - answer.At)}", CardTone.Default),
        _ => ($"{Clockface.Length(now - c.LastPostAt)} ago", CardTone.Default),
    };

    /// <summary>"6 min" or "11 min late", and how loud it is.</summary>
    public static (string Words, CardTone Tone) TimeLeft(Clock clock, DateTimeOffset now)
    {
        var left = clock.Target.DueAt - now;
        if (left <= TimeSpan.Zero)
            return ($"{Clockface.Length(left)} late", CardTone.Attention);
        return (Clockface.Length(left), left <= clock.Target.Budget * 0.25 ? CardTone.Warning : CardTone.Default);
    }
}
