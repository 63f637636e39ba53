using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>What somebody who goes off duty leaves to somebody who comes on.</summary>
public sealed record HandOver
{
    public required Guid Id { get; init; }

    /// <summary>When the shift changed.</summary>
    public required DateTimeOffset At { get; init; }
    public required PersonId From { get; init; }
    public required PersonId To { get; init; }

    /// <summary>The first of the routes it is about; its zone is used for the words.</summary>
    public required string Route { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>What nobody has accepted by then goes back to the queue.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When the new shift ends; null: nobody knows.</summary>
    public DateTimeOffset? ShiftEnds { get; init; }
    public IReadOnlyList<CaseId> Cases { get; init; } = [];

    /// <summary>Sources in trouble at that moment, each in a line.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Nothing is waited for any more.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Rises with every change of any of its cases.</summary>
    public int Version { get; init; }

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>Hand-overs at rest, among the small documents.</summary>
public static class HandOvers
{
    /// <summary>What their messages are about.</summary>
    public const string Subject = "handover";

    public static IReadOnlyList<HandOver> All(Session session) =>
        [.. session.Query<string>("select json from keep where owner = @Subject order by key", new { Subject }).Select(StoreJson.Read<HandOver>)];

    public static HandOver? Find(Session session, Guid id) => All(session).FirstOrDefault(one => one.Id == id);

    public static bool Has(Session session, HandOver one) =>
        session.First<int>("select count(*) from keep where owner = @Subject and key = @key", new { Subject, key = Key(one) }) > 0;

    public static void Save(Session session, HandOver one) => Keep.Put(session, Subject, Key(one), StoreJson.Write(one));

    public static int Drop(Session session, HandOver one) => session.Execute("delete from keep where owner = @Subject and key = @key", new { Subject, key = Key(one) });

    /// <summary>One for each pair of people and change of shift.</summary>
    private static string Key(HandOver one) => $"{one.At.Ms()}:{one.From}:{one.To}";
}
