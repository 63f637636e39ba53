using Microsoft.Extensions.Configuration;
using SocialCareBot.Cases;
using SocialCareBot.Settings;
using SocialCareBot.Triage;

namespace SocialCareBot.Tests.House;

/// <summary>The settings everybody starts from, and how wrong ones are named.</summary>
public sealed class The_settings_file
{
    [Fact]
    public void The_one_in_the_repository_is_without_a_problem_and_names_no_unknown_key()
    {
        var care = new ConfigurationBuilder().AddJsonFile(Repository.Path("appsettings.json")).Build().GetSection("Care")
            .Get<CareSettings>(options => options.ErrorOnUnknownConfiguration = true)!;
        Assert.Empty(SettingsCheck.Problems(care));
        Assert.NotEmpty(care.Rules);
        Assert.DoesNotContain("secret", File.ReadAllText(Repository.Path("appsettings.json")).Replace("\"Secret\": \"env:", "", StringComparison.Ordinal).Replace("no secret", ""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_complete_one_is_without_a_problem() => Assert.Empty(SettingsCheck.Problems(Good));

    [Fact]
    public void No_settings_at_all_ask_for_a_route() => Names(new CareSettings(), "Care:Routes");

    [Fact]
    public void Every_problem_is_named_by_its_key()
    {
        Names(Good with { Square = "perhaps" }, "Care:Square");
        Names(Good with { Replies = "no" }, "Care:Replies");
        Names(Good with { CountdownSeconds = 601 }, "Care:CountdownSeconds");
        Names(Good with { CountdownSeconds = -1 }, "Care:CountdownSeconds");
        Names(Good with { ReopenDays = -1 }, "Care:ReopenDays");
        Names(Good with { FirstContactHours = 0 }, "Care:FirstContactHours");
        Names(Good with { Routes = [Route with { Zone = "Europe/Atlantis" }] }, "Care:Routes:0:Zone");
        Names(Good with { Routes = [Route with { Name = " " }] }, "Care:Routes:0:Name");
        Names(Good with { Routes = [Route with { Alert = ["urgent"] }] }, "Care:Routes:0:Alert");
        Names(Good with { Routes = [Route with { Brands = ["Shop"] }] }, "must ask for nothing");
        Names(Good with { Routes = [Route with { Quiet = true }] }, "must ask for nothing");
        Names(Good with { Routes = [Route, Route with { Name = "late" }] }, "care asks for nothing");
        Names(Good with { Routes = [Route with { Name = "x", Topics = ["nonsense"] }, Route] }, "Care:Routes:0:Topics");
        Names(Good with { Routes = [Route with { Name = "x", Languages = ["German"] }, Route] }, "Care:Routes:0:Languages");
        Names(Good with { Routes = [Route, Route] }, "Care:Routes");
        Names(Good with { Routes = [Route with { Duty = ["Nobody"] }] }, "Nobody is not in Care:People");
        Names(Good with { People = [Ana, Ana] }, "Care:People");
        Names(Good with { People = [Ana, new() { Name = "" }] }, "Care:People:1:Name");
        Names(Good with { People = [Ana with { Role = (Role)9 }] }, "Care:People:0:Role");
        Names(Good with { People = [Ana with { Teams = new() { Tenant = "t" } }] }, "Care:People:0:Teams");
        Names(Good with { People = [Ana with { Slack = new() { Team = "T1" } }] }, "Care:People:0:Slack");
        Names(Good with { People = [Ana with { Slack = new() { Team = "t1", User = "U1" } }] }, "Care:People:0:Slack");
        Names(Good with { Public = new() { Url = "ftp://x" } }, "Care:Public:Url");
        Names(Good with { Telemetry = new() { Otlp = "collector:4318" } }, "Care:Telemetry:Otlp");
        Names(Good with { Telemetry = new() { Otlp = "http://user:word@collector:4318" } }, "Care:Telemetry:Otlp");
        Names(Good with { App = new() { Name = new string('n', 31) } }, "Care:App:Name");
        Names(Good with { App = new() { Developer = "" } }, "Care:App:Developer");
        Names(Good with { App = new() { Privacy = "http://example.com" } }, "Care:App:Privacy");
        Names(Good with { App = new() { Address = "care.example.com" } }, "Care:App:Address");
        Names(Good with { Teams = new() { Cloud = "mars" } }, "Care:Teams:Cloud");
        Names(Good with { Teams = Teams with { Secret = "env:A", Certificate = "file:/b" } }, "Care:Teams: only one");
        Names(Good with { Teams = Teams with { Certificate = "/b" } }, "Care:Teams:Certificate");
        Names(Good with { Teams = Teams with { ManagedIdentity = "us" } }, "Care:Teams:ManagedIdentity");
        Names(Good with { Teams = new() { AppId = "not a guid", Tenant = "t" } }, "Care:Teams:AppId");
        Names(Good with { Teams = new() { AppId = A.Id(1).ToString() } }, "Care:Teams:Tenant");
    }

    [Fact]
    public void Problems_of_accounts_rules_and_clocks_are_named_too()
    {
        Names(Good with { Accounts = [Shop with { Id = "Not An Id" }] }, "Care:Accounts:0:Id");
        Names(Good with { Accounts = [Shop with { Id = "chat" }] }, "Care:Accounts:0:Id");
        Names(Good with { Accounts = [Shop with { Network = "telegraph" }] }, "Care:Accounts:0:Network");
        Names(Good with { Accounts = [Shop with { Brand = "" }] }, "Care:Accounts:0:Brand");
        Names(Good with { Accounts = [Shop with { Secret = null }] }, "Care:Accounts:0:Secret");
        Names(Good with { Accounts = [Shop with { Callback = "javascript:alert(1)" }] }, "Care:Accounts:0:Callback");
        Names(Good with { Accounts = [Shop with { Network = "bluesky" }] }, "Care:Accounts:0:Handle");
        Names(Good with { Accounts = [Shop, Shop] }, "Care:Accounts");
        Names(Good with { Rules = [Outage with { Regex = "(" }] }, "Care:Rules:0:Regex");
        Names(Good with { Rules = [Outage with { Any = [] }] }, "Care:Rules:0");
        Names(Good with { Rules = [Outage with { Name = "" }] }, "Care:Rules:0:Name");
        Names(Good with { Rules = [Outage with { Priority = (Priority)0 }] }, "Care:Rules:0:Priority");
        Names(Good with { Clocks = new() { P1 = 0 } }, "Care:Clocks:P1");
        Names(Good with { Clocks = new() { Nags = [50, 100] } }, "Care:Clocks:Nags");
    }

    [Fact]
    public void A_route_may_alert_nobody()
    {
        using var json = new MemoryStream("""{ "Care": { "Routes": [ { "Name": "care", "Zone": "Europe/Berlin", "Alert": ["none"] }, { "Name": "night", "Zone": "Europe/Berlin", "Alert": ["P1", "P2"] } ] } }"""u8.ToArray());
        var routes = new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("Care").Get<CareSettings>()!.Routes;
        var outage = new Judgement(PostKind.Complaint, Priority.P1, "");
        Assert.Equal((false, true, true), (routes[0].Alerts(outage), routes[1].Alerts(outage with { Priority = Priority.P2 }), Route.Alerts(outage)));
        Assert.False(Route.Alerts(outage with { Kind = PostKind.Praise }));
    }

    [Fact]
    public void Several_problems_are_all_named()
    {
        var problems = SettingsCheck.Problems(Good with { Square = "perhaps", ReopenDays = -1, Routes = [] });
        Assert.Equal(3, problems.Count);
    }

    [Fact]
    public void A_credential_in_plain_text_is_refused_without_being_repeated()
    {
        var refused = Assert.Throws<SettingsException>(() => SettingsFile.Secret("Care:Teams:Secret", "hunter2"));
        Assert.Contains("Care:Teams:Secret", refused.Message);
        Assert.DoesNotContain("hunter2", refused.Message);
        Assert.Throws<SettingsException>(() => SettingsFile.Secret("Care:Teams:Secret", "env:CARE_THIS_IS_NOT_SET"));
        Assert.Throws<SettingsException>(() => SettingsFile.Secret("Care:Teams:Secret", null));
    }

    [Fact]
    public void Every_cloud_that_may_be_named_is_one_we_know()
    {
        Assert.All(SocialCareBot.Chat.Teams.TeamsCloud.All, cloud => Assert.Empty(SettingsCheck.Problems(Good with { Teams = Teams with { Cloud = cloud.Name } })));
        var problem = Assert.Single(SettingsCheck.Problems(Good with { Teams = Teams with { Cloud = "mars" } }));
        Assert.EndsWith($"must be one of {string.Join(", ", SocialCareBot.Chat.Teams.TeamsCloud.All.Select(cloud => cloud.Name))}.", problem, StringComparison.Ordinal);
    }

    private static TeamsFrontSettings Teams { get; } = new() { AppId = A.Id(1).ToString(), Tenant = A.Id(2).ToString() };

    private static PersonSettings Ana { get; } = new() { Name = "Ana Brandt", Role = Role.Agent };

    private static Route Route { get; } = new() { Name = "care", Zone = "Europe/Berlin", Duty = ["Ana Brandt"] };

    private static TriageRule Outage { get; } = new() { Name = "outage", Kind = PostKind.Complaint, Priority = Priority.P1, Any = ["power"] };

    private static AccountSettings Shop { get; } = new() { Id = "shop", Network = "webhook", Brand = "GridCo", Secret = "env:SHOP" };

    private static CareSettings Good { get; } = new() { People = [Ana], Routes = [Route], Accounts = [Shop], Rules = [Outage] };

    [Fact]
    public void Every_problem_of_paging_is_named_by_its_key()
    {
        Names(Good with { People = [Ana with { Email = "ana at home" }] }, "Care:People:0:Email");
        Names(Good with { People = [Ana with { Phone = "030 123" }] }, "Care:People:0:Phone");
        Names(Good with { People = [Ana with { Pages = new Dictionary<string, double> { ["email"] = 0 } }] }, "Care:People:0:Pages: \"email\" is not configured");
        Names(Good with { Paging = new() { Email = Mail with { Security = "some" } } }, "Care:Paging:Email:Security");
        Names(Good with { Paging = new() { Email = Mail with { Security = "none", User = "u", Password = "env:P" } } }, "Care:Paging:Email:Security");
        Names(Good with { Paging = new() { Email = Mail with { Port = 0 } } }, "Care:Paging:Email:Port");
        Names(Good with { Paging = new() { Email = Mail with { From = "care\r\nBcc: x@y" } } }, "Care:Paging:Email:From");
        Names(Good with { Paging = new() { Email = Mail with { User = "u" } } }, "Care:Paging:Email:Password");
        Names(Good with { Paging = new() { Email = Mail with { TimeoutSeconds = 0 } } }, "Care:Paging:Email:TimeoutSeconds");
        Names(Good with { Paging = new() { Webhooks = [new() { Name = "sms", Url = "ftp://x", Secret = "env:S" }] } }, "Care:Paging:Webhooks:0:Url");
        Names(Good with { Paging = new() { Webhooks = [new() { Name = "SMS!", Url = "https://x", Secret = "env:S" }] } }, "Care:Paging:Webhooks:0:Name");
        Names(Good with { Paging = new() { Webhooks = [new() { Name = "sms", Url = "https://x" }] } }, "Care:Paging:Webhooks:0:Secret");
    }

    private static MailSettings Mail { get; } = new() { Host = "smtp.example.com", From = "care@example.com" };

    private static void Names(CareSettings care, string key)
    {
        var problems = SettingsCheck.Problems(care);
        Assert.True(problems.Any(problem => problem.Contains(key, StringComparison.Ordinal)), $"{key} is not named: {string.Join(" | ", problems)}");
    }
}
