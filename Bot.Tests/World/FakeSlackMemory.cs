using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>A workspace in which the app may be installed.</summary>
/// <param name="Bot">The user our app is there.</param>
public sealed record FakeSlackTeam(string Id, string Name, FakeSlackPerson Bot, string BotId);

/// <summary>Somebody with a Slack account.</summary>
public sealed record FakeSlackPerson
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The workspace they belong to; that of a stranger in a shared channel is not ours.</summary>
    public required string Team { get; init; }
    public string Email => $"{Name.Split(' ')[0].ToLowerInvariant()}@grid.example";

    /// <summary>A multi-channel guest.</summary>
    public bool Guest { get; init; }

    /// <summary>A single-channel guest.</summary>
    public bool UltraGuest { get; init; }
    public bool Deleted { get; init; }
    public bool IsBot { get; init; }
}

/// <summary>A channel, or the conversation of one person with our app.</summary>
public sealed record FakeSlackChannel
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Team { get; init; }
    public bool Private { get; init; }

    /// <summary>Shared with another organisation (Slack Connect).</summary>
    public bool Shared { get; init; }
    public bool Archived { get; set; }

    /// <summary>Whose conversation with our app this is; null for a channel.</summary>
    public string? Person { get; init; }
}

/// <summary>A message, with everything it once showed.</summary>
public sealed class FakeSlackMessage
{
    private readonly List<JsonElement> _versions = [];

    public required string Ts { get; init; }
    public required string Team { get; init; }
    public required string Channel { get; set; }

    /// <summary>The user who wrote it.</summary>
    public required string By { get; init; }

    /// <summary>The message that heads its thread; null for a message that stands by itself.</summary>
    public string? ThreadTs { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>It is shown to this person only.</summary>
    public string? OnlyFor { get; init; }
    public bool Deleted { get; internal set; }

    /// <summary>"channel/ts", as our bot keeps it.</summary>
    public string Reference => $"{Channel}/{Ts}";

    /// <summary>What it shows now: text, blocks, attachments, metadata.</summary>
    public JsonElement Body
    {
        get
        {
            lock (_versions)
                return _versions[^1];
        }
    }

    /// <summary>How often it was edited.</summary>
    public int Edits
    {
        get
        {
            lock (_versions)
                return _versions.Count - 1;
        }
    }

    public string Text => FakeSlackCard.At(Body, "text") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>The colour of its bar; null where it has none.</summary>
    public string? Color => FakeSlackCard.At(Body, "attachments") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? FakeSlackCard.At(list[0], "color").ToString() : null;

    /// <summary>All words a person reads in its blocks.</summary>
    public string Words => FakeSlackCard.Words(Body);

    /// <summary>The verbs of its buttons and of the overflow, in the order they stand.</summary>
    public IReadOnlyList<string> Verbs => FakeSlackCard.Verbs(Body);

    internal void Show(JsonNode body)
    {
        var shown = JsonSerializer.SerializeToElement(body);
        lock (_versions)
            _versions.Add(shown);
    }
}

/// <summary>A modal or a home page in front of a person.</summary>
/// <param name="Stack">The first view of its stack; itself for a home page.</param>
public sealed record FakeSlackView(string Id, string Team, string Person, string Stack, string Hash, JsonElement Body)
{
    public string Callback => FakeSlackCard.At(Body, "callback_id").ToString();
    public string Title => FakeSlackCard.At(Body, "title", "text").ToString();
    public string Words => FakeSlackCard.Words(Body);
    public IReadOnlyList<string> Verbs => FakeSlackCard.Verbs(Body);

    /// <summary>The names of its inputs.</summary>
    public IReadOnlyList<string> Inputs => [.. FakeSlackCard.Inputs(Body).Select(input => FakeSlackCard.At(input, "block_id").ToString())];
}

/// <summary>One call the bot made to the Web API, or to a response_url.</summary>
public sealed record FakeSlackCall
{
    /// <summary>chat.postMessage, …; "response_url" for one of those.</summary>
    public required string Method { get; init; }

    /// <summary>json, form or get.</summary>
    public required string Encoding { get; init; }

    /// <summary>The workspace of the token; empty where there is none.</summary>
    public required string Team { get; init; }
    public required JsonObject Arguments { get; init; }
    public required string? ContentType { get; init; }
    public required DateTimeOffset At { get; init; }
    public int Status { get; internal set; }

    /// <summary>Slack's word for what was wrong; null: ok.</summary>
    public string? Error { get; internal set; }

    internal string this[string name] => Arguments[name] is JsonValue value ? value.ToString() : "";

    internal JsonNode? Part(string name) => Arguments[name];
}
