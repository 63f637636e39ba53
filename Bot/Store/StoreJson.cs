using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>How records look at rest: camel case, words for enumerations, bare ids. Members from the future are kept where a record has a place for them.</summary>
public static class StoreJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static readonly IReadOnlyDictionary<string, Type> Events = typeof(CaseEvent).GetNestedTypes()
        .Where(type => type.IsSubclassOf(typeof(CaseEvent)))
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    /// <summary>The kind under which an event is logged.</summary>
    public static string KindOf(CaseEvent happened) => happened.GetType().Name;

    public static string Write(CaseEvent happened) => JsonSerializer.Serialize(happened, happened.GetType(), Options);

    /// <summary>Null for a kind that only a newer version knows.</summary>
    public static CaseEvent? ReadEvent(string kind, string json) =>
        Events.TryGetValue(kind, out var type) ? (CaseEvent?)JsonSerializer.Deserialize(json, type, Options) : null;

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new IdConverter<CaseId>(guid => new(guid), id => id.Value));
        options.Converters.Add(new IdConverter<PersonId>(guid => new(guid), id => id.Value));
        options.Converters.Add(new IdConverter<BodyId>(guid => new(guid), id => id.Value));
        options.Converters.Add(new IdConverter<ReplyId>(guid => new(guid), id => id.Value));
        return options;
    }

    private sealed class IdConverter<T>(Func<Guid, T> make, Func<T, Guid> value) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => make(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, T id, JsonSerializerOptions options) => writer.WriteStringValue(value(id));
    }
}
