using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using SocialCareBot.Cases;
using SocialCareBot.Desk;

namespace SocialCareBot.Chat.Teams;

/// <summary>The message an action was called on, as Teams hands it over.</summary>
internal static class TeamsFound
{
    /// <summary>Null where there is none. Whatever a client makes of it is read without a fault.</summary>
    public static ChatFind? Of(Envelope envelope, Actor by)
    {
        if (envelope.Activity.Value is not { ValueKind: JsonValueKind.Object } value || Part(value, "messagePayload") is not { } message)
            return null;
        if (TeamsPress.String(message, "id") is not { Length: > 0 } id || envelope.Activity.Conversation?.Id is not { Length: > 0 } conversation)
            return null;
        var from = Part(message, "from");
        var author = (from is { } sender ? Part(sender, "user") ?? Part(sender, "application") : null) ?? default;
        return new ChatFind
        {
            By = by,
            Front = TeamsFront.FrontName,
            Tenant = envelope.Tenant,
            Reference = TeamsPlaces.Reference(conversation, id),
            Text = Part(message, "body") is { } body ? Words(TeamsPress.String(body, "content") ?? "", TeamsPress.String(body, "contentType") == "html") : "",
            Author = TeamsPress.String(author, "displayName") is { Length: > 0 } name ? name : "Somebody in Teams",
            AuthorId = TeamsPress.String(author, "id"),
            Link = TeamsPress.String(message, "linkToMessage") is { } link && link.StartsWith("https://", StringComparison.Ordinal) ? link : null,
        };
    }

    /// <summary>The words a person sees: lines stay lines, everything else of the markup goes.</summary>
    internal static string Words(string content, bool isHtml)
    {
        if (!isHtml)
            return content.Trim();
        var lines = Regex.Replace(content, "<br[^<>]*>|</(p|div|li|tr|h[1-6]|blockquote)>", "\n", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture);
        var text = WebUtility.HtmlDecode(Regex.Replace(lines, "<[^<>]*>", "", RegexOptions.NonBacktracking)).Replace('\u00A0', ' ');
        return Regex.Replace(text, @"[ \t]*\r?\n\s*", "\n", RegexOptions.NonBacktracking).Trim();
    }

    private static JsonElement? Part(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;
}
