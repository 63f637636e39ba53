using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>The installation by OAuth: the state that goes to Slack and back is signed, works once, for ten minutes, and only in the browser that began.</summary>
public sealed class SlackInstall(SlackHttp http, SlackTokens tokens, IWriter writer, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Slack's code lives as long.</summary>
    public static readonly TimeSpan StateLife = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("SocialCareBot.Slack.Install");

    /// <summary>Where the browser goes, and the secret it keeps meanwhile.</summary>
    public (Uri Authorize, string BrowserSecret) Begin(SlackSettings settings)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var state = _protector.Protect($"{time.GetUtcNow().Add(StateLife).ToUnixTimeSeconds()}:{secret}");
        var page = new Uri(settings.ApiRoot, "/oauth/v2/authorize").ToString();
        return (new Uri(QueryHelpers.AddQueryString(page, new Dictionary<string, string?>
        {
            ["client_id"] = settings.ClientId,
            ["scope"] = string.Join(',', SlackScopes.Bot.Select(row => row.Scope)),
            ["state"] = state,
        })), secret);
    }

    /// <summary>What the page says in the end.</summary>
    public async Task<(bool Installed, string Sentence)> Finish(SlackSettings settings, string? code, string? state, string? error, string? browserSecret, CancellationToken ct)
    {
        if (!IsOurs(state, browserSecret))
            return (false, "This link is old, or was opened in another browser. Nothing was installed. Begin again at /slack/install.");
        if (error is not null || code is null)
            return (false, "Slack was not allowed to install the app. Nothing was changed.");
        var once = $"slack-state:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(browserSecret!)))}";
        if (!await writer.Run(session => Seen.TryAdd(session, once, null, time.Now() + StateLife), ct))
            return (false, "This link was used already. Begin again at /slack/install.");
        return await Exchange(settings, code, ct);
    }

    private async Task<(bool Installed, string Sentence)> Exchange(SlackSettings settings, string code, CancellationToken ct)
    {
        var answer = await http.Send(SlackMethod.Of("oauth.v2.access")!, SlackTokens.App(settings), new JsonObject { ["code"] = code }, ct);
        if (answer.Fault is { } fault)
            return (false, $"Slack did not hand out the token ({fault.Reason}). Nothing was installed. Begin again at /slack/install.");
        if (answer.Body.IsTrue("is_enterprise_install"))
            return (false, "The app was to be installed for a whole organisation, which comes later. Install it for one workspace.");
        var installation = SlackInstallation.Of(answer.Body, time.GetUtcNow());
        if (!settings.Lists(installation.Team))
            return (false, $"The workspace {installation.Team} is not in Care:Slack:Workspaces. Its token was not kept. Add it there, and begin again at /slack/install.");
        await tokens.Save(installation, ct);
        return (true, $"SocialCareBot is installed in {installation.TeamName ?? installation.Team}. Invite it to a channel and say \"{settings.Command} route here NAME\" there.");
    }

    private bool IsOurs(string? state, string? browserSecret)
    {
        if (state is null || browserSecret is null)
            return false;
        try
        {
            var parts = _protector.Unprotect(state).Split(':');
            return long.Parse(parts[0], CultureInfo.InvariantCulture) >= time.GetUtcNow().ToUnixTimeSeconds()
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parts[1]), Encoding.UTF8.GetBytes(browserSecret));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
