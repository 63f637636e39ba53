using System.Text;
using System.Text.Json;
using SocialCareBot.Cases;

namespace SocialCareBot.Networks.SignedWebhook;

/// <summary>What a call says: a post (new or changed), or that one is gone.</summary>
internal abstract record WebhookCall
{
    public sealed record Written(Post Post) : WebhookCall;

    public sealed record Deleted(string NativeId) : WebhookCall;

    public sealed record Bad(string Reason) : WebhookCall;
}

/// <summary>Reads the body described in docs/webhook.schema.json. Strict in form, lenient in letters.</summary>
internal static class WebhookBody
{
    private const int MaxDepth = 32;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="callId">The call's webhook-id: an edit that names neither version nor time is the version of this call.</param>
    public static WebhookCall Read(ReadOnlyMemory<byte> body, string callId, WebhookSettings settings, DateTimeOffset now)
    {
        try
        {
            Strict.GetCharCount(body.Span);
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(document.RootElement, callId, settings, now);
        }
        catch (DecoderFallbackException)
        {
            return new WebhookCall.Bad("The body is not UTF-8.");
        }
        catch (JsonException wrong)
        {
            return new WebhookCall.Bad($"The body is not JSON of at most {MaxDepth} levels: line {wrong.LineNumber + 1}, position {wrong.BytePositionInLine}.");
        }
    }

    private static WebhookCall Read(JsonElement root, string callId, WebhookSettings settings, DateTimeOffset now)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return new WebhookCall.Bad("The body must be a JSON object.");
        if (root.Text("id") is not { Length: > 0 and <= 512 } id)
            return new WebhookCall.Bad("\"id\" must be a text of 1 to 512 characters: the post's own id on its network.");
        return root.Text("type") switch
        {
            "post.deleted" => new WebhookCall.Deleted(id),
            "post.created" => Post(root, id, "1", null, settings, now),
            "post.edited" => Post(root, id, $"call {callId}", now, settings, now),
            _ => new WebhookCall.Bad("\"type\" must be post.created, post.edited or post.deleted."),
        };
    }

    /// <param name="version">Where the body names neither version nor time of the edit.</param>
    /// <param name="editedAt">Where the body does not say: now for an edit, which is the newer version whatever its post's own time.</param>
    private static WebhookCall Post(JsonElement root, string id, string version, DateTimeOffset? editedAt, WebhookSettings settings, DateTimeOffset now)
    {
        if (WebhookFields.Wrong(root) is { } wrong)
            return new WebhookCall.Bad(wrong);
        var author = root.Part("author");
        if (author.Text("id") is not { Length: > 0 and <= 512 } authorId)
            return new WebhookCall.Bad("\"author.id\" is missing: the customer's lasting id on the network.");
        if (root.Text("text") is not { } text)
            return new WebhookCall.Bad("\"text\" is missing: the customer's words.");
        var edited = root.Instant("edited_at");
        return new WebhookCall.Written(new Post
        {
            Network = settings.Network,
            NetworkTitle = root.Text("network") is { Length: > 0 } title ? title : settings.Account,
            NativeId = id,
            Version = root.Text("version") ?? edited?.ToString("O") ?? version,
            Account = settings.Account,
            Brand = settings.Brand,
            Author = new Author
            {
                Id = authorId,
                Handle = author.Text("handle") ?? "",
                Name = author.Text("name") ?? author.Text("handle") ?? authorId,
                Followers = author.Count("followers"),
                Url = Link(author.Text("url")),
            },
            Text = text,
            ThreadRoot = root.Text("thread"),
            Parent = root.Text("parent"),
            Language = root.Text("language"),
            Url = Link(root.Text("url")),
            Audience = root.Text("audience") == "private" ? Audience.Private : Audience.Public,
            PostedAt = root.Instant("posted_at") ?? now,
            EditedAt = edited ?? editedAt,
            ReceivedAt = now,
            Can = settings.Capabilities(root.Text("audience") == "private"),
        });
    }

    private static string? Link(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") ? uri.ToString() : null;
}
