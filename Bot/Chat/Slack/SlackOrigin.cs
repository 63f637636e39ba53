using System.Text.Json;

namespace SocialCareBot.Chat.Slack;

/// <summary>Who did something in Slack and where, as the verified payload says it.</summary>
/// <param name="Team">The workspace it was done in.</param>
/// <param name="UserTeam">The workspace the person belongs to; another one in a channel shared with another organisation.</param>
/// <param name="Name">What the payload calls the person.</param>
/// <param name="Channel">Null where there is none (a modal, the Home tab).</param>
internal sealed record SlackOrigin(string Team, string User, string? UserTeam, string? Name, string? Channel)
{
    public bool IsForeign => UserTeam is not null && UserTeam != Team;

    /// <summary>Of a press, a submission or a shortcut; null where the payload names nobody.</summary>
    public static SlackOrigin? OfInteraction(JsonElement payload)
    {
        // With an org-wide install the team may be missing; then the view says where the app is installed.
        var team = payload.Text("team", "id") ?? payload.Text("view", "app_installed_team_id") ?? payload.Text("user", "team_id");
        return team is not null && payload.Text("user", "id") is { } user
            ? new(team, user, payload.Text("user", "team_id"), payload.Text("user", "name") ?? payload.Text("user", "username"), payload.Text("channel", "id") ?? payload.Text("container", "channel_id"))
            : null;
    }

    /// <summary>Of a slash command. Somebody of another organisation reaches only the apps of their own workspace with one.</summary>
    public static SlackOrigin? OfCommand(JsonElement payload) =>
        payload.Text("team_id") is { } team && payload.Text("user_id") is { } user
            ? new(team, user, null, payload.Text("user_name"), payload.Text("channel_id"))
            : null;

    /// <summary>Of an event; null where nobody did it.</summary>
    public static SlackOrigin? OfEvent(JsonElement outer) =>
        outer.Text("team_id") is { } team && outer.Text("event", "user") is { } user
            ? new(team, user, outer.Text("event", "user_team") ?? outer.Text("event", "source_team"), null, outer.Text("event", "channel"))
            : null;
}
