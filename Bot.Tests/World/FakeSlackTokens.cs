using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SocialCareBot.Tests.World;

/// <summary>Who is let in: tokens that may expire, be revoked or be exchanged, and the way an admin installs the app.</summary>
public sealed partial class FakeSlack
{
    private readonly Dictionary<string, (string Team, FakeSlackToken Kind, DateTimeOffset? Until, string? Dead)> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _botTokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refresh = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Team, string Person, string? Redirect, DateTimeOffset Until)> _codes = new(StringComparer.Ordinal);

    /// <summary>On: tokens given out from now on live twelve hours and come with a refresh token.</summary>
    public bool Rotates { get; set; }

    /// <summary>A refresh that came with a used refresh token; Slack would want the app installed anew.</summary>
    public int RefusedRefreshes { get; private set; }

    /// <summary>The token of the app in a workspace, the newest.</summary>
    public string BotToken(FakeSlackTeam? team = null)
    {
        lock (_memory)
            return _botTokens[(team ?? Team).Id];
    }

    /// <summary>All tokens of the workspace are refused from now on, with this word.</summary>
    public void Revoke(FakeSlackTeam? team = null, string error = "token_revoked") => Do(() =>
    {
        foreach (var (token, known) in _tokens.Where(row => row.Value.Team == (team ?? Team).Id).ToList())
            _tokens[token] = known with { Dead = error };
    });

    /// <summary>A fresh token, as if the admin had made one by hand; the older ones keep their state.</summary>
    public string RenewToken(FakeSlackTeam? team = null)
    {
        lock (_memory)
            return _botTokens[(team ?? Team).Id] = NewToken("xoxb-", (team ?? Team).Id, FakeSlackToken.Bot);
    }

    /// <summary>A pair with which a store can be filled: an access token that runs out in twelve hours, and the refresh token.</summary>
    public (string Access, string Refresh, DateTimeOffset Until) Rotating(FakeSlackTeam? team = null)
    {
        lock (_memory)
        {
            var id = (team ?? Team).Id;
            var until = _time.GetUtcNow().AddHours(12);
            var access = _botTokens[id] = NewToken("xoxe.xoxb-1-", id, FakeSlackToken.Bot, until);
            return (access, NewRefresh(id), until);
        }
    }

    /// <summary>An admin follows the link to the page of Slack and allows the app; returns where the browser is sent then.</summary>
    public Uri Allow(FakeSlackPerson admin, Uri authorize)
    {
        var asked = QueryHelpers.ParseQuery(authorize.Query);
        if (asked["client_id"] != ClientId || asked["scope"].ToString().Length == 0)
            throw new InvalidOperationException($"Slack would not show its page for {authorize}.");
        lock (_memory)
        {
            var code = NewId("code");
            var redirect = asked.TryGetValue("redirect_uri", out var given) ? given.ToString() : null;
            _codes[code] = (admin.Team, admin.Id, redirect, _time.GetUtcNow().AddMinutes(10));
            return new Uri(QueryHelpers.AddQueryString(redirect ?? "https://nowhere.invalid/", new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"].ToString() }));
        }
    }

    private string NewToken(string prefix, string team, FakeSlackToken kind, DateTimeOffset? until = null)
    {
        var token = $"{prefix}{NewId(team)}-fake";
        _tokens[token] = (team, kind, until, null);
        return token;
    }

    private string NewRefresh(string team)
    {
        var refresh = $"xoxe-1-{NewId(team)}";
        _refresh[refresh] = team;
        return refresh;
    }

    private (string Team, FakeSlackToken Kind, DateTimeOffset? Until, string? Dead)? Owner(string? token)
    {
        lock (_memory)
            return token is not null && _tokens.TryGetValue(token, out var known) ? known : null;
    }

    private Reply? Distrust(string? token, Method method)
    {
        if (token is null)
            return Reply.Error("not_authed");
        if (Owner(token) is not { } known)
            return Reply.Error("invalid_auth");
        if (known.Dead is { } dead)
            return Reply.Error(dead);
        if (known.Until <= _time.GetUtcNow())
            return Reply.Error("token_expired");
        if (known.Kind != method.Token)
            return Reply.Error("not_allowed_token_type");
        if (method.Scope is not { } scope || Scopes.Contains(scope))
            return null;
        var missing = Reply.Error("missing_scope");
        (missing.Body["needed"], missing.Body["provided"]) = (scope, string.Join(',', Scopes));
        return missing;
    }

    private Reply AuthTest(FakeSlackCall call)
    {
        var team = _teams.Find(one => one.Id == call.Team)!;
        return Reply.Ok(new JsonObject
        {
            ["url"] = $"https://{team.Name.ToLowerInvariant()}.slack.com/",
            ["team"] = team.Name,
            ["user"] = "socialcarebot",
            ["team_id"] = team.Id,
            ["user_id"] = team.Bot.Id,
            ["bot_id"] = team.BotId,
            ["is_enterprise_install"] = false,
        });
    }

    private Reply Revoke(FakeSlackCall call)
    {
        Revoke(_teams.Find(team => team.Id == call.Team));
        return Reply.Ok(new JsonObject { ["revoked"] = true });
    }

    private Reply Access(FakeSlackCall call, HttpContext context)
    {
        if (Client(call, context) is { } stranger)
            return stranger;
        return call["grant_type"] == "refresh_token" ? Refresh(call["refresh_token"]) : Exchange(call);
    }

    private static Reply? Client(FakeSlackCall call, HttpContext context)
    {
        var (id, secret) = (call["client_id"], call["client_secret"]);
        if (AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var basic) && basic is { Scheme: "Basic", Parameter: { } both })
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(both)).Split(':', 2);
            (id, secret) = (parts[0], parts[1]);
        }
        return id != ClientId ? Reply.Error("invalid_client_id") : secret != ClientSecret ? Reply.Error("bad_client_secret") : null;
    }

    private Reply Refresh(string used)
    {
        if (!_refresh.Remove(used, out var team))
        {
            RefusedRefreshes++;
            return Reply.Error("invalid_refresh_token");
        }
        return Given(team, null, rotates: true);
    }

    private Reply Exchange(FakeSlackCall call)
    {
        if (!_codes.Remove(call["code"], out var known))
            return Reply.Error("invalid_code");
        if (known.Until <= _time.GetUtcNow())
            return Reply.Error("code_expired");
        return (known.Redirect ?? "") != call["redirect_uri"] ? Reply.Error("bad_redirect_uri") : Given(known.Team, known.Person, Rotates);
    }

    private Reply Given(string id, string? person, bool rotates)
    {
        var team = _teams.Find(one => one.Id == id)!;
        var given = new JsonObject
        {
            ["token_type"] = "bot",
            ["scope"] = string.Join(',', Scopes),
            ["bot_user_id"] = team.Bot.Id,
            ["app_id"] = AppId,
            ["team"] = new JsonObject { ["id"] = team.Id, ["name"] = team.Name },
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
            ["authed_user"] = new JsonObject { ["id"] = person },
        };
        DateTimeOffset? until = rotates ? _time.GetUtcNow().AddSeconds(43_200) : null;
        given["access_token"] = _botTokens[id] = NewToken(rotates ? "xoxe.xoxb-1-" : "xoxb-", id, FakeSlackToken.Bot, until);
        if (rotates)
            (given["refresh_token"], given["expires_in"]) = (NewRefresh(id), 43_200);
        return Reply.Ok(given);
    }
}
