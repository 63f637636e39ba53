using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using SocialCareBot.Cases;

namespace SocialCareBot.Chat.Slack;

/// <summary>A body of Slack as JSON, read after its signature was checked.</summary>
internal static class SlackBody
{
    /// <summary>Null for what is no JSON object in UTF-8. Half a letter and NUL are repaired in place: they would throw when a name or a word is read.</summary>
    public static JsonElement? Json(Memory<byte> body)
    {
        try
        {
            if (JsonBytes.Repair(body) is not { } json)
                return null;
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = 64 });
            return JsonElement.TryParseValue(ref reader, out var element) && element is { ValueKind: JsonValueKind.Object } found ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The fields of a form as an object of strings, repaired as JSON is.</summary>
    public static JsonElement Form(ReadOnlySpan<byte> body)
    {
        var fields = new JsonObject();
        foreach (var (name, values) in QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)))
            fields[name] = Letters.Repair(values.ToString());
        return JsonSerializer.SerializeToElement(fields);
    }

    /// <summary>The JSON in the form's field "payload"; null where there is none.</summary>
    public static JsonElement? Payload(ReadOnlySpan<byte> body) =>
        Only(body) is { } bytes ? Json(bytes) : Form(body).Text("payload") is { } payload ? Json(Encoding.UTF8.GetBytes(payload)) : null;

    /// <summary>The field's bytes where the form has no other, as Slack's have: a press is read without first making words of it. Null: read it as any form.</summary>
    private static byte[]? Only(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("payload="u8) || body.Contains((byte)'&'))
            return null;
        var encoded = body["payload=".Length..].ToArray();
        return WebUtility.UrlDecodeToBytes(encoded, 0, encoded.Length) is { } bytes && Utf8.IsValid(bytes) ? bytes : null;
    }
}
