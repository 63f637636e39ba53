using SocialCareBot.Desk;
using SocialCareBot.Egress;
using SocialCareBot.Paging;
using SocialCareBot.Ports;
using SocialCareBot.Settings;

namespace SocialCareBot.Wiring;

/// <summary>Makes the ways on which people are called, beside the chat.</summary>
public static class PagingWiring
{
    private const double GatewayAfter = 2;

    /// <summary>Registers every configured way. Throws <see cref="SettingsException"/> where a secret cannot be read.</summary>
    public static void AddPaging(this IServiceCollection services, CareHost host)
    {
        var paging = host.Care.Paging;
        if (paging.Email.Host is not null)
        {
            var email = Email(paging.Email);
            services.AddSingleton<IPager>(new EmailPager(email));
        }
        foreach (var (settings, index) in paging.Webhooks.Select((settings, index) => (settings, index)))
        {
            var gateway = new PageGateway(settings.Name, new Uri(settings.Url), Signature($"Care:Paging:Webhooks:{index}:Secret", settings));
            services.AddSingleton<IPager>(s => new WebhookPager(gateway, GuardedHttp.Client(s.GetRequiredService<EgressRules>()), s.GetRequiredService<TimeProvider>()));
        }
    }

    /// <summary>On which ways everybody is called whose settings name none, and when.</summary>
    public static IReadOnlyList<PageWay> Ways(CareSettings care) => care.Policy.PageWays is { Count: > 0 } ways ? Ways(ways) : Usual(care);

    /// <summary>Where people are found who are called beside the chat, and who has ways of their own.</summary>
    public static PageRules Rules(CareSettings care) => new()
    {
        People = care.People.ToDictionary(
            person => person.Name,
            person => new PagePerson
            {
                Email = care.Paging.Email.Host is null ? null : person.Email,
                Phone = person.Phone?.Replace(" ", "", StringComparison.Ordinal),
                Ways = person.Pages is { Count: > 0 } own ? Ways(own) : null,
            },
            StringComparer.OrdinalIgnoreCase),
    };

    private static IReadOnlyList<PageWay> Usual(CareSettings care)
    {
        List<PageWay> ways = [.. care.Paging.Webhooks.Select(gateway => new PageWay($"webhook/{gateway.Name}", TimeSpan.FromMinutes(GatewayAfter)))];
        if (care.Paging.Email.Host is not null)
            ways.Insert(0, new PageWay(PageRules.Email, TimeSpan.Zero));
        if (ways.Count == 0 || care.Teams.Configured || care.Slack.Configured)
            ways.Insert(0, new PageWay(PageRules.Chat, TimeSpan.Zero));
        return ways;
    }

    private static IReadOnlyList<PageWay> Ways(IReadOnlyDictionary<string, double> ways) =>
        [.. ways.Select(way => new PageWay(way.Key, TimeSpan.FromMinutes(way.Value)))];

    private static EmailSettings Email(MailSettings mail) => new()
    {
        Host = mail.Host!,
        Port = mail.Port,
        Security = mail.Security switch { "tls" => MailSecurity.Tls, "none" => MailSecurity.None, _ => MailSecurity.StartTls },
        User = mail.User,
        Password = mail.User is null ? null : SettingsFile.Secret("Care:Paging:Email:Password", mail.Password),
        From = mail.From,
        Timeout = TimeSpan.FromSeconds(mail.TimeoutSeconds),
    };

    private static WebhookSignature Signature(string key, GatewaySettings settings)
    {
        try
        {
            return new WebhookSignature(SettingsFile.Secret(key, settings.Secret).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        catch (FormatException wrong)
        {
            throw new SettingsException($"{key}: {wrong.Message}");
        }
    }
}
