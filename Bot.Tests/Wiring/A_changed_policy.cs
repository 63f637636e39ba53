using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.OnCall;
using SocialCareBot.Settings;
using SocialCareBot.Sla;
using SocialCareBot.Tests.Sla;
using SocialCareBot.Tests.World;
using SocialCareBot.Web;
using SocialCareBot.Wiring;
using WholeHouse = SocialCareBot.Wiring.House;

namespace SocialCareBot.Tests.Wiring;

/// <summary>A policy that changes while the bot runs.</summary>
public sealed class A_changed_policy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("policy").FullName;

    [Fact]
    public async Task Is_taken_over_from_its_file_as_a_new_version()
    {
        Policy("""{ "Targets": [{ "Clock": "FirstResponse", "Within": "45 min" }] }""");
        await using var app = await Build();
        var rules = app.Services.GetRequiredService<DeskRules>();
        Assert.Equal((1, 45), (rules.Policy.Version, Minutes(rules)));
        await Look(app);
        Assert.Equal(1, rules.Policy.Version);
        Policy("""{ "Care": { "Policy": { "Targets": [{ "Clock": "FirstResponse", "Within": "15 min" }] } } }""");
        await Look(app);
        Assert.Equal((2, 15), (rules.Policy.Version, Minutes(rules)));
        Policy("""{ "Targets": [ { "Clock": "FirstResponse", "Within": "15 min" } ] }""");
        await Look(app);
        Assert.Equal(2, rules.Policy.Version);
    }

    [Fact]
    public async Task Is_refused_with_file_key_and_reason_while_the_old_one_stays()
    {
        Policy("{}");
        await using var app = await Build();
        var rules = app.Services.GetRequiredService<DeskRules>();
        foreach (var (text, said) in new[] { ("""{ "ClaimLease": "a while" }""", "Care:Policy:ClaimLease: \"a while\""), ("""{ "ClaimLeese": "1 h" }""", "ClaimLeese"), ("{ not json", "policy.json") })
        {
            Policy(text);
            await Look(app);
            Assert.Equal((1, 30), (rules.Policy.Version, Minutes(rules)));
            Assert.Contains(said, rules.InForce.Problem, StringComparison.Ordinal);
            Assert.Contains(Path.Combine(_folder, "policy.json"), rules.InForce.Problem, StringComparison.Ordinal);
        }
        Assert.Equal(rules.InForce.Problem, app.Services.GetServices<HealthProbe>().Single(probe => probe.Name == "policy").Problem());
        Policy("{}");
        await Look(app);
        Assert.Null(rules.InForce.Problem);
    }

    [Fact]
    public async Task Keeps_the_bot_from_starting_when_it_is_wrong_from_the_beginning()
    {
        Policy("""{ "PageRounds": 0 }""");
        var wrong = await Assert.ThrowsAsync<SettingsException>(() => Build());
        Assert.Equal($"{Path.Combine(_folder, "policy.json")}: Care:Policy:PageRounds: 0 must be from 1 to 100.", wrong.Message);
    }

    [Fact]
    public async Task Gives_cases_that_run_their_new_end_with_the_reason_in_the_log()
    {
        using var bot = await TheBot.Start(rules: TheBot.Rules with { Policy = new SlaPolicy() });
        await Adopt(bot, new DeskPolicy());
        bot.Post();
        await bot.Tick();
        await Adopt(bot, new DeskPolicy { Clocks = new SlaPolicy { Targets = [new TargetLine { Clock = ClockKind.FirstResponse, Within = Target.Within(TimeSpan.FromMinutes(10)) }], UsualReminders = Policies.At(50) } });
        Assert.Equal((TheBot.Monday9.AddMinutes(10), 2), (bot.Case(1).FirstResponse!.Target.DueAt, bot.Case(1).FirstResponse!.Target.PolicyVersion));
    }

    [Fact]
    public async Task That_only_puts_others_on_call_alerts_them_by_its_version_and_touches_no_deadline()
    {
        var routes = TheBot.Rules.Routes.Select(route => route with { Duty = ["rota:day"], Alert = ["P1"] }).ToList();
        using var bot = await TheBot.Start(rules: TheBot.Rules with { Policy = new SlaPolicy(), Rotas = [Day("Ana Brandt")], Routes = routes });
        await Adopt(bot, new DeskPolicy { Rotas = [Day("Ana Brandt")] });
        bot.Post();
        await bot.Tick();
        await Adopt(bot, new DeskPolicy { Rotas = [Day("Bo Lindqvist")] });
        bot.Post(id: "p2", author: "jo");
        await bot.Tick();
        Assert.Equal((bot.Ana.Id, 1), Alerted(bot, 1));
        Assert.Equal((bot.Bo.Id, 2), Alerted(bot, 2));
        Assert.DoesNotContain(bot.Log(1), line => line.Event is CaseEvent.Retargeted);
        await bot.Advance(TimeSpan.FromMinutes(5));
        var round = Assert.Single(bot.Log(1).Select(line => line.Event).OfType<CaseEvent.Paged>());
        Assert.Equal((bot.Bo.Id, 2), (Assert.Single(round.Told), round.PolicyVersion));
        // A rehearsal asks another policy, and gets the people of that one's rota.
        Assert.Equal([bot.Ana.Id], bot.Facts.Standby.Watchers(routes[0], ClockKind.Paging, TheBot.Monday9, new DeskPolicy { Rotas = [Day("Ana Brandt")] }).Duty);
    }

    [Fact]
    public async Task Puts_others_on_call_at_the_next_look_and_leaves_what_people_arranged()
    {
        Policy(Rota("Ana Brandt"));
        await using var app = await Build("rota:day");
        var facts = app.Services.GetRequiredService<DeskFacts>();
        var lead = facts.People.ByName("Bo Lindqvist")!;
        await app.Services.GetRequiredService<ChatCommands>().Handle(
            new ChatCommand { Text = "override day Cara Lund for 4 h", By = new Actor(lead.Id, lead.Role, "teams"), Front = "teams", Tenant = "t", Conversation = "c" },
            CancellationToken.None);
        Assert.Equal(("Cara Lund", "Ana Brandt"), (OnDuty(facts, 0), OnDuty(facts, 5)));
        Policy(Rota("Bo Lindqvist", chatAfter: 3, testPages: false));
        await Look(app);
        Assert.Equal(("Cara Lund", "Bo Lindqvist", 2), (OnDuty(facts, 0), OnDuty(facts, 5), facts.Rules.Policy.Version));
        Assert.Equal((TimeSpan.FromMinutes(3), false), (facts.Rules.Pages.InChat("Bo Lindqvist"), facts.Rules.TestPages));
    }

    [Fact]
    public async Task That_would_leave_a_duty_to_nobody_is_refused_while_the_old_rota_stays()
    {
        Policy(Rota("Ana Brandt"));
        await using var app = await Build("rota:day");
        var facts = app.Services.GetRequiredService<DeskFacts>();
        foreach (var (text, said) in new[]
        {
            (Rota("Nobody"), "Care:Policy:Rotas:0:Layers:0:People: Nobody is not in Care:People."),
            ("{}", "Care:Policy:Rotas: \"day\" is missing; care in Care:Routes has it on Duty."),
        })
        {
            Policy(text);
            await Look(app);
            Assert.Equal(("Ana Brandt", 1), (OnDuty(facts, 0), facts.Rules.Policy.Version));
            Assert.Contains($"{Path.Combine(_folder, "policy.json")}: {said}", facts.Rules.InForce.Problem, StringComparison.Ordinal);
        }
        // Somebody new stands in the file, and not yet in the bot.
        Settings("rota:day", "Ana Brandt", "Bo Lindqvist", "Cara Lund", "Nobody");
        Policy(Rota("Nobody"));
        await Look(app);
        Assert.Equal("Ana Brandt", OnDuty(facts, 0));
        Assert.Contains("restart the bot", facts.Rules.InForce.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_tried_again_when_the_store_could_not_take_it()
    {
        var (inForce, tries) = (new PolicyInForce(new DeskPolicy()), 0);
        PolicyReading? changed = new(new DeskPolicy(), []);
        var watch = new PolicyWatch(
            inForce,
            () => Interlocked.Exchange(ref changed, null),
            (policy, _) => ++tries == 1 ? Task.FromException<DeskPolicy>(new TimeoutException("busy")) : Task.FromResult(policy.As(2)),
            NullLogger<PolicyWatch>.Instance);
        await Assert.ThrowsAsync<TimeoutException>(() => watch.Once(CancellationToken.None));
        await watch.Once(CancellationToken.None);
        await watch.Once(CancellationToken.None);
        Assert.Equal(2, tries);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Policy(string json) => File.WriteAllText(Path.Combine(_folder, "policy.json"), json);

    private string Settings(string? duty, params string[] people)
    {
        var file = Path.Combine(_folder, "care.json");
        var routes = new[] { new { Name = "care", Zone = "Europe/Berlin", Duty = duty is null ? Array.Empty<string>() : [duty] } };
        File.WriteAllText(file, JsonSerializer.Serialize(new { Care = new { Square = "off", People = people.Select(name => new { Name = name, Role = "Lead" }), Routes = routes, Policy = new { File = "policy.json" } } }));
        return file;
    }

    private Task<WebApplication> Build(string? duty = null)
    {
        var file = Settings(duty, "Ana Brandt", "Bo Lindqvist", "Cara Lund");
        return WholeHouse.Build(CareHost.Create([$"--Care:Settings={file}", $"--Care:Data={_folder}", "--urls=http://127.0.0.1:0"]), new FakeTime(TheBot.Monday9), CancellationToken.None);
    }

    private static string Rota(string who, int chatAfter = 0, bool testPages = true) => JsonSerializer.Serialize(new { PageWays = new { chat = chatAfter }, TestPages = testPages, Rotas = new[] { new { Name = "day", Zone = "Europe/Berlin", Layers = new[] { new { People = new[] { who }, Start = "2026-11-02" } } } } });

    private static Rota Day(string who) => new() { Name = "day", Zone = "Europe/Berlin", Layers = [new() { People = [who], Start = new(2026, 11, 2) }] };

    private static string OnDuty(DeskFacts facts, int hours) => facts.Standby.Names(facts.Rules.Routes[0], TheBot.Monday9.AddHours(hours));

    private static async Task Adopt(TheBot bot, DeskPolicy policy)
    {
        var taken = await PolicyVersions.Take(bot.Writer, policy, bot.Time.GetUtcNow(), CancellationToken.None);
        bot.Facts.Rules.InForce.Put(taken);
        await PolicyVersions.Retarget(bot.Database, bot.Desk, taken, bot.Time, CancellationToken.None);
    }

    private static (PersonId Who, int? Version) Alerted(TheBot bot, int number)
    {
        var alerted = Assert.Single(bot.Log(number).Select(line => line.Event).OfType<CaseEvent.Alerted>());
        return (Assert.Single(alerted.Told), alerted.Rounds?.PolicyVersion);
    }

    private static Task Look(WebApplication app) => app.Services.GetRequiredService<PolicyWatch>().Once(CancellationToken.None);

    private static int Minutes(DeskRules rules) => (int)A.First(rules.Policy, Priority.P1, A.Monday9).Budget.TotalMinutes;
}
