using System.Text.Json.Nodes;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.EndToEnd.Fakes;

/// <summary>The fake Slack's people, cruelties and memory, as programs in other languages reach them.</summary>
internal sealed class RemoteSlack(FakeSlack slack) : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly FakeSlackPerson _ana = slack.AddPerson("Ana");
    private readonly FakeSlackPerson _gus = slack.AddPerson("Gus", guest: true);
    private readonly FakeSlackChannel _care = slack.AddChannel("care");

    public void Dispose() => _http.Dispose();

    public async Task<JsonNode> Do(string act, JsonObject asked)
    {
        string Word(string name) => asked[name]?.ToString() ?? "";
        switch (act)
        {
            case "doors":
                slack.Connect(_http, new Uri(Word("root")));
                return Facts();
            case "next":
                slack.Next(Cruelty(Word("how")), call => call.Method == Word("method"));
                return Facts();
            case "rotating":
                var (access, refresh, _) = slack.Rotating();
                return new JsonObject { ["access"] = access, ["refresh"] = refresh };
            case "sockets":
                slack.SocketMode = true;
                return Facts();
            case "command":
                return Seen(await slack.Command(_ana, _care, Word("text")));
            case "click":
                return Seen(await slack.Click(_ana, slack.Threads(_care)[^1], Word("verb")));
            case "submit":
                return Seen(await slack.Submit(_ana, slack.Modal(_ana)!, asked["inputs"]?.AsObject().ToDictionary(one => one.Key, one => one.Value!.ToString())));
            case "submission":
                return slack.Submission(_ana, slack.Modal(_ana)!, asked["inputs"]?.AsObject().ToDictionary(one => one.Key, one => one.Value!.ToString()));
            case "home":
                return Seen(await slack.OpenHome(_ana));
            case "due":
                return new JsonObject { ["sent"] = await slack.DeliverDue() };
            case "disconnect":
                await slack.DisconnectSockets(Word("reason"));
                return Facts();
            case "cut":
                slack.CutSockets();
                return Facts();
            default:
                return Facts();
        }
    }

    private static FakeSlackCruelty Cruelty(string how) => how switch
    {
        "429" => FakeSlackCruelty.Throttled(2),
        "503" => FakeSlackCruelty.Page(),
        "cut" => FakeSlackCruelty.Cut,
        "accepted" => FakeSlackCruelty.AcceptsThenFails(),
        _ => FakeSlackCruelty.Refused(how),
    };

    private static JsonObject Seen(FakeSlackAnswer answer) => new()
    {
        ["status"] = answer.Status,
        ["body"] = FakeSlackCard.Node(answer.Body),
        ["told"] = answer.Told,
        ["modal"] = answer.Modal?.Title,
        ["errors"] = new JsonObject([.. answer.Errors.Select(error => KeyValuePair.Create<string, JsonNode?>(error.Key, error.Value))]),
    };

    private JsonObject Facts() => new()
    {
        ["api"] = slack.ApiRoot.AbsoluteUri,
        ["appToken"] = slack.AppToken,
        ["botToken"] = slack.BotToken(),
        ["secret"] = slack.SigningSecret,
        ["team"] = slack.Team.Id,
        ["clientId"] = FakeSlack.ClientId,
        ["clientSecret"] = FakeSlack.ClientSecret,
        ["ana"] = _ana.Id,
        ["gus"] = _gus.Id,
        ["care"] = _care.Id,
        ["open"] = slack.Sockets.Open,
        ["ever"] = slack.Sockets.Ever,
        ["messages"] = new JsonArray([.. slack.Messages.Select(JsonNode? (message) => new JsonObject { ["text"] = message.Text, ["only"] = message.OnlyFor, ["channel"] = message.Channel, ["ts"] = message.Ts, ["edits"] = message.Edits })]),
        ["home"] = slack.Home(_ana)?.Words,
        ["dm"] = slack.Dm(_ana).Id,
        ["bot"] = slack.Team.Bot.Id,
        ["botId"] = slack.Team.BotId,
        ["inputs"] = new JsonArray([.. (slack.Modal(_ana)?.Inputs ?? []).Select(JsonNode? (name) => name)]),
        ["violations"] = slack.Violations.Count,
        ["unexpected"] = new JsonArray([.. slack.Unexpected.Select(JsonNode? (call) => call)]),
        ["calls"] = new JsonArray([.. slack.Calls.Select(JsonNode? (call) => $"{call.Method} {call.Encoding} {call.Status} {call.Error}".Trim())]),
    };
}
