using System.Text.RegularExpressions;
using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Triage;

namespace SocialCareBot.Settings;

/// <summary>Looks at all settings once at start. Everything wrong is named, not only the first.</summary>
public static class SettingsCheck
{
    /// <summary>Each problem as "key: what is wrong, what to do"; empty when all is well.</summary>
    public static IReadOnlyList<string> Problems(CareSettings care) =>
    [
        .. Choice("Care:Square", care.Square, "auto", "on", "off"),
        .. Choice("Care:Replies", care.Replies, "open", "held"),
        .. Range("Care:CountdownSeconds", care.CountdownSeconds, 0, 600),
        .. Range("Care:ReopenDays", care.ReopenDays, 0, 3650),
        .. Range("Care:FirstContactHours", care.FirstContactHours, 1, 24 * 30),
        .. care.Routes.Count == 0 ? ["Care:Routes: there must be at least one route with a Name and a Zone."] : Array.Empty<string>(),
        .. Default(care.Routes),
        .. care.Routes.SelectMany((route, index) => Route(care, route, $"Care:Routes:{index}")),
        .. Doubles("Care:Routes", care.Routes.Select(route => route.Name)),
        .. care.Customers.SelectMany((customer, index) => customer.Who.Count > 0 && customer.Tags.Count > 0 ? [] : new[] { $"Care:Customers:{index}: needs Who (handles or ids) and Tags." }),
        .. care.People.SelectMany((person, index) => Person(person, $"Care:People:{index}")),
        .. Doubles("Care:People", care.People.Select(person => person.Name)),
        .. care.Accounts.SelectMany((account, index) => Account(account, $"Care:Accounts:{index}")),
        .. Doubles("Care:Accounts", care.Accounts.Select(account => account.Id)),
        .. care.Rules.SelectMany((rule, index) => Rule(rule, $"Care:Rules:{index}")),
        .. Clocks(care.Clocks),
        .. App(care.App),
        .. Teams(care.Teams),
        .. SlackCheck.Problems(care.Slack),
        .. PagingCheck.Problems(care),
        .. Telemetry(care.Telemetry),
        .. care.Public.Url is { } url && !IsHttp(url) ? [$"Care:Public:Url: {url} is not an http address."] : Array.Empty<string>(),
    ];

    /// <summary>Exactly one loud route asks for nothing, and it is the last: no case is without a route, and none stands where nothing comes by.</summary>
    private static IEnumerable<string> Default(IReadOnlyList<Route> routes)
    {
        var loud = routes.Where(route => !route.Quiet).ToList();
        if (routes.Count > 0 && (loud.Count == 0 || !loud[^1].AsksForNothing()))
            yield return "Care:Routes: the last route that is not Quiet must ask for nothing (no Brands, Networks, Topics, Languages, Priorities): it takes what no other does.";
        foreach (var route in loud.SkipLast(1).Where(route => route.AsksForNothing()))
            yield return $"Care:Routes: {route.Name} asks for nothing, so no route below it would ever get a case. Put it last.";
    }

    private static IEnumerable<string> Route(CareSettings care, Route route, string key)
    {
        if (string.IsNullOrWhiteSpace(route.Name))
            yield return $"{key}:Name: is missing.";
        if (string.IsNullOrWhiteSpace(route.Zone) || !Clockface.Knows(route.Zone))
            yield return $"{key}:Zone: \"{route.Zone}\" is not a time zone. Write an IANA name such as Europe/Berlin.";
        foreach (var language in route.Languages.Where(language => !Regex.IsMatch(language, "^[a-z]{2,3}$", RegexOptions.NonBacktracking)))
            yield return $"{key}:Languages: \"{language}\" must be the letters of a language, for instance de.";
        foreach (var topic in route.Topics.Where(topic => !Enum.GetNames<PostKind>().Concat(care.Rules.Select(rule => rule.Name)).Contains(topic, StringComparer.OrdinalIgnoreCase)))
            yield return $"{key}:Topics: \"{topic}\" is neither a kind nor the name of a rule.";
        if (route.Alert?.Any(word => word != "none" && !Enum.GetNames<Priority>().Contains(word, StringComparer.OrdinalIgnoreCase)) == true)
            yield return $"{key}:Alert: must be priorities such as [\"P1\", \"P2\"], or [\"none\"].";
        foreach (var name in route.Duty.Where(duty => !RotaReader.IsRota(duty)).Append(route.Manager).OfType<string>().Where(name => care.People.All(person => person.Name != name)))
            yield return $"{key}: {name} is not in Care:People.";
    }

    private static IEnumerable<string> Person(PersonSettings person, string key)
    {
        if (string.IsNullOrWhiteSpace(person.Name))
            yield return $"{key}:Name: is missing.";
        if (!Enum.IsDefined(person.Role))
            yield return $"{key}:Role: must be Agent, Lead, Manager or Admin.";
        if (person.Teams is { } teams && (teams.Tenant.Length == 0 || teams.AadObjectId.Length == 0))
            yield return $"{key}:Teams: needs Tenant and AadObjectId.";
        if (person.Slack is { } slack && !(Regex.IsMatch(slack.Team, "^[TE][A-Z0-9]+$", RegexOptions.NonBacktracking) && Regex.IsMatch(slack.User, "^[UW][A-Z0-9]+$", RegexOptions.NonBacktracking)))
            yield return $"{key}:Slack: needs Team (T…) and User (U… or W…), as Slack shows them: in capitals.";
    }

