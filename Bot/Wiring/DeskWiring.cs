using Microsoft.AspNetCore.DataProtection.KeyManagement;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Jobs;
using SocialCareBot.Ports;
using SocialCareBot.Settings;
using SocialCareBot.Store;
using SocialCareBot.Triage;
using SocialCareBot.Web;

namespace SocialCareBot.Wiring;

/// <summary>The store and the desk as services.</summary>
public static class DeskWiring
{
    /// <summary>Opens the database (migrations run first) and registers everything that works on cases. Networks and fronts are registered by their own folders.</summary>
    public static async Task AddDesk(this IServiceCollection services, CareHost host, TimeProvider time, CancellationToken ct)
    {
        var database = Where(host);
        Migrator.Run(database);
        IWriter writer = host.Care.Postgres is null ? new SqliteWriter(database, time) : new PostgresWriter(database, time);
        // Reads of a database that stalls block their threads, and the pool adds only one or two a second: 8 presses at once were answered after 5.6 s instead of 2.
        if (database.Dialect == Dialect.Postgres)
        {
            ThreadPool.SetMinThreads(64, 64);
            services.PostConfigure<KeyManagementOptions>(keys => keys.XmlRepository = new KeyRing(database));
        }
        var policy = await services.AddPolicy(host, writer, time, ct);
        services.AddSingleton(time).AddSingleton(host.Care).AddSingleton(database).AddSingleton(_ => writer).AddSingleton<Keep>().AddSingleton<Turns>().AddSingleton<Bulletins>();
        services.AddSingleton(s => new SharedMemory(s.GetRequiredService<People>().Reload)).AddSingleton(s => new SharedMemory(s.GetRequiredService<ReplySwitch>().Look));
        services.AddSingleton<NewerProgram>().AddSingleton(s => new SharedMemory(s.GetRequiredService<NewerProgram>().Look));
        services.AddHostedService(s => new DamageCheck(database, writer, host.DataFolder, s.GetRequiredService<ILogger<DamageCheck>>()));
        if (writer is SqliteWriter { Journal: { } journal })
            services.AddSingleton(new HealthProbe("write-ahead log", () => journal.Problem)).AddHostedService(s => new JournalWatch(journal, time, s.GetRequiredService<ILogger<JournalWatch>>()));
        services.AddSingleton(Rules(host.Care, policy));
        services.AddSingleton<IReadOnlyDictionary<string, INetwork>>(s => s.GetServices<INetwork>().ToDictionary(network => network.Account, StringComparer.Ordinal));
        services.AddSingleton<IReadOnlyDictionary<string, IChatFront>>(s => s.GetServices<IChatFront>().ToDictionary(front => front.Name, StringComparer.Ordinal));
        services.AddSingleton<Nudge>().AddSingleton<People>().AddSingleton<DeskFacts>().AddSingleton<ReplySwitch>();
        services.AddSingleton(s => new OutboundWriter(s.GetRequiredService<IReadOnlyDictionary<string, INetwork>>(), s.GetRequiredService<DeskRules>())).AddSingleton<CaseDesk>().AddSingleton<HandOverDesk>().AddSingleton<PressDesk>().AddSingleton<ReplyDesk>();
        services.AddSingleton<ReplyForms>().AddCommands().AddSingleton<HomePages>();
        services.AddSingleton<CaseCards>().AddSingleton<ChatWords>().AddSingleton<MessageLedger>().AddSingleton<ChatCourier>().AddSingleton<ReplyCourier>().AddSingleton<OutboxRelay>();
        services.AddSingleton<IReadOnlyDictionary<string, IPager>>(s => s.GetServices<IPager>().ToDictionary(pager => pager.Name, StringComparer.Ordinal));
        services.AddSingleton<PageWords>().AddSingleton<PageLedger>().AddSingleton<PageRelay>();
        services.AddSingleton<Coverage>().AddSingleton(s => new HealthProbe("on call", () => s.GetRequiredService<Coverage>().Problem));
        services.AddSingleton<Sweep>().AddSingleton<Rereader>();
        services.AddSingleton(s => new OpenCase(s.GetRequiredService<CaseDesk>(), s.GetRequiredService<DeskFacts>(), database, time)
        {
            Brand = host.Care.Accounts.FirstOrDefault()?.Brand ?? "",
        });
        services.AddSingleton(s => new Listener(database, writer, s.GetRequiredService<CaseDesk>(), s.GetRequiredService<Turns>(), time, s.GetRequiredService<ILogger<Listener>>())
        {
            FirstContact = TimeSpan.FromHours(host.Care.FirstContactHours),
        });
    }

