using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>What the bot answered to an activity.</summary>
public sealed record FakeTeamsAnswer(int Status, JsonElement Body)
{
    /// <summary>Of an adaptiveCard/action: the card the person sees now; undefined for another kind of answer.</summary>
    public JsonElement Card => FakeTeams.At(Body, "type").ToString() == "application/vnd.microsoft.card.adaptive" ? FakeTeams.At(Body, "value") : default;

    /// <summary>Of an adaptiveCard/action: the notice below the card.</summary>
    public string? Notice => FakeTeams.At(Body, "type").ToString() == "application/vnd.microsoft.activity.message" ? FakeTeams.At(Body, "value").GetString() : null;

    /// <summary>Of an adaptiveCard/action: the message in red.</summary>
    public string? Problem => FakeTeams.At(Body, "type").ToString() == "application/vnd.microsoft.error" ? FakeTeams.At(Body, "value", "message").GetString() : null;

    /// <summary>Of a search: what it found, each with card and preview; the sentence instead, where it found nothing.</summary>
    public IReadOnlyList<JsonElement> Found => FakeTeams.At(Body, "composeExtension", "attachments") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
    public string? SearchMessage => FakeTeams.At(Body, "composeExtension", "text") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Of a dialog: the card of its next step; undefined when it ended.</summary>
    public JsonElement Dialog => FakeTeams.At(Body, "task", "value", "card", "content");

    /// <summary>Of a dialog: the sentence it ended with.</summary>
    public string? DialogMessage => FakeTeams.At(Body, "task", "type").ToString() == "message" ? FakeTeams.At(Body, "task", "value").GetString() : null;
}

/// <summary>What people do in Teams, told to the bot with a token of ours.</summary>
public sealed partial class FakeTeams
{
    private HttpClient? _bot;
    private Uri? _endpoint;

    /// <summary>Where activities go: the bot's /api/messages, reached through this client.</summary>
    public void Connect(HttpClient client, Uri messages) => (_bot, _endpoint) = (client, messages);

