using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>One page of cases.</summary>
/// <param name="Total">How many there are in this state.</param>
public sealed record ApiPage(int Page, int Size, int Total, IReadOnlyList<ApiCase> Items);

/// <summary>Somebody of the care team.</summary>
public sealed record ApiPerson(string Name, string Initials);

/// <summary>The customer as the network names them.</summary>
public sealed record ApiCustomer(string Name, string Handle, int? Followers);

/// <summary>The promise of a first answer.</summary>
public sealed record ApiClock(DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? StoppedAt, bool Late);

/// <summary>A case as lists show it.</summary>
public record ApiCase
{
    /// <summary>What people say: C-128.</summary>
    public required string Number { get; init; }
    public required string Id { get; init; }
    public required int Version { get; init; }

    /// <summary>new, claimed, waiting or resolved.</summary>
    public required string State { get; init; }

    /// <summary>The one word a card leads with, for instance late or sending.</summary>
    public required string Shown { get; init; }
    public required string Priority { get; init; }
    public required string Kind { get; init; }
    public required string Rule { get; init; }
    public required string Network { get; init; }
    public required string Account { get; init; }
    public required string Brand { get; init; }
    public required string Route { get; init; }
    public required bool Practice { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public ApiPerson? Owner { get; init; }
    public ApiCustomer? Customer { get; init; }

    /// <summary>The customer's last words; absent where they are no longer kept.</summary>
    public string? Words { get; init; }
    public ApiClock? FirstAnswer { get; init; }

    internal static ApiCase Of(QueueLine line, People people) => Of(new ApiCase
    {
        Number = line.Case.Name,
        Id = line.Case.Id.ToString(),
        Version = line.Case.Version,
        State = FormChoices.Id(line.Case.Status),
        Shown = FormChoices.Id(line.Case.Face),
        Priority = line.Case.Judgement.Priority.ToString(),
        Kind = FormChoices.Id(line.Case.Judgement.Kind),
        Rule = line.Case.Judgement.Rule,
        Network = line.Case.Network,
        Account = line.Case.Account,
        Brand = line.Case.Brand,
        Route = line.Case.Route,
        Practice = line.Case.Practice,
        OpenedAt = line.Case.OpenedAt,
        UpdatedAt = line.UpdatedAt,
    }, line, people);

    private static ApiCase Of(ApiCase plain, QueueLine line, People people) => plain with
    {
        Owner = line.Case.Owner is { } owner && people.Find(owner) is { } person ? new(person.Name, person.Initials) : null,
        Customer = line.Post is { Author: var author } ? new(author.Name, author.Handle, author.Followers) : null,
        Words = line.Post?.Text,
        FirstAnswer = line.Case.FirstResponse is { } clock ? new(clock.Target.StartedAt, clock.Target.DueAt, clock.StoppedAt, line.Case.Late) : null,
    };
}

/// <summary>A case with the customer's posts and its log.</summary>
public sealed record ApiCaseDetail(ApiCase Case, IReadOnlyList<ApiPost> Posts, IReadOnlyList<ApiLogLine> Log)
{
    /// <summary>What people say: C-128.</summary>
    public string Number => Case.Number;
}

/// <summary>A post of the customer in its newest version.</summary>
public sealed record ApiPost(string NativeId, DateTimeOffset PostedAt, string Text, string? Url, int Edits, DateTimeOffset? GoneAt);

/// <summary>One line of the log.</summary>
/// <param name="Sentence">For people, in the zone of the case's route.</param>
/// <param name="Text">The words that belong to it; absent where there are none or they were erased.</param>
/// <param name="Hash">Chained to the line before.</param>
public sealed record ApiLogLine(int Seq, DateTimeOffset At, string Kind, string? By, string? Front, string Sentence, string? Text, string Hash);
