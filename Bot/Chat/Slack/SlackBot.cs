using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>
/// What everything Slack sends leads to, the same over both transports. A press is written down, answered, and worked on afterwards; a workspace that
/// did not install us gets an empty answer and leaves no trace.
/// </summary>
public sealed class SlackBot(SlackClicks clicks, SlackSubmissions submissions, SlackAsks asks, SlackEvents events, SlackTokens tokens) : ISlackHandler
{
    /// <summary>Throws as <see cref="IWriter.Run{T}"/> for events alone: those Slack brings again.</summary>
    public Task<SlackReply> Handle(SlackRequest request, CancellationToken ct) => request.Kind switch
    {
        SlackRequestKind.Event => IsOurs(request.Payload.Text("team_id")) ? events.Take(request.Payload, ct) : Nothing,
        SlackRequestKind.Command => SlackOrigin.OfCommand(request.Payload) is { } by && IsOurs(by.Team) ? asks.Slash(request.Payload, by) : Nothing,
        SlackRequestKind.Interaction => SlackOrigin.OfInteraction(request.Payload) is { } by && IsOurs(by.Team) ? Interact(request.Payload, by, ct) : Nothing,
        _ => Task.FromResult(new SlackReply(new JsonObject { ["options"] = new JsonArray() })),
    };

    private static Task<SlackReply> Nothing => Task.FromResult(SlackReply.Empty);

    private bool IsOurs(string? team) => team is not null && tokens.Knows(team);

    private Task<SlackReply> Interact(JsonElement payload, SlackOrigin by, CancellationToken ct) => payload.Text("type") switch
    {
        "block_actions" => clicks.Press(payload, by, ct),
        "view_submission" when SlackView.Of(payload) is { } view => submissions.Take(view, by, ct),
        "message_action" => asks.Shortcut(payload, by),
        _ => Nothing,
    };
}
