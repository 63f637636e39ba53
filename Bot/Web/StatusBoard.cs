using System.Reflection;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>How well one source is heard.</summary>
public sealed record SourceLine(string Title, CardTone Tone, string State, string Heard, string LastPost);

/// <summary>One lane of answers on their way.</summary>
public sealed record LaneLine(string Lane, int Rows, string Oldest, string Next, string State, CardTone Tone, string Number, string? Remark);

/// <summary>Chat messages that do not stand where they should.</summary>
public sealed record MessageLine(string What, string Where, string Since, string Next, string? Remark, bool Dead);

/// <summary>How far a conversation is behind.</summary>
public sealed record LagLine(string Where, int Rows, string Oldest, string Next, CardTone Tone);

/// <summary>What the status page shows.</summary>
public sealed record StatusView
{
    public required IReadOnlyList<SourceLine> Sources { get; init; }
    public required IReadOnlyList<LaneLine> Lanes { get; init; }
    public required IReadOnlyList<MessageLine> Messages { get; init; }

    /// <summary>The conversations that are behind, the one that waits longest first.</summary>
    public required IReadOnlyList<LagLine> Behind { get; init; }

    /// <summary>Channels that take no cases any more: route, place and why.</summary>
    public required IReadOnlyList<(string Route, string Where, string Reason)> Closed { get; init; }

    /// <summary>"Held by Sam since 10:05"; null while replies leave.</summary>
    public string? Held { get; init; }

    /// <summary>What leaves on resume: number and the words.</summary>
    public required IReadOnlyList<(string Number, string Text)> LeavesOnResume { get; init; }
    public required IReadOnlyDictionary<CaseStatus, int> Cases { get; init; }
    public required string Store { get; init; }
    public required string Version { get; init; }
}

/// <summary>Gathers what an admin wants to know: who is heard, what waits, and what is stopped.</summary>
public sealed class StatusBoard(Database database, DeskFacts facts, ReplySwitch stop, TimeProvider time)
{
    private const int MostMessages = 50;

    /// <summary>A conversation takes about one message a second, so a few wait now and then; people notice beyond this.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromMinutes(1);

    /// <summary>Of this program.</summary>
    public static readonly string Version = typeof(StatusBoard).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public StatusView Read()
    {
        var now = time.Now();
        var waiting = stop.Waiting();
        return database.Read(session => View(session, Standing.Read(session), waiting, now));
    }

    private StatusView View(Session session, Standing standing, IReadOnlyList<(Case Case, ReplyRow Row)> waiting, DateTimeOffset now) => new()
    {
        Sources = [.. standing.Sources.Select(source => Source(source, now))],
        Lanes = [.. standing.Replies.GroupBy(row => row.Lane).Select(lane => Lane(session, [.. lane], now))],
        Messages = [.. Messages.Waiting(session, MostMessages).Select(message => Message(message, now))],
        Behind = [.. standing.Behind.Select(lag => Lag(lag, now))],
        Closed = [.. RouteBindings.Disabled(session).Select(row => (row.Binding.Route, $"{row.Binding.Front}, {row.Binding.Conversation}", row.Reason))],
        Held = stop.Held is { } held ? $"Held by {(held.By is null ? "the settings" : facts.People.Name(held.By))} since {Clock.At(held.At, now)}" : null,
        LeavesOnResume = [.. waiting.Select(pair => (pair.Case.Name, Bodies.Text(session, pair.Row.Body) ?? "(the words were erased)"))],
        Cases = standing.Cases,
        Store = database.Where,
        Version = Version,
    };

    /// <summary>What concerns no case is said in the zone of the first route.</summary>
    private Clockface Clock => facts.Rules.Clock(facts.Rules.Routes[0].Name);

    private SourceLine Source(SourceState source, DateTimeOffset now) => new(
        source.Title,
        source.FailingSince is null ? CardTone.Good : CardTone.Attention,
        source.FailingSince is { } since ? $"Not heard since {Clock.At(since, now)}. {source.Reason}" : source.CaughtUp ? "Heard" : "Catching up",
        source.HeardAt is { } heard ? $"{Clockface.Length(now - heard)} ago" : "never",
        source.PostAt is { } post ? $"{Clockface.Length(now - post)} ago" : "none yet");

    private LaneLine Lane(Session session, IReadOnlyList<ReplyRow> rows, DateTimeOffset now)
    {
        var head = rows[0];
        var asks = head.State is ReplyRowState.Parked or ReplyRowState.Unknown or ReplyRowState.Held;
        return new LaneLine(
            head.Lane,
            rows.Count,
            Clockface.Length(now - rows.Min(row => row.CreatedAt)),
            head.State == ReplyRowState.Held ? "when somebody acts" : Clock.Exactly(head.NotBefore),
            FormChoices.Id(head.State),
            asks ? CardTone.Warning : CardTone.Default,
            CaseStore.Look(session, head.Case)?.Name ?? "?",
            head.Remark);
    }

    private MessageLine Message(MessageRow message, DateTimeOffset now) => new(
        message.Purpose switch
        {
            MessagePurpose.Alert => "Alert",
            MessagePurpose.Notice => "Notice",
            MessagePurpose.Card => "Case card",
            MessagePurpose.Nag => "Reminder",
            MessagePurpose.Manager => "Manager's card",
            _ => "Summary",
        },
        Where(message.Front, message.Conversation, message.Person),
        Clockface.Length(now - message.CreatedAt),
        message.State == MessageState.Dead ? "no more" : Clock.Exactly(message.NotBefore),
        message.Remark,
        message.State == MessageState.Dead);

    private LagLine Lag(MessageLag lag, DateTimeOffset now) => new(
        Where(lag.Front, lag.Conversation, lag.Person),
        lag.Rows,
        Clockface.Length(now - lag.Since),
        lag.Next <= now ? "now" : Clock.Exactly(lag.Next),
        now - lag.Since > Noticed ? CardTone.Warning : CardTone.Default);

    private string Where(string front, string? conversation, PersonId? person) =>
        person is { } one ? $"{front}, to {facts.People.Name(one)}" : $"{front}, {conversation}";
}
