namespace SocialCareBot.Settings;

/// <summary>The Slack front as it stands in the file; credentials by reference.</summary>
public sealed record SlackFrontSettings
{
    /// <summary><c>http</c>: Slack calls the public door. <c>socket</c>: the bot opens the connection, behind a firewall.</summary>
    public string Transport { get; init; } = "http";

    /// <summary>Signs what Slack sends; needed for <c>http</c>.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>The one before, accepted too while it is being replaced.</summary>
    public string? PreviousSigningSecret { get; init; }

    /// <summary>A bot token (<c>xoxb-</c>) for one workspace, instead of an installation by OAuth.</summary>
    public string? Token { get; init; }

    /// <summary>The app-level token (<c>xapp-</c>) of Socket Mode.</summary>
    public string? AppToken { get; init; }

    /// <summary>For the installation by OAuth at <c>/slack/install</c>.</summary>
    public string? ClientId { get; init; }
    public string? ClientSecret { get; init; }

    /// <summary>Where Slack's Web API is; GovSlack has another address.</summary>
    public string ApiRoot { get; init; } = "https://slack.com/api/";

    /// <summary>The slash command, as the app's manifest names it.</summary>
    public string Command { get; init; } = "/care";

    /// <summary>Workspaces (team ids) that may install the app and use it; may be empty where a token is given.</summary>
    public IReadOnlyList<string> Workspaces { get; init; } = [];

    /// <summary>Guests and people of other organisations may act, not only look.</summary>
    public bool ExternalPeopleMayAct { get; init; }

    /// <summary>Cases may appear in channels that are shared with other organisations.</summary>
    public bool SharedChannels { get; init; }

    /// <summary>Never with a secret, should one stand there in place of its reference: records are printed by logs.</summary>
    public override string ToString() => $"Slack at {ApiRoot}";

    public bool Configured => SigningSecret is { Length: > 0 } || Token is { Length: > 0 } || AppToken is { Length: > 0 } || ClientId is { Length: > 0 };
}
