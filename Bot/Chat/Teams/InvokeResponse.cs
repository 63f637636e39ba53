using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SocialCareBot.Chat.Teams;

/// <summary>The answer to an invoke, given in the HTTP response itself. Without a body for what we do not know (501).</summary>
public sealed record InvokeResponse(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>An invoke we have no handler for, as the official adapter answers it.</summary>
    public static InvokeResponse NotImplemented { get; } = new(501, default);

    /// <summary>Closes a dialog, or says that there is nothing to say.</summary>
    public static InvokeResponse Empty { get; } = new(200, default);

    /// <summary>The card for the person who clicked; everybody else goes on seeing the posted one.</summary>
    public static InvokeResponse Card(JsonElement card) => Answer(200, Attachment.AdaptiveCard, card);

    /// <summary>The same for a card that is written already, as UTF-8.</summary>
    public static InvokeResponse Card(ReadOnlySpan<byte> card)
    {
        const int frame = 128;
        var body = new ArrayBufferWriter<byte>(card.Length + frame);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode"u8, 200);
            json.WriteString("type"u8, Attachment.AdaptiveCard);
            json.WritePropertyName("value"u8);
            json.WriteRawValue(card, skipInputValidation: true);
            json.WriteEndObject();
        }
        return new InvokeResponse(200, body.WrittenMemory);
    }

    /// <summary>A small notice under the card.</summary>
    public static InvokeResponse Notice(string text) =>
        Answer(200, "application/vnd.microsoft.activity.message", JsonSerializer.SerializeToElement(text, Strings));

    /// <summary>A message in red under the card. The HTTP status stays 200: with another one the client shows a message of its own.</summary>
    public static InvokeResponse Problem(int status, string code, string message) =>
        Answer(status, "application/vnd.microsoft.error", JsonSerializer.SerializeToElement(new Error { Code = code, Message = message }, TeamsJson.Default.Error));

    /// <summary>Opens a dialog, or shows the next step in it.</summary>
    public static InvokeResponse Dialog(TaskModuleTaskInfo dialog) =>
        Of(new TaskModuleResponse(new TaskModuleAnswer { Type = "continue", Value = JsonSerializer.SerializeToElement(dialog, TeamsJson.Default.TaskModuleTaskInfo) }), TeamsJson.Default.TaskModuleResponse);

    /// <summary>Ends a dialog with a sentence.</summary>
    public static InvokeResponse DialogMessage(string text) =>
        Of(new TaskModuleResponse(new TaskModuleAnswer { Type = "message", Value = JsonSerializer.SerializeToElement(text, Strings) }), TeamsJson.Default.TaskModuleResponse);

    /// <summary>The results of a search from the compose box.</summary>
    public static InvokeResponse Results(IReadOnlyList<Attachment> results) =>
        Of(new MessagingExtensionResponse(new MessagingExtensionResult { Type = "result", AttachmentLayout = "list", Attachments = results }), TeamsJson.Default.MessagingExtensionResponse);

    /// <summary>A sentence in place of results.</summary>
    public static InvokeResponse SearchMessage(string text) =>
        Of(new MessagingExtensionResponse(new MessagingExtensionResult { Type = "message", Text = text }), TeamsJson.Default.MessagingExtensionResponse);

    private static readonly JsonTypeInfo<string> Strings = (JsonTypeInfo<string>)TeamsJson.Default.GetTypeInfo(typeof(string))!;

    private static InvokeResponse Answer(int status, string type, JsonElement value) =>
        Of(new AdaptiveCardInvokeResponse(status, type, value), TeamsJson.Default.AdaptiveCardInvokeResponse);

    private static InvokeResponse Of<T>(T body, JsonTypeInfo<T> type) => new(200, JsonSerializer.SerializeToUtf8Bytes(body, type));
}

/// <summary>The body of the answer to adaptiveCard/action.</summary>
public sealed record AdaptiveCardInvokeResponse(int StatusCode, string Type, JsonElement Value);

/// <summary>The body of the answer to task/fetch and task/submit.</summary>
public sealed record TaskModuleResponse(TaskModuleAnswer Task);

/// <summary>continue with a dialog, or message with a sentence.</summary>
public sealed record TaskModuleAnswer
{
    public required string Type { get; init; }
    public required JsonElement Value { get; init; }
}

/// <summary>A dialog with a card. Inside it only Action.Submit works.</summary>
public sealed record TaskModuleTaskInfo
{
    public required string Title { get; init; }

    /// <summary>small, medium or large.</summary>
    public string Height { get; init; } = "medium";
    public string Width { get; init; } = "medium";
    public required Attachment Card { get; init; }
}

/// <summary>The body of the answer to composeExtension/query.</summary>
public sealed record MessagingExtensionResponse(MessagingExtensionResult ComposeExtension);

/// <summary>How a result looks in the list of results; the text may hold simple HTML.</summary>
public sealed record ThumbnailCard
{
    public required string Title { get; init; }
    public required string Text { get; init; }
}

/// <summary>What a search found.</summary>
public sealed record MessagingExtensionResult
{
    public required string Type { get; init; }
    public string? AttachmentLayout { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }
    public string? Text { get; init; }
}
