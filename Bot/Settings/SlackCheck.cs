using System.Text.RegularExpressions;

namespace SocialCareBot.Settings;

/// <summary>What can be wrong with <c>Care:Slack</c>.</summary>
internal static class SlackCheck
{
    public static IEnumerable<string> Problems(SlackFrontSettings slack)
    {
        if (slack.Transport is not ("http" or "socket"))
            yield return $"Care:Slack:Transport: \"{slack.Transport}\" must be one of http, socket.";
        if (!slack.Configured)
            yield break;
        if (slack.Transport == "http" && string.IsNullOrWhiteSpace(slack.SigningSecret))
            yield return "Care:Slack:SigningSecret: is missing; without it anybody could speak as Slack. Write it as env:NAME or file:/path.";
        if (slack.Transport == "socket" && string.IsNullOrWhiteSpace(slack.AppToken))
            yield return "Care:Slack:AppToken: is missing; Socket Mode needs the app-level token (xapp-). Write it as env:NAME or file:/path.";
        if (string.IsNullOrWhiteSpace(slack.Token) && string.IsNullOrWhiteSpace(slack.ClientId))
            yield return "Care:Slack:Token: is missing; give a bot token, or ClientId and ClientSecret to install the app from Slack.";
        if (string.IsNullOrWhiteSpace(slack.ClientId) != string.IsNullOrWhiteSpace(slack.ClientSecret))
            yield return "Care:Slack:ClientSecret: ClientId and ClientSecret belong together; one of them is missing.";
        if (!string.IsNullOrWhiteSpace(slack.ClientId) && slack.Workspaces.Count == 0)
            yield return "Care:Slack:Workspaces: is empty; anybody could install the app. List the ids of the workspaces that may.";
        if (!Uri.TryCreate(slack.ApiRoot, UriKind.Absolute, out var root) || root.Scheme is not ("http" or "https"))
            yield return $"Care:Slack:ApiRoot: {slack.ApiRoot} is not an http address.";
        // 32 characters: the app manifest's limit.
        if (!Regex.IsMatch(slack.Command, "^/[a-z0-9_-]{1,31}$", RegexOptions.NonBacktracking))
            yield return $"Care:Slack:Command: \"{slack.Command}\" must begin with a slash and have at most 32 lower-case letters, digits, hyphens and underscores.";
        foreach (var team in slack.Workspaces.Where(team => !Regex.IsMatch(team, "^[TE][A-Z0-9]{2,}$", RegexOptions.NonBacktracking)))
            yield return $"Care:Slack:Workspaces: \"{team}\" is not a workspace id such as T0123456.";
    }
}
