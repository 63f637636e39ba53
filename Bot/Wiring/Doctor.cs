using SocialCareBot.Chat.Slack;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Settings;
using SocialCareBot.Store;

namespace SocialCareBot.Wiring;

/// <summary><c>-- doctor</c>: looks at everything the bot needs, one line each with what to do; posts nothing. Fails when anything fails.</summary>
public static class Doctor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The exit code: 0 when everything is well.</summary>
    public static async Task<int> Examine(WebApplication app, CareHost host, TextWriter output, CancellationToken ct)
    {
        var findings = new List<Finding> { new(true, "settings", host.SettingsPath, "") };
        findings.Add(await Try("store", host.DataFolder, "Check the folder, its rights and the free space.", () => Store(app, ct)));
        foreach (var network in app.Services.GetServices<INetwork>())
            findings.Add(await Try("account", network.Title, "Check the account's Secret and Handle in Care:Accounts, and the way to the network.", () => network.Check(ct)));
        if (app.Services.GetService<TeamsSettings>() is not null)
            await Teams(app, findings, ct);
        if (app.Services.GetService<SlackSettings>() is { } slack)
            await Slack(app, slack, findings, ct);
        foreach (var pager in app.Services.GetServices<IPager>())
            findings.Add(await Try("paging", pager.Name, "Check Care:Paging, and the way to its server.", () => pager.Check(ct)));
        findings.AddRange(Called(app));
        findings.AddRange(Reach(app, host.Care));
        var today = DateOnly.FromDateTime(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        findings.AddRange(PolicyPreview.Short(app.Services.GetRequiredService<DeskRules>().Policy, today).Select(line => new Finding(true, "hours", line, "")));
        findings.AddRange(await Covered(app, ct));
        foreach (var finding in findings)
            await output.WriteLineAsync($"{(finding.Good ? "ok  " : "FAIL")}  {finding.What,-8} {finding.Detail}{(finding.Good ? "" : $" {finding.Todo}")}");
        return findings.TrueForAll(finding => finding.Good) ? 0 : 1;
    }

    private static async Task<string?> Store(WebApplication app, CancellationToken ct)
    {
        await app.Services.GetRequiredService<IWriter>().Run(session => session.First<int>("select count(*) from cases"), ct);
        return null;
    }

    private static async Task Teams(WebApplication app, List<Finding> findings, CancellationToken ct)
    {
        var settings = app.Services.GetRequiredService<TeamsSettings>();
        findings.Add(await Try("teams", $"signing keys from {settings.OpenIdMetadata.Host}", "Check the way out to it, or Care:Teams:OpenIdMetadata.", async () =>
        {
            var keys = app.Services.GetRequiredService<SigningKeys>();
            await keys.KeepFresh(ct);
            return keys.Healthy ? null : "no keys could be fetched.";
        }));
        findings.Add(await Try("teams", "our own token", "Check Care:Teams:AppId, Tenant and Secret; a wrong tenant is the most common cause.", async () =>
        {
            await app.Services.GetRequiredService<TeamsToken>()(false, ct);
            return null;
        }));
    }

    private static async Task Slack(WebApplication app, SlackSettings settings, List<Finding> findings, CancellationToken ct)
    {
        var tokens = app.Services.GetRequiredService<SlackTokens>();
        if (settings.Token is not null)
            findings.Add(await Try("slack", "the token of the settings", "Check Care:Slack:Token; install the app anew where it was revoked.", () => tokens.Adopt(ct)));
        foreach (var installed in tokens.All)
            findings.Add(await Try("slack", $"workspace {installed.TeamName ?? installed.Team}", "Install the app there again at /slack/install.", () => Workspace(app, installed, ct)));
        if (tokens.All.Count == 0 && settings.Token is null)
            findings.Add(new(false, "slack", "the app is installed in no workspace.", "Open /slack/install at the public door."));
    }

    private static async Task<string?> Workspace(WebApplication app, SlackInstallation installed, CancellationToken ct)
    {
        if (installed.DeadBecause is { } dead)
            return dead;
        var asked = await app.Services.GetRequiredService<SlackApi>().Call(installed.Team, "auth.test", [], ct);
        return asked.Fault?.Reason ?? (SlackScopes.Missing(installed) is { Count: > 0 } missing ? $"the scopes {string.Join(", ", missing)} are missing." : null);
    }

    /// <summary>Routes that appear nowhere, and people who could not be told.</summary>
    private static IEnumerable<Finding> Reach(WebApplication app, CareSettings care)
    {
        var people = app.Services.GetRequiredService<People>();
        var rules = app.Services.GetRequiredService<DeskRules>();
        var bindings = app.Services.GetRequiredService<Database>().Read(RouteBindings.All);
        var chat = app.Services.GetServices<IChatFront>().Any();
        foreach (var route in care.Routes)
        {
            var places = bindings.Count(binding => string.Equals(binding.Route, route.Name, StringComparison.OrdinalIgnoreCase));
            yield return new(!chat || route.Quiet || places > 0, "route", $"{route.Name}: {(chat ? $"{places} channels" : "on the web desk")}.", $"Say \"route here {route.Name}\" in a channel.");
            var turns = rules.Rotas.Where(rota => route.Duty.Contains(Standby.RotaPrefix + rota.Name, StringComparer.OrdinalIgnoreCase)).SelectMany(rota => rota.Layers).SelectMany(layer => layer.People);
            foreach (var name in route.Duty.Where(duty => !duty.StartsWith(Standby.RotaPrefix, StringComparison.OrdinalIgnoreCase)).Concat(turns).Append(route.Manager).OfType<string>().Distinct())
            {
                var reached = !chat || (people.ByName(name) is { } person && Reached(people, person));
                yield return new(reached, "person", $"{name} on {route.Name}: {(reached ? "can be told" : "no chat knows how to reach them")}.", "Give them a Teams or Slack identity in Care:People, and let them be a member of a routed channel.");
            }
        }
    }

    /// <summary>Who would be called now, route by route, and where that has holes.</summary>
    private static IEnumerable<Finding> Called(WebApplication app)
    {
        if (!app.Services.GetServices<IChatFront>().Any() && !app.Services.GetServices<IPager>().Any())
            yield break;
        var (facts, now) = (app.Services.GetRequiredService<DeskFacts>(), app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        foreach (var route in facts.Rules.Routes.Where(route => !route.Quiet))
        {
            var plan = PagePlans.Of(facts, route, now);
            yield return new(true, "paging", $"{route.Name}: {string.Join(" · ", plan.Lines.Select(line => $"{line.When} {line.Text}"))}", "");
            foreach (var hole in plan.Holes)
                yield return new(false, "paging", $"{route.Name}: {hole}", "Change Care:People, Care:Policy or the route's Duty.");
        }
    }

    /// <summary>Times at which nobody is on call.</summary>
    private static async Task<IEnumerable<Finding>> Covered(WebApplication app, CancellationToken ct)
    {
        var (coverage, rotas) = (app.Services.GetRequiredService<Coverage>(), app.Services.GetRequiredService<DeskRules>().Rotas);
        await coverage.Once(ct);
        return coverage.Problems.Count > 0
            ? coverage.Problems.Select(problem => new Finding(false, "on call", problem, "Change Care:Policy:Rotas, or say so to the bot."))
            : rotas.Select(rota => new Finding(true, "on call", $"{rota.Name}: somebody is on call at all times it covers, {OnCallLists.Days} days ahead.", ""));
    }

    private static bool Reached(People people, Person person) => people.Ways(person.Id).Any(way => way.Address is not null);

    private static async Task<Finding> Try(string what, string detail, string todo, Func<Task<string?>> look)
    {
        try
        {
            var problem = await look().WaitAsync(Patience);
            return new(problem is null, what, problem is null ? $"{detail}." : $"{detail}: {problem}", todo);
        }
        catch (Exception fault)
        {
            return new(false, what, $"{detail}: {fault.Message}", todo);
        }
    }

    private sealed record Finding(bool Good, string What, string Detail, string Todo);
}
