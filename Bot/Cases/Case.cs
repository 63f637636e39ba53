using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCareBot.Cases;

/// <summary>
/// One customer's matter on one network thread, as it stands. Immutable: <see cref="Decide"/> says what a command leads to,
/// <see cref="Evolve"/> is the only place where anything changes.
/// </summary>
public sealed partial record Case
{
    public required CaseId Id { get; init; }
    public required int Number { get; init; }

    /// <summary>Rises by one with every event.</summary>
    public required int Version { get; init; }
    public required CaseStatus Status { get; init; }
    public required string Network { get; init; }
    public required string NetworkTitle { get; init; }
    public required string Account { get; init; }
    public required string Brand { get; init; }

    /// <summary>The customer's lasting id on the network.</summary>
    public required string Customer { get; init; }
    public required string ThreadRoot { get; init; }
    public required string Route { get; init; }
    public required Judgement Judgement { get; init; }
    public required Capabilities Can { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The native id of the customer's last post, which a reply answers.</summary>
    public required string LastPost { get; init; }

    public required DateTimeOffset LastPostAt { get; init; }

    /// <summary>That post in its version: what a reply must have seen.</summary>
    public required string LastMark { get; init; }
    public bool Practice { get; init; }
    public int? Reach { get; init; }

    /// <summary>The customer's, as told or guessed from the first post.</summary>
    public string? Language { get; init; }

    public PersonId? Owner { get; init; }
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>The claim token: rises each time ownership passes to another person or to nobody.</summary>
    public int Token { get; init; }
    public PendingReply? Pending { get; init; }
    public Clock? FirstResponse { get; init; }

    /// <summary>The other clocks, at most one of each kind.</summary>
    public ImmutableArray<Clock> Beside { get; init; } = [];

    /// <summary>Whoever has it asked once for more time; the next time it goes back.</summary>
    public bool LeaseExtended { get; init; }
    public Reminder? LastReminder { get; init; }

    /// <summary>What the settings know of the customer.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
    public Escalation? Escalation { get; init; }
    public Alert? Alert { get; init; }
    public DateTimeOffset? SnoozedUntil { get; init; }
    public Answer? LastAnswer { get; init; }
    public int Answers { get; init; }
    public Resolution? Resolution { get; init; }

    /// <summary>Since when the customer's last post is gone.</summary>
    public DateTimeOffset? GoneAt { get; init; }
    public CaseId? Earlier { get; init; }
    public CaseId? MergedInto { get; init; }

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    [JsonIgnore]
    public bool IsOpen => Status != CaseStatus.Resolved && MergedInto is null;

    [JsonIgnore]
    public bool Late => Clocks.Any(clock => clock.Late);

    [JsonIgnore]
    public string Name => CaseNumber.Text(Number);
}