    /// <summary>Writes to the bot; in a channel with a mention of it, as Teams demands.</summary>
    public Task<FakeTeamsAnswer> SendMessage(FakeTeamsPerson by, FakeTeamsPlace place, string text)
    {
        var activity = Envelope("message", by, place);
        activity["textFormat"] = "plain";
        activity["text"] = place.Kind == "personal" ? text : $"<at>SocialCareBot</at> {text}";
        if (place.Kind != "personal")
        {
            activity["entities"]!.AsArray().Add(new JsonObject
            {
                ["type"] = "mention",
                ["text"] = "<at>SocialCareBot</at>",
                ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "SocialCareBot" },
            });
        }
        return Tell(activity);
    }

    /// <summary>Presses the button of that verb on the card as posted, as a client would: Action.Execute as invoke, a dialog's as task/fetch.</summary>
    public Task<FakeTeamsAnswer> Click(FakeTeamsPerson by, FakeTeamsMessage message, string verb, object? inputs = null) =>
        Click(by, message, message.Card, verb, inputs);

    /// <summary>The same on the card this person sees, which the bot may have given to them alone.</summary>
    public Task<FakeTeamsAnswer> Click(FakeTeamsPerson by, FakeTeamsMessage message, JsonElement card, string verb, object? inputs = null)
    {
        var action = FakeTeamsCard.Action(card, verb);
        var data = FakeTeamsCard.Merge(action, inputs);
        return FakeTeamsCard.Kind(action) switch
        {
            "Action.Execute" => InvokeAdaptiveCardAction(by, message.Place, message.Id, verb, data),
            "task/fetch" => TaskFetch(by, message.Place, message.Id, data),
            _ => SubmitAction(by, message.Place, message.Id, data),
        };
    }

    /// <summary>Presses a button inside a dialog.</summary>
    public Task<FakeTeamsAnswer> Submit(FakeTeamsPerson by, FakeTeamsPlace place, JsonElement dialog, string verb, object? inputs = null) =>
        TaskSubmit(by, place, FakeTeamsCard.Merge(FakeTeamsCard.Action(dialog, verb), inputs));

    public Task<FakeTeamsAnswer> InvokeAdaptiveCardAction(FakeTeamsPerson by, FakeTeamsPlace place, string replyTo, string verb, JsonNode? data, string? trigger = "manual") =>
        Invoke("adaptiveCard/action", by, place, replyTo, new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = verb, ["verb"] = verb, ["data"] = data?.DeepClone() },
            ["trigger"] = trigger,
        });

    /// <summary>Action.Submit of an old client: a message with a value and no text.</summary>
    public Task<FakeTeamsAnswer> SubmitAction(FakeTeamsPerson by, FakeTeamsPlace place, string replyTo, JsonNode? data)
    {
        var activity = Envelope("message", by, place);
        activity["replyToId"] = replyTo;
        activity["value"] = data?.DeepClone();
        return Tell(activity);
    }

    public Task<FakeTeamsAnswer> TaskFetch(FakeTeamsPerson by, FakeTeamsPlace place, string? replyTo, JsonNode? data) =>
        Invoke("task/fetch", by, place, replyTo, new JsonObject { ["data"] = data?.DeepClone(), ["context"] = new JsonObject { ["theme"] = "default" } });

    public Task<FakeTeamsAnswer> TaskSubmit(FakeTeamsPerson by, FakeTeamsPlace place, JsonNode? data) =>
        Invoke("task/submit", by, place, null, new JsonObject { ["data"] = data?.DeepClone(), ["context"] = new JsonObject { ["theme"] = "default" } });

    public Task<FakeTeamsAnswer> ComposeExtensionQuery(FakeTeamsPerson by, FakeTeamsPlace place, string command, string words) =>
        Invoke("composeExtension/query", by, place, null, new JsonObject
        {
            ["commandId"] = command,
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = words.Length == 0 ? "initialRun" : "words", ["value"] = words.Length == 0 ? "true" : words }),
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
        });

    public Task<FakeTeamsAnswer> ComposeExtensionFetchTask(FakeTeamsPerson by, FakeTeamsPlace place, string command) =>
        Invoke("composeExtension/fetchTask", by, place, null, new JsonObject { ["commandId"] = command, ["commandContext"] = "compose" });

    /// <summary>"Open a case" in the menu of somebody's message: the form.</summary>
    public Task<FakeTeamsAnswer> ComposeExtensionOnMessage(FakeTeamsPerson by, FakeTeamsPlace place, string command, JsonNode? message) =>
        Invoke("composeExtension/fetchTask", by, place, null, new JsonObject { ["commandId"] = command, ["commandContext"] = "message", ["messagePayload"] = message?.DeepClone() });

    public Task<FakeTeamsAnswer> ComposeExtensionSubmitAction(FakeTeamsPerson by, FakeTeamsPlace place, string command, JsonNode? data) =>
        Invoke("composeExtension/submitAction", by, place, null, new JsonObject { ["commandId"] = command, ["commandContext"] = "compose", ["data"] = data?.DeepClone() });

    /// <summary>The person puts a search result into a conversation: a message of theirs, made by the bot's app.</summary>
    public FakeTeamsMessage Insert(FakeTeamsPlace place, JsonElement result)
    {
        lock (_memory)
        {
            var (conversation, channel, root) = Place(place.Id) ?? throw new InvalidOperationException(place.Id);
            var card = new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = JsonNode.Parse(At(result, "content").GetRawText()) };
            var activity = new JsonObject { ["type"] = "message", ["attachments"] = new JsonArray(card) };
            return Post(conversation, channel, root, JsonSerializer.SerializeToElement(activity)).Message!;
        }
    }

    /// <summary>The app is added or removed here.</summary>
    public Task<FakeTeamsAnswer> InstallationUpdate(FakeTeamsPerson by, FakeTeamsPlace place, string action = "add")
    {
        var activity = Envelope("installationUpdate", by, place);
        activity["action"] = action;
        return Tell(activity);
    }

    /// <summary>Something changed in the team; the event's name as Teams gives it, for instance channelDeleted.</summary>
    public Task<FakeTeamsAnswer> ConversationUpdate(FakeTeamsPerson by, FakeTeamsPlace place, string eventType, params IEnumerable<FakeTeamsPerson> added)
    {
        var activity = Envelope("conversationUpdate", by, place);
        activity["channelData"]!["eventType"] = eventType;
        activity["membersAdded"] = new JsonArray([.. added.Select(person => Account(person))]);
        return Tell(activity);
    }

    public Task<FakeTeamsAnswer> Invoke(string name, FakeTeamsPerson by, FakeTeamsPlace place, string? replyTo, JsonNode? value)
    {
        var activity = Envelope("invoke", by, place);
        activity["name"] = name;
        activity["value"] = value;
        if (replyTo is not null)
            activity["replyToId"] = replyTo;
        return Tell(activity);
    }

    /// <summary>Sends any activity; the token is the right one unless another is given.</summary>
    public async Task<FakeTeamsAnswer> Tell(JsonNode activity, string? token = null)
    {
        if (_bot is null)
            throw new InvalidOperationException("Connect the bot first.");
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Issuer.Token(ServiceUrl));
        request.Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _bot.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new FakeTeamsAnswer((int)response.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement.Clone() : default);
    }

    /// <summary>An activity as Teams would send it, to be changed and told.</summary>
    public JsonObject Envelope(string type, FakeTeamsPerson by, FakeTeamsPlace place)
    {
        var channelData = new JsonObject { ["tenant"] = new JsonObject { ["id"] = by.Tenant } };
        if (place.Kind == "channel")
        {
            var channel = place.Id.Split(';')[0];
            channelData["team"] = new JsonObject { ["id"] = TeamId, ["name"] = "Care" };
            channelData["channel"] = new JsonObject { ["id"] = channel, ["name"] = _channels.Find(one => one.Id == channel)?.Name };
            channelData["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = channel } };
        }
        return new JsonObject
        {
            ["type"] = type,
            ["id"] = $"f:{NewId()}",
            ["timestamp"] = _time.GetUtcNow().ToString("o"),
            ["serviceUrl"] = ServiceUrl,
            ["channelId"] = "msteams",
            ["from"] = Account(by),
            ["conversation"] = new JsonObject { ["id"] = place.Id, ["conversationType"] = place.Kind, ["isGroup"] = place.Kind != "personal", ["tenantId"] = by.Tenant },
            ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "SocialCareBot" },
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-GB", ["platform"] = "Windows", ["timezone"] = "Europe/Dublin" }),
            ["channelData"] = channelData,
            ["locale"] = "en-GB",
        };
    }

    private static JsonObject Account(FakeTeamsPerson person) =>
        new() { ["id"] = person.Mri, ["name"] = person.Name, ["aadObjectId"] = person.AadObjectId };
}
