using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCareBot.Store;

/// <summary>How well a source is heard: where it is, when it last answered and last had something to say, and what is wrong.</summary>
public sealed record SourceState
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string Account { get; init; }
    public string? Cursor { get; init; }

    /// <summary>When we first looked; what was posted long before is marked seen and makes no case.</summary>
    public DateTimeOffset FirstContactAt { get; init; }

    /// <summary>The first walk through the past is over.</summary>
    public bool CaughtUp { get; init; }
    public DateTimeOffset? HeardAt { get; init; }
    public DateTimeOffset? PostAt { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public string? Reason { get; init; }

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>Source states at rest, among the small documents.</summary>
public static class SourceStates
{
    private const string Owner = "source";

    public static SourceState? Find(Session session, string id) =>
        session.First<string>("select json from keep where owner = @Owner and key = @id", new { Owner, id }) is { } json ? StoreJson.Read<SourceState>(json) : null;

    public static IReadOnlyList<SourceState> All(Session session) =>
        [.. session.Query<string>("select json from keep where owner = @Owner order by key", new { Owner }).Select(StoreJson.Read<SourceState>)];

    public static void Save(Session session, SourceState state) => Keep.Put(session, Owner, state.Id, StoreJson.Write(state));
}
