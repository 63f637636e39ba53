using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Settings;
using SocialCareBot.Sla;
using SocialCareBot.Store;
using SocialCareBot.Triage;

namespace SocialCareBot.Wiring;

/// <summary>The store and the desk as services.</summary>
public static class DeskWiring
{
    /// <summary>Opens the database (migrations run first) and registers everything that works on cases. Networks and fronts are registered by their own folders.</summary>
    public static async Task AddDesk(this IServiceCollection services, CareHost host, TimeProvider time, CancellationToken ct)
    {
        var database = host.Care.Postgres is { } reference
            ? Database.Postgres(SettingsFile.Secret("Care:Postgres", reference))
            : Database.Sqlite(Path.Combine(host.DataFolder, "care.db"));
        Migrator.Run(database);
        IWriter writer = host.Care.Postgres is null ? new SqliteWriter(database, time) : new PostgresWriter(database, time);
        var policy = await PolicyVersions.Take(writer, Policy(host.Care.Clocks), time.Now(), ct);
        services.AddSingleton(time).AddSingleton(host.Care).AddSingleton(database).AddSingleton(_ => writer).AddSingleton<Keep>();
        services.AddHostedService(s => new DamageCheck(database, writer, host.DataFolder, s.GetRequiredService<ILogger<DamageCheck>>()));
        services.AddSingleton(Rules(host.Care, policy));
        services.AddSingleton<IReadOnlyDictionary<string, INetwork>>(s => s.GetServices<INetwork>().ToDictionary(network => network.Account, StringComparer.Ordinal));
        services.AddSingleton<IReadOnlyDictionary<string, IChatFront>>(s => s.GetServices<IChatFront>().ToDictionary(front => front.Name, StringComparer.Ordinal));
        services.AddSingleton<Nudge>().AddSingleton<People>().AddSingleton<DeskFacts>().AddSingleton<ReplySwitch>();
        services.AddSingleton<OutboundWriter>().AddSingleton<CaseDesk>().AddSingleton<PressDesk>().AddSingleton<ReplyDesk>();
        services.AddSingleton<ReplyForms>().AddCommands().AddSingleton<HomePages>();
        services.AddSingleton<CaseCards>().AddSingleton<ChatWords>().AddSingleton<MessageLedger>().AddSingleton<ChatCourier>().AddSingleton<ReplyCourier>().AddSingleton<OutboxRelay>();
        services.AddSingleton<Sweep>().AddSingleton<Rereader>();
        services.AddSingleton(s => new OpenCase(s.GetRequiredService<CaseDesk>(), s.GetRequiredService<DeskFacts>(), database, time)
        {
            Brand = host.Care.Accounts.FirstOrDefault()?.Brand ?? "",
        });
        services.AddSingleton(s => new Listener(database, writer, s.GetRequiredService<CaseDesk>(), time, s.GetRequiredService<ILogger<Listener>>())
        {
            FirstContact = TimeSpan.FromHours(host.Care.FirstContactHours),
        });
    }

    /// <summary>What people can say to the bot, on every front.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddSingleton<PersonMerge>().AddSingleton<Linking>()
        .AddSingleton<ChatLists>().AddSingleton<ChatOrders>().AddSingleton<ChatLinks>().AddSingleton<ChatCommands>();

    private static SlaPolicy Policy(ClockSettings clocks)
    {
        TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);
        var lines = new[] { ClockKind.FirstResponse, ClockKind.NextResponse }
            .SelectMany(clock => TargetLine.Answers(clock, Minutes(clocks.P1), Minutes(clocks.P2), Minutes(clocks.P3), clocks.P4 is { } p4 ? Minutes(p4) : null));
        var policy = new SlaPolicy { Targets = [.. lines] };
        return clocks.Nags.Count == 0 ? policy : policy with { UsualReminders = new() { Before = [.. clocks.Nags.Select(percent => new Threshold { Percent = percent })] } };
    }

    private static DeskRules Rules(CareSettings care, SlaPolicy policy) => new()
    {
        Triage = new TriageRules(care.Rules, care.Reach),
        Routes = care.Routes,
        Policy = policy,
        ReopenWithin = TimeSpan.FromDays(care.ReopenDays),
        Countdown = TimeSpan.FromSeconds(care.CountdownSeconds),
    };
}
