using System.Text.RegularExpressions;

namespace SocialCareBot.Settings;

/// <summary>What is wrong with the ways on which people are called.</summary>
internal static class PagingCheck
{
    public static IEnumerable<string> Problems(CareSettings care) =>
    [
        .. Email(care.Paging.Email),
        .. care.Paging.Webhooks.SelectMany((gateway, index) => Gateway(gateway, $"Care:Paging:Webhooks:{index}")),
        .. care.Paging.Webhooks.GroupBy(gateway => gateway.Name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"Care:Paging:Webhooks: \"{group.Key}\" stands there twice."),
        .. care.People.SelectMany((person, index) => Person(care.Paging, person, $"Care:People:{index}")),
    ];

    private static IEnumerable<string> Email(MailSettings mail)
    {
        if (mail.Host is null)
            yield break;
        if (mail.Security is not ("starttls" or "tls" or "none"))
            yield return $"Care:Paging:Email:Security: \"{mail.Security}\" must be one of starttls, tls, none.";
        if (mail.Security == "none" && mail.User is not null)
            yield return "Care:Paging:Email:Security: a user and a password need starttls or tls, or anybody on the way reads them.";
        if (mail.Port is < 1 or > 65535)
            yield return $"Care:Paging:Email:Port: {mail.Port} must be from 1 to 65535.";
        if (mail.TimeoutSeconds is < 1 or > 120)
            yield return $"Care:Paging:Email:TimeoutSeconds: {mail.TimeoutSeconds} must be from 1 to 120.";
        if (!IsMail(mail.From))
            yield return $"Care:Paging:Email:From: \"{mail.From}\" is not an e-mail address.";
        if (mail.User is not null && string.IsNullOrWhiteSpace(mail.Password))
            yield return "Care:Paging:Email:Password: is missing. Write it as env:NAME or file:/path.";
    }

    private static IEnumerable<string> Gateway(GatewaySettings gateway, string key)
    {
        if (!Regex.IsMatch(gateway.Name, "^[a-z0-9][a-z0-9-]{0,40}$", RegexOptions.NonBacktracking))
            yield return $"{key}:Name: \"{gateway.Name}\" must be lower-case letters, digits and hyphens; it stands in the database.";
        if (!Uri.TryCreate(gateway.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return $"{key}:Url: \"{gateway.Url}\" is not an http address.";
        if (string.IsNullOrWhiteSpace(gateway.Secret))
            yield return $"{key}:Secret: is missing. Write it as env:NAME or file:/path.";
    }

    private static IEnumerable<string> Person(PagingSettings paging, PersonSettings person, string key)
    {
        if (person.Email is { } email && !IsMail(email))
            yield return $"{key}:Email: \"{email}\" is not an e-mail address.";
        if (person.Phone is { } phone && !Regex.IsMatch(phone, @"^\+[0-9][0-9 ]{4,20}$", RegexOptions.NonBacktracking))
            yield return $"{key}:Phone: \"{phone}\" must begin with + and the country, for instance +49 30 1234567.";
        foreach (var problem in Ways(paging, person.Pages, $"{key}:Pages"))
            yield return problem;
    }

    public static IEnumerable<string> Ways(PagingSettings paging, IReadOnlyDictionary<string, double>? ways, string key)
    {
        string[] known = ["chat", .. paging.Email.Host is null ? Array.Empty<string>() : ["email"], .. paging.Webhooks.Select(gateway => $"webhook/{gateway.Name}")];
        foreach (var (way, minutes) in ways ?? new Dictionary<string, double>())
        {
            if (!known.Contains(way, StringComparer.Ordinal))
                yield return $"{key}: \"{way}\" is not configured. There are {string.Join(", ", known)}.";
            if (minutes is not (>= 0 and <= 120))
                yield return $"{key}:{way}: {minutes} minutes must be from 0 to 120.";
        }
    }

    private static bool IsMail(string text) => text.Length <= 254 && Regex.IsMatch(text, @"^[^\s@<>,;:""\\()\[\]]+@[^\s@<>,;:""\\()\[\]]+$", RegexOptions.NonBacktracking);
}