    private static IEnumerable<string> Account(AccountSettings account, string key)
    {
        if (!Regex.IsMatch(account.Id, "^[a-z0-9][a-z0-9-]{0,40}$", RegexOptions.None, TimeSpan.FromSeconds(1)))
            yield return $"{key}:Id: \"{account.Id}\" must be lower-case letters, digits and hyphens; it stands in the database.";
        if (account.Id == "chat")
            yield return $"{key}:Id: \"chat\" stands for messages of the team chat. Choose another.";
        if (account.Network is not ("bluesky" or "webhook"))
            yield return $"{key}:Network: \"{account.Network}\" is not known. It is bluesky or webhook.";
        if (string.IsNullOrWhiteSpace(account.Brand))
            yield return $"{key}:Brand: is missing.";
        if (account.Network == "bluesky" && string.IsNullOrWhiteSpace(account.Handle))
            yield return $"{key}:Handle: is missing.";
        if (string.IsNullOrWhiteSpace(account.Secret))
            yield return $"{key}:Secret: is missing. Write it as env:NAME or file:/path.";
        if (account.Callback is { } callback && !IsHttp(callback))
            yield return $"{key}:Callback: {callback} is not an http address.";
    }

    private static IEnumerable<string> Rule(TriageRule rule, string key)
    {
        if (string.IsNullOrWhiteSpace(rule.Name))
            yield return $"{key}:Name: is missing; the case shows which rule fired.";
        if (!Enum.IsDefined(rule.Priority))
            yield return $"{key}:Priority: must be P1, P2, P3 or P4.";
        if (rule.Any.Count == 0 && rule.All.Count == 0 && rule.Regex is null)
            yield return $"{key}: has no condition and would take every post. Give it Any, All or Regex.";
        if (rule.Regex is { } regex && !Compiles(regex))
            yield return $"{key}:Regex: \"{regex}\" is not a regular expression.";
    }

    private static IEnumerable<string> Clocks(ClockSettings clocks)
    {
        foreach (var (name, minutes) in new[] { ("P1", clocks.P1), ("P2", clocks.P2), ("P3", clocks.P3), ("P4", clocks.P4 ?? 1) })
        {
            foreach (var problem in Range($"Care:Clocks:{name}", minutes, 1, 60 * 24 * 30))
                yield return problem;
        }
        if (clocks.Nags.Any(percent => percent is < 1 or > 99))
            yield return "Care:Clocks:Nags: each must be a percent from 1 to 99; the breach at 100 comes by itself.";
    }

    private static IEnumerable<string> App(AppSettings app)
    {
        foreach (var (key, text, most) in new[] { ("Name", app.Name, 30), ("Developer", app.Developer, 32) })
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > most)
                yield return $"Care:App:{key}: must have 1 to {most} letters; a manifest takes no more.";
        }
        foreach (var (key, url) in new[] { ("Website", app.Website), ("Privacy", app.Privacy), ("Terms", app.Terms), ("Address", app.Address ?? "https://unset") })
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
                yield return $"Care:App:{key}: {url} is not an https address.";
        }
    }

    private static IEnumerable<string> Telemetry(TelemetrySettings telemetry)
    {
        if (telemetry.Otlp is { } otlp && !(Uri.TryCreate(otlp, UriKind.Absolute, out var to) && to is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }))
            yield return "Care:Telemetry:Otlp: must be the http address of a collector, for instance http://127.0.0.1:4318, with no user, password or query in it. A key for it goes into the environment, OTEL_EXPORTER_OTLP_HEADERS.";
    }

    private static IEnumerable<string> Teams(TeamsFrontSettings teams)
    {
        foreach (var problem in Choice("Care:Teams:Cloud", teams.Cloud, "public", "gcc", "gcchigh", "dod", "china"))
            yield return problem;
        if (!teams.Configured)
            yield break;
        var credentials = new[] { teams.Secret, teams.Certificate, teams.ManagedIdentity }.Count(value => !string.IsNullOrWhiteSpace(value));
        if (credentials > 1)
            yield return "Care:Teams: only one of Secret, Certificate and ManagedIdentity can be set.";
        if (teams.Certificate is { Length: > 0 } certificate && !certificate.StartsWith("file:", StringComparison.Ordinal))
            yield return "Care:Teams:Certificate: must be file:/path of a PFX, or of a PEM with certificate and private key.";
        if (teams.ManagedIdentity is { Length: > 0 } identity && !Guid.TryParse(identity, out _))
            yield return "Care:Teams:ManagedIdentity: must be the identity's client id, a GUID.";
        if (!Guid.TryParse(teams.AppId, out _))
            yield return "Care:Teams:AppId: must be the GUID of the bot's app registration.";
        if (string.IsNullOrWhiteSpace(teams.Tenant) && teams.Tenants.Count == 0)
            yield return "Care:Teams:Tenant: is missing; a tenant that is not listed is refused.";
    }

    private static IEnumerable<string> Choice(string key, string value, params string[] choices) =>
        choices.Contains(value, StringComparer.Ordinal) ? [] : [$"{key}: \"{value}\" must be one of {string.Join(", ", choices)}."];

    private static IEnumerable<string> Range(string key, int value, int least, int most) =>
        value >= least && value <= most ? [] : [$"{key}: {value} must be from {least} to {most}."];

    private static IEnumerable<string> Doubles(string key, IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => $"{key}: \"{group.Key}\" stands there twice.");

    private static bool IsHttp(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");

    private static bool Compiles(string regex)
    {
        try
        {
            _ = new Regex(regex, RegexOptions.None, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
