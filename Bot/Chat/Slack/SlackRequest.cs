using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Chat.Slack;

/// <summary>What kind of thing Slack sent.</summary>
public enum SlackRequestKind
{
    /// <summary>Something happened in the workspace (Events API).</summary>
    Event,

    /// <summary>Somebody pressed, submitted or chose something.</summary>
    Interaction,

    /// <summary>A select asks for its options.</summary>
    Options,

    /// <summary>A slash command; its form fields are the members of the payload.</summary>
    Command,
}

/// <summary>Something Slack sent us: verified, and the same whether it came over HTTP or Socket Mode.</summary>
public sealed record SlackRequest(SlackRequestKind Kind, JsonElement Payload, DateTimeOffset ReceivedAt);

/// <summary>What Slack gets back within its three seconds.</summary>
/// <param name="Body">Null: an empty 200.</param>
public sealed record SlackReply(JsonNode? Body = null)
{
    public static SlackReply Empty { get; } = new();
}

/// <summary>What both transports hand their requests to.</summary>
public interface ISlackHandler
{
    /// <summary>Answers within Slack's three seconds; what takes longer is written down and worked on afterwards. Never throws for what people or Slack did.</summary>
    Task<SlackReply> Handle(SlackRequest request, CancellationToken ct);
}
