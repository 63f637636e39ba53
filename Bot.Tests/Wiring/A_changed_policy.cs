using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
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
        var wrong = await Assert.ThrowsAsync<SettingsException>(Build);
        Assert.Equal($"{Path.Combine(_folder, "policy.json")}: Care:Policy:PageRounds: 0 must be from 1 to 100.", wrong.Message);
    }

    [Fact]
    public async Task Gives_cases_that_run_their_new_end_with_the_reason_in_the_log()
    {
        var rules = TheBot.Rules with { Policy = new SlaPolicy() };
        using var bot = await TheBot.Start(rules: rules);
        bot.Network.Publish(bot.Post());
        await bot.Tick();
        var tight = new SlaPolicy { Version = 2, Targets = [new TargetLine { Clock = ClockKind.FirstResponse, Within = Target.Within(TimeSpan.FromMinutes(10)) }], UsualReminders = Policies.At(50) };
        rules.InForce.Put(tight);
        await PolicyVersions.Retarget(bot.Database, bot.Desk, tight, bot.Time, CancellationToken.None);
        Assert.Equal((TheBot.Monday9.AddMinutes(10), 2), (bot.Case(1).FirstResponse!.Target.DueAt, bot.Case(1).FirstResponse!.Target.PolicyVersion));
    }

    [Fact]
    public async Task Is_tried_again_when_the_store_could_not_take_it()
    {
        var (inForce, tries) = (new PolicyInForce(new SlaPolicy()), 0);
        PolicyReading? changed = new(new SlaPolicy(), []);
        var watch = new PolicyWatch(
            inForce,
            () => Interlocked.Exchange(ref changed, null),
            (policy, _) => ++tries == 1 ? Task.FromException<SlaPolicy>(new TimeoutException("busy")) : Task.FromResult(policy with { Version = 2 }),
            NullLogger<PolicyWatch>.Instance);
        await Assert.ThrowsAsync<TimeoutException>(() => watch.Once(CancellationToken.None));
        await watch.Once(CancellationToken.None);
        await watch.Once(CancellationToken.None);
        Assert.Equal(2, tries);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Policy(string json) => File.WriteAllText(Path.Combine(_folder, "policy.json"), json);

    private Task<WebApplication> Build()
    {
        var file = Path.Combine(_folder, "care.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { Care = new { Square = "off", Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } }, Policy = new { File = "policy.json" } } }));
        return WholeHouse.Build(CareHost.Create([$"--Care:Settings={file}", $"--Care:Data={_folder}", "--urls=http://127.0.0.1:0"]), TimeProvider.System, CancellationToken.None);
    }

    private static Task Look(WebApplication app) => app.Services.GetRequiredService<PolicyWatch>().Once(CancellationToken.None);

    private static int Minutes(DeskRules rules) => (int)A.First(rules.Policy, Priority.P1, A.Monday9).Budget.TotalMinutes;
}
