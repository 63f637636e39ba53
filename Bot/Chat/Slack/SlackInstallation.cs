using System.Text.Json;

namespace SocialCareBot.Chat.Slack;

/// <summary>The app in one workspace: our token there, and who we are.</summary>
public sealed record SlackInstallation
{
    /// <summary>The workspace's id; of an organisation-wide installation the organisation's.</summary>
    public required string Team { get; init; }
    public string? Enterprise { get; init; }
    public string? TeamName { get; init; }
    public string? BotUser { get; init; }
    public string? BotId { get; init; }
    public string? AppId { get; init; }
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Null where the settings hold it.</summary>
    public string? Token { get; init; }

    /// <summary>Set where tokens rotate. It works once: the answer to its use brings the next one.</summary>
    public string? RefreshToken { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why this installation is no longer used ("the app was removed"); null: it lives.</summary>
    public string? DeadBecause { get; init; }

    /// <summary>Never with a secret: records are printed by logs.</summary>
    public override string ToString() => $"installation in {Team}";

    /// <summary>From the answer of oauth.v2.access.</summary>
    internal static SlackInstallation Of(JsonElement answer, DateTimeOffset now)
    {
        var enterprise = answer.Text("enterprise", "id");
        return new SlackInstallation
        {
            Team = answer.Text("team", "id") ?? enterprise ?? throw new JsonException("neither team nor enterprise"),
            TeamName = answer.Text("team", "name") ?? answer.Text("enterprise", "name"),
            Enterprise = enterprise,
            AppId = answer.Text("app_id"),
            BotUser = answer.Text("bot_user_id"),
            Scopes = answer.Text("scope")?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
        }.With(answer, now);
    }

    /// <summary>With the tokens of an answer, first or refreshed.</summary>
    internal SlackInstallation With(JsonElement answer, DateTimeOffset now) => this with
    {
        Token = answer.Text("access_token") ?? throw new JsonException("no access_token"),
        RefreshToken = answer.Text("refresh_token"),
        ExpiresAt = answer.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind == JsonValueKind.Number ? now.AddSeconds(seconds.GetInt32()) : null,
        DeadBecause = null,
    };
}
