using System.Text.Json;

namespace SocialCareBot.Networks.SignedWebhook;

/// <summary>Holds a post's fields to docs/webhook.schema.json. What is absent or null is fine; what is there and is something else is never guessed at.</summary>
internal static class WebhookFields
{
    private const int LongestText = 100_000;

    private static readonly (string Name, int Longest)[] Texts =
        [("text", LongestText), ("version", 512), ("thread", 512), ("parent", 512), ("network", 100), ("language", 64), ("url", 2048)];

    private static readonly (string Name, int Longest)[] AuthorTexts = [("id", 512), ("name", 200), ("handle", 200), ("url", 2048)];

    /// <summary>What is wrong, for the sender; null when nothing is.</summary>
    public static string? Wrong(JsonElement root) =>
        Texts.Select(field => TooMuch(root, field.Name, field.Name, field.Longest))
            .Concat(AuthorTexts.Select(field => TooMuch(root.Part("author"), $"author.{field.Name}", field.Name, field.Longest)))
            .Append(NoInstant(root, "posted_at"))
            .Append(NoInstant(root, "edited_at"))
            .Append(NoCount(root.Part("author")))
            .Append(NoAudience(root))
            .FirstOrDefault(wrong => wrong is not null);

    private static string? TooMuch(JsonElement element, string path, string name, int longest) =>
        Absent(element, name) || element.Text(name)?.Length <= longest ? null : $"\"{path}\" must be a text of at most {longest} characters.";

    private static string? NoInstant(JsonElement root, string name) =>
        Absent(root, name) || root.Instant(name) is not null ? null : $"\"{name}\" must be an instant such as 2026-11-23T09:00:00Z.";

    private static string? NoCount(JsonElement author) =>
        Absent(author, "followers") || author.Count("followers") >= 0 ? null : "\"author.followers\" must be a whole number from 0.";

    /// <summary>A word we do not know may well mean a small circle: to take it for public could make our answer wider than the post.</summary>
    private static string? NoAudience(JsonElement root) =>
        Absent(root, "audience") || root.Text("audience") is "public" or "private" ? null : "\"audience\" must be public or private.";

    private static bool Absent(JsonElement element, string name) => element.Part(name).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
}