    /// <summary>The database that the settings name; not opened yet.</summary>
    public static Database Where(CareHost host) => host.Care.Postgres is { } reference
        ? Postgres(SettingsFile.Secret("Care:Postgres", reference))
        : Database.Sqlite(Path.Combine(host.DataFolder, "care.db"));

    /// <summary>What is wrong with it is not said in the driver's words, which may be the password's.</summary>
    private static Database Postgres(string connectionString)
    {
        try
        {
            return Database.Postgres(connectionString);
        }
        catch (ArgumentException)
        {
            throw new SettingsException("Care:Postgres: is no connection string of the form Host=…;Database=…;Username=…;Password=….");
        }
    }

    /// <summary>What people can say to the bot, on every front.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddSingleton<PersonMerge>().AddSingleton<Linking>()
        .AddSingleton<ChatLists>().AddSingleton<ChatOrders>().AddSingleton<ChatLinks>().AddSingleton<Deadlines>().AddSingleton<OnCallLists>().AddSingleton<OnCallOrders>()
        .AddSingleton<PageTests>().AddSingleton<ChatPages>().AddSingleton<OnCallCommands>().AddSingleton<ChatCommands>();

    /// <summary>The settings' policy, taken over again whenever it changes.</summary>
    private static async Task<DeskPolicy> AddPolicy(this IServiceCollection services, CareHost host, IWriter writer, TimeProvider time, CancellationToken ct)
    {
        var source = new PolicySource(host.SettingsPath, host.Args, time);
        var reading = source.Read();
        if (reading.Policy is null)
            throw new SettingsException(string.Join(Environment.NewLine, reading.Problems));
        services.AddSingleton(source);
        services.AddSingleton(s => s.GetRequiredService<DeskRules>().InForce);
        services.AddSingleton(s => new HealthProbe("policy", () => s.GetRequiredService<PolicyInForce>().Problem));
        services.AddSingleton(s => new PolicyWatch(
            s.GetRequiredService<PolicyInForce>(),
            source.Changed,
            async (policy, stop) =>
            {
                var taken = await PolicyVersions.Take(writer, policy, time.Now(), stop);
                s.GetRequiredService<PolicyInForce>().Put(taken);
                await PolicyVersions.Retarget(s.GetRequiredService<Database>(), s.GetRequiredService<CaseDesk>(), taken, time, stop);
                return taken;
            },
            s.GetRequiredService<ILogger<PolicyWatch>>()));
        return await PolicyVersions.Take(writer, reading.Policy, time.Now(), ct);
    }

    private static DeskRules Rules(CareSettings care, DeskPolicy policy) => new()
    {
        Triage = new TriageRules(care.Rules, care.Reach),
        Routes = care.Routes,
        Pages = PagingWiring.Rules(care),
        InForce = new PolicyInForce(policy),
        Customers = [.. care.Customers.Select(customer => new KnownCustomer { Network = customer.Network, Who = customer.Who, Tags = customer.Tags })],
        ReopenWithin = TimeSpan.FromDays(care.ReopenDays),
        Countdown = TimeSpan.FromSeconds(care.CountdownSeconds),
    };
}
