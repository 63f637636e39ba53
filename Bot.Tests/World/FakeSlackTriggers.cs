using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SocialCareBot.Tests.World;

/// <summary>What each request of Slack lends the app for a while: three seconds to open a modal, and a URL for five words within half an hour.</summary>
public sealed partial class FakeSlack
{
    private static readonly TimeSpan TriggerLives = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan UrlLives = TimeSpan.FromMinutes(30);
    private const int UrlUses = 5;

    private readonly Dictionary<string, (string Team, string Person, DateTimeOffset At, bool Used)> _triggers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FakeSlackChannel Channel, string Person, FakeSlackMessage? Message, DateTimeOffset At, int Uses)> _urls = new(StringComparer.Ordinal);

    /// <summary>How old the trigger of a request is when it arrives; more than three seconds, and no modal opens.</summary>
    public TimeSpan TriggerAge { get; set; }

    private string NewTrigger(string team, string person)
    {
        lock (_memory)
        {
            var id = $"{NewId("")}.{NewId("")}.trigger";
            _triggers[id] = (team, person, _time.GetUtcNow() - TriggerAge, false);
            return id;
        }
    }

    /// <summary>Uses a trigger up; null: it was good.</summary>
    private Reply? Spend(string id, string team, out string person)
    {
        person = "";
        if (!_triggers.TryGetValue(id, out var known) || known.Team != team)
            return Reply.Error("invalid_trigger_id");
        if (known.Used)
            return Reply.Error("exchanged_trigger_id");
        if (_time.GetUtcNow() - known.At > TriggerLives)
            return Reply.Error("expired_trigger_id");
        _triggers[id] = known with { Used = true };
        person = known.Person;
        return null;
    }

    private string NewResponseUrl(FakeSlackChannel channel, string person, FakeSlackMessage? message)
    {
        lock (_memory)
        {
            var id = NewId("R");
            _urls[id] = (channel, person, message, _time.GetUtcNow(), 0);
            return $"{Root}/hooks/actions/{channel.Team}/{id}";
        }
    }

    private async Task AnswerResponseUrl(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = Json(await reader.ReadToEndAsync()) as JsonObject ?? [];
        var id = context.Request.Path.Value!.Split('/')[^1];
        var call = new FakeSlackCall { Method = "response_url", Encoding = "json", Team = "", Arguments = body, ContentType = context.Request.ContentType, At = _time.GetUtcNow() };
        Do(() => _calls.Add(call));
        var cruelty = _script.Next(call);
        if (cruelty is { Accepts: false })
        {
            await Torment(context, call, cruelty, null);
            return;
        }
        string word;
        lock (_memory)
            (call.Status, word) = Use(id, call);
        call.Error = call.Status == 200 ? null : word;
        context.Response.StatusCode = call.Status;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(word);
    }

    private (int Status, string Word) Use(string id, FakeSlackCall call)
    {
        if (!_urls.TryGetValue(id, out var known))
            return (404, "invalid_url");
        if (_time.GetUtcNow() - known.At > UrlLives)
            return (404, "expired_url");
        if (known.Uses >= UrlUses)
            return (404, "used_url");
        var (body, message) = (call.Arguments, known.Message);
        var delete = body["delete_original"]?.GetValue<bool>() == true;
        if (delete && body.Count > 1)
            return (400, "invalid_payload");
        if (!delete && Flaw(call, LongestPost) is { } flaw)
            return (400, flaw.Body["error"]!.ToString());
        _urls[id] = known with { Uses = known.Uses + 1 };
        if (delete && message is not null)
            message.Deleted = true;
        else if (body["replace_original"]?.GetValue<bool>() == true && message is not null)
            message.Show(Shown(call));
        else
        {
            var open = call["response_type"] == "in_channel";
            Stand(known.Channel, BotOf(known.Channel.Team).Id, Shown(call), call["thread_ts"] is { Length: > 0 } thread ? thread : null, open ? null : known.Person);
        }
        return (200, "ok");
    }

    /// <summary>An answer in a request's own 200, which stands as a message: that of a slash command.</summary>
    private void Say(FakeSlackChannel channel, string person, JsonElement body)
    {
        if (FakeSlackCard.Node(body) is not JsonObject said || said.Count == 0)
            return;
        var call = new FakeSlackCall { Method = "answer", Encoding = "json", Team = channel.Team, Arguments = said, ContentType = null, At = _time.GetUtcNow() };
        lock (_memory)
        {
            if (Flaw(call, LongestPost) is { } flaw)
                _unexpected.Enqueue($"an answer that Slack does not show: {flaw.Body.ToJsonString()}");
            else
                Stand(channel, BotOf(channel.Team).Id, Shown(call), null, call["response_type"] == "in_channel" ? null : person);
        }
    }
}
