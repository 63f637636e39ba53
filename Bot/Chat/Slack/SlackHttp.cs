using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Chat.Slack;

/// <summary>One HTTP call to the Web API: the method's encoding, no redirect, every failure as a fault. The token goes to the one root of the settings and nowhere else.</summary>
public sealed class SlackHttp(HttpClient http, SlackSettings settings)
{
    /// <summary>Calls it. <c>Error</c> is Slack's own word, where there is one.</summary>
    internal async Task<SlackAnswer> Send(SlackMethod method, AuthenticationHeaderValue? authorization, JsonObject arguments, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ApiRoot, method.Name));
        request.Headers.Authorization = authorization;
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("SocialCareBot", null));
        request.Content = method.Form ? Form(arguments) : new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, ct);
            return Read(method, response, await response.Content.ReadAsByteArrayAsync(ct));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new SlackAnswer(default, SlackFaults.Ambiguous(method, $"{method.Name}: no answer in time"), null);
        }
        catch (HttpRequestException problem)
        {
            var said = $"{method.Name}: {problem.Message}";
            return new SlackAnswer(default, ChatHttp.NeverLeft(problem) ? new SlackFault.Retry(said) : SlackFaults.Ambiguous(method, said), null);
        }
    }

    /// <summary>A member that is no string goes as JSON, as Slack wants blocks and views in a form.</summary>
    private static FormUrlEncodedContent Form(JsonObject arguments) => new(arguments
        .Where(member => member.Value is not null)
        .Select(member => KeyValuePair.Create(member.Key, member.Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : member.Value!.ToJsonString())));

    private static SlackAnswer Read(SlackMethod method, HttpResponseMessage response, byte[] bytes)
    {
        var said = $"{method.Name} answered {(int)response.StatusCode}";
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            return new SlackAnswer(default, new SlackFault.Retry(said, After(response)), "ratelimited");
        // An outage's page of HTML is no answer.
        if (Parse(bytes) is not { } body || !body.TryGetProperty("ok", out var ok))
            return new SlackAnswer(default, SlackFaults.Ambiguous(method, said), null);
        if (ok.ValueKind == JsonValueKind.True)
            return new SlackAnswer(body, null, null) { Scopes = Scopes(response) };
        var error = body.TryGetProperty("error", out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "unknown";
        return new SlackAnswer(body, SlackFaults.Of(error, method, $"{said}: {error}{Explained(body)}"), error);
    }

    private static IReadOnlyList<string> Scopes(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-OAuth-Scopes", out var lists) ? [.. lists.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))] : [];

    private static TimeSpan After(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta ?? SlackFaults.DefaultRest;

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            if (JsonBytes.Repair(bytes) is not { } json)
                return null;
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Slack explains a refusal with places in our JSON and names of scopes, never with content.</summary>
    private static string Explained(JsonElement body)
    {
        List<string> parts = [];
        if (body.TryGetProperty("needed", out var needed))
            parts.Add($"needed {needed}, provided {(body.TryGetProperty("provided", out var provided) ? provided : default)}");
        if (body.TryGetProperty("response_metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array)
            parts.AddRange(messages.EnumerateArray().Take(5).Select(message => message.ToString()));
        return parts.Count == 0 ? "" : $" ({string.Join("; ", parts)})";
    }
}

/// <summary>What came of one HTTP call, with Slack's own word for what went wrong.</summary>
internal sealed record SlackAnswer(JsonElement Body, SlackFault? Fault, string? Error)
{
    /// <summary>What the token may do, where Slack says it.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public SlackResult Result => new(Body, Fault);
}
