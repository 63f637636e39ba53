using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SocialCareBot.Tests.World;

/// <summary>The Web API as Slack serves it: what a call carries, whether it may pass, and what goes wrong on the way back.</summary>
public sealed partial class FakeSlack
{
    private static readonly string[] JsonInForms = ["blocks", "attachments", "view", "metadata", "files"];

    private sealed record Reply(JsonObject Body, int Status = 200, int? RetryAfter = null)
    {
        internal static Reply Ok(JsonObject? body = null)
        {
            var all = new JsonObject { ["ok"] = true };
            foreach (var (name, value) in body ?? [])
                all[name] = value?.DeepClone();
            return new Reply(all);
        }

        internal static Reply Error(string error, params IReadOnlyList<string> messages)
        {
            var body = new JsonObject { ["ok"] = false, ["error"] = error };
            if (messages.Count > 0)
                body["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. messages.Select(JsonNode? (words) => words)]) };
            return new Reply(body);
        }
    }

    private async Task AnswerApi(HttpContext context, string name)
    {
        var known = Methods.TryGetValue(name, out var method);
        var (call, token) = await Read(context, name, method);
        if (!known)
            _unexpected.Enqueue($"{context.Request.Method} /api/{name}");
        var cruelty = _script.Next(call);
        if (cruelty is { Accepts: false })
        {
            await Torment(context, call, cruelty, null);
            return;
        }
        var reply = !known ? Reply.Error("unknown_method") : Admit(call, method!, token) ?? Run(call, method!, context);
        Warn(call, reply);
        if (cruelty is null)
            await Respond(context, call, reply);
        else
            await Torment(context, call, cruelty, reply);
    }

    private async Task<(FakeSlackCall Call, string? Token)> Read(HttpContext context, string name, Method? method)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var (encoding, arguments) = Parse(context.Request, text);
        var header = context.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var given] ? given : null;
        // A token inside JSON is not read, and neither is anything else where the method takes forms only.
        var token = header ?? (encoding == "json" ? null : arguments["token"]?.ToString());
        arguments.Remove("token");
        var call = new FakeSlackCall
        {
            Method = name,
            Encoding = encoding,
            Team = Owner(token)?.Team ?? "",
            Arguments = encoding == "json" && method is { FormOnly: true } ? [] : arguments,
            ContentType = context.Request.ContentType,
            At = _time.GetUtcNow(),
        };
        lock (_memory)
            _calls.Add(call);
        return (call, token);
    }

    private static (string Encoding, JsonObject Arguments) Parse(HttpRequest request, string text)
    {
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
            return ("json", Json(text) as JsonObject ?? []);
        var fields = request.Method == "GET" ? QueryHelpers.ParseQuery(request.QueryString.Value) : new FormReader(text).ReadForm();
        var arguments = new JsonObject();
        foreach (var (name, values) in fields)
            arguments[name] = JsonInForms.Contains(name, StringComparer.Ordinal) ? Json(values.ToString()) ?? values.ToString() : values.ToString();
        return (request.Method == "GET" ? "get" : "form", arguments);
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Reply? Admit(FakeSlackCall call, Method method, string? token)
    {
        if (method.Token != FakeSlackToken.None && Distrust(token, method) is { } distrust)
            return distrust;
        if (!CountsRate)
            return null;
        var channel = method.Posts ? call["channel"] : null;
        if (_meter.Refuse(call.Team, method.Name, FakeSlackMeter.PerMinute(method.Tier), channel) is not { } seconds)
            return null;
        return Reply.Error("ratelimited") with { Status = 429, RetryAfter = seconds };
    }

    private Reply Run(FakeSlackCall call, Method method, HttpContext context)
    {
        lock (_memory)
        {
            var missing = method.Required.Where(name => call.Part(name) is null || (call.Part(name) is JsonValue && call[name].Length == 0)).ToList();
            return missing.Count > 0
                ? Reply.Error("invalid_arguments", [.. missing.Select(name => $"[ERROR] missing required field: {name}")])
                : method.Do(this, call, context);
        }
    }

    private static void Warn(FakeSlackCall call, Reply reply)
    {
        if (call.Encoding != "json" || call.ContentType!.Contains("charset", StringComparison.OrdinalIgnoreCase))
            return;
        var about = reply.Body["response_metadata"] as JsonObject ?? [];
        about["warnings"] = new JsonArray("missing_charset");
        reply.Body["response_metadata"] = about.DeepClone();
        reply.Body["warning"] = "missing_charset";
    }

    private async Task Torment(HttpContext context, FakeSlackCall call, FakeSlackCruelty cruelty, Reply? reply)
    {
        if (cruelty.Slow > TimeSpan.Zero)
        {
            await Task.Delay(cruelty.Slow, _time, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            await Respond(context, call, reply!);
        }
        else if (cruelty.Cuts)
            context.Abort();
        else if (cruelty is { Status: not null, Error: { } error })
        {
            if (cruelty is { Status: 429, RetryAfter: { } wait })
                _meter.Tell(call.Team, call.Method, wait);
            await Respond(context, call, Reply.Error(error) with { Status = cruelty.Status.Value, RetryAfter = cruelty.RetryAfter });
        }
        else if (cruelty.Status is { } status)
        {
            (call.Status, call.Error) = (status, "cruelty");
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(cruelty.Html ? "<!DOCTYPE html><html><body><h1>Server Error</h1></body></html>" : "");
        }
        else
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
            await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            context.Abort();
        }
    }

    private Task Respond(HttpContext context, FakeSlackCall call, Reply reply)
    {
        (call.Status, call.Error) = (reply.Status, reply.Body["error"]?.ToString());
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers["X-Slack-Req-Id"] = "fake.0";
        context.Response.Headers["X-OAuth-Scopes"] = string.Join(',', Scopes);
        if (reply.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync(reply.Body.ToJsonString());
    }
}
