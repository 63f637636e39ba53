using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SocialCareBot.Tests.World;

/// <summary>The Connector REST v3 as Teams serves it.</summary>
public sealed partial class FakeTeams
{
    private const int LargestMessage = 100 * 1024;
    private const string V3 = "/amer/v3/";

    private sealed record Reply(int Status, object? Body)
    {
        internal static Reply Error(int status, string code, string message = "No.") => new(status, new { error = new { code, message } });
    }

    private async Task AnswerConnector(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = raw.Split('?')[0];
        string[] parts = path.StartsWith(V3, StringComparison.Ordinal) ? [.. path[V3.Length..].Split('/').Select(Uri.UnescapeDataString)] : [];
        var call = await Read(context, path, parts);
        var cruelty = _script.Next(call);
        if (cruelty is { Accepts: false })
        {
            call.Status = cruelty.Status ?? 0;
            await Torment(context, cruelty);
            return;
        }
        var reply = Admit(context, call) ?? Do(call, parts, context.Request.Query);
        call.Status = reply.Status;
        if (cruelty is null)
            await Respond(context, reply);
        else
            await Torment(context, cruelty);
    }

    private async Task<FakeTeamsCall> Read(HttpContext context, string path, string[] parts)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var body = text.Length > 0 ? JsonDocument.Parse(text).RootElement.Clone() : default;
        var call = new FakeTeamsCall
        {
            Operation = Operation(context.Request.Method, parts),
            Method = context.Request.Method,
            RawPath = path,
            Conversation = Conversation(parts, body).Split(';')[0],
            Body = body,
            ContentType = context.Request.ContentType,
            At = _time.GetUtcNow(),
        };
        lock (_memory)
            _calls.Add(call);
        return call;
    }

    private static string Operation(string method, string[] parts) => (method, parts) switch
    {
        ("POST", ["conversations"]) => "create",
        ("POST", ["conversations", _, "activities"]) => "send",
        ("POST", ["conversations", _, "activities", _]) => "reply",
        ("PUT", ["conversations", _, "activities", _]) => "update",
        ("DELETE", ["conversations", _, "activities", _]) => "delete",
        ("GET", ["conversations", _, "pagedmembers"]) => "members",
        ("GET", ["conversations", _, "members", _]) => "member",
        ("GET", ["teams", _, "conversations"]) => "channels",
        ("GET", ["teams", _]) => "team",
        _ => "unexpected",
    };

    private static string Conversation(string[] parts, JsonElement body) => parts switch
    {
        ["conversations"] => At(body, "channelData", "channel", "id").ToString(),
        ["conversations", var id, ..] => id,
        _ => "",
    };

    private Reply? Admit(HttpContext context, FakeTeamsCall call)
    {
        if (call.Operation == "unexpected")
        {
            _unexpected.Enqueue($"{call.Method} {call.RawPath}");
            return Reply.Error(501, "NotImplemented");
        }
        lock (_memory)
        {
            if (context.Request.Headers.Authorization.ToString() is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] || !_goodTokens.Contains(token))
                return Reply.Error(401, "Unauthorized", "Authorization has been denied for this request.");
        }
        if (call.Method is "POST" or "PUT" && call.ContentType != "application/json; charset=utf-8")
            return Reply.Error(415, "BadSyntax", "The charset matters.");
        if (call.Body.ValueKind != JsonValueKind.Undefined && call.Body.GetRawText().Length * sizeof(char) > LargestMessage)
            return Reply.Error(413, "MessageSizeTooBig");
        if (!CountsRate || call.Operation is not ("create" or "send" or "reply" or "update") || _meter.Refuse(call.Conversation) is not { } seconds)
            return null;
        context.Response.Headers.RetryAfter = $"{seconds}";
        return Reply.Error(429, "Throttled");
    }

    private Reply Do(FakeTeamsCall call, string[] parts, IQueryCollection query)
    {
        lock (_memory)
        {
            return call.Operation switch
            {
                "create" => Create(call.Body),
                "send" => Send(parts[1], call.Body),
                "reply" => Send(Below(parts[1], parts[3]), call.Body),
                "update" => Update(parts[1], parts[3], call.Body),
                "delete" => Delete(parts[1], parts[3]),
                "members" => Members(parts[1], query),
                "member" => Member(parts[3]),
                "channels" => TeamChannels(parts[1]),
                _ => parts[1] == TeamId ? new Reply(200, new { id = TeamId, name = "Care", channelCount = _channels.Count, memberCount = _people.Count }) : Reply.Error(404, "TeamNotFound"),
            };
        }
    }

    private async Task Torment(HttpContext context, FakeTeamsCruelty cruelty)
    {
        if (cruelty.Cuts)
            context.Abort();
        else if (cruelty.Status is { } status)
        {
            if (cruelty.RetryAfter is { } seconds)
                context.Response.Headers.RetryAfter = $"{seconds}";
            await Respond(context, cruelty.Code is { } code ? Reply.Error(status, code) : new Reply(status, null));
        }
        else
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
            await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            context.Abort();
        }
    }

    private static Task Respond(HttpContext context, Reply reply)
    {
        context.Response.Headers["MS-CV"] = "fake.0";
        if (reply.Body is not null)
            return Write(context, reply.Status, JsonSerializer.Serialize(reply.Body));
        context.Response.StatusCode = reply.Status;
        return Task.CompletedTask;
    }

    /// <summary>The value at a path of names; undefined where there is none.</summary>
    internal static JsonElement At(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return default;
        }
        return element;
    }
}
