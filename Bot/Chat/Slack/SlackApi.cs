using System.Text.Json.Nodes;

namespace SocialCareBot.Chat.Slack;

/// <summary>The Web API for our workspaces: paced, with the workspace's token, and with an outcome for everything that can happen.</summary>
public sealed class SlackApi(SlackHttp http, SlackTokens tokens, SlackPace pace)
{
    /// <summary>Calls a method in a workspace. Never throws for what Slack or the wire did: that is the outcome.</summary>
    public async Task<SlackResult> Call(string team, string method, JsonObject arguments, CancellationToken ct)
    {
        if (SlackMethod.Of(method) is not { } known)
            return Failed(new SlackFault.OurBug($"{method} is not a method this bot uses"));
        if (pace.Take(team, known, Channel(arguments)) is { } wait)
            return Failed(wait);
        if (await tokens.Current(team, ct) is not { } token)
            return Failed(new SlackFault.CredentialDead($"the app is not installed in {team}"));
        var answer = await http.Send(known, SlackTokens.Bearer(token), arguments, ct);
        if (answer.Error == "token_expired" && await tokens.Refresh(team, token, ct) && await tokens.Current(team, ct) is { } fresh)
            answer = await http.Send(known, SlackTokens.Bearer(fresh), arguments, ct);
        return Noted(team, known, answer);
    }

    private SlackResult Noted(string team, SlackMethod method, SlackAnswer answer)
    {
        switch (answer.Fault)
        {
            case SlackFault.CredentialDead dead:
                pace.Refused(team, dead.Reason);
                break;
            case SlackFault.Retry retry when answer.Error is "ratelimited" or "rate_limited":
                pace.Rest(team, method, retry.After ?? SlackFaults.DefaultRest);
                break;
            case SlackFault.Retry or SlackFault.Unknown:
                break;
            default:
                pace.Accepted(team);
                break;
        }
        return answer.Result;
    }

    private static string? Channel(JsonObject arguments) => (string?)arguments["channel"];

    private static SlackResult Failed(SlackFault fault) => new(default, fault);
}
