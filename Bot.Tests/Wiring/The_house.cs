using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using SocialCareBot.Ports;
using SocialCareBot.Settings;
using SocialCareBot.Wiring;
using WholeHouse = SocialCareBot.Wiring.House;

namespace SocialCareBot.Tests.Wiring;

public sealed class The_house : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("house").FullName;

    [Fact]
    public async Task Stands_with_every_network_and_front_and_can_run_each_of_its_chores()
    {
        var secret = Path.Combine(_folder, "secret");
        await File.WriteAllTextAsync(secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        await using var app = await Build(new
        {
            Square = "on",
            Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } },
            Accounts = new object[]
            {
                new { Id = "sky", Network = "bluesky", Brand = "GridCo", Handle = "gridco.test", Secret = $"file:{secret}" },
                new { Id = "shop", Network = "webhook", Brand = "GridCo", Secret = $"file:{secret}" },
            },
            Teams = new { AppId = "22222222-2222-4222-8222-222222222222", Tenant = "11111111-1111-4111-8111-111111111111", Secret = $"file:{secret}" },
        });
        Assert.Equal(["chat", "shop", "sky", "square"], app.Services.GetServices<INetwork>().Select(network => network.Account).Order());
        Assert.Equal(3, app.Services.GetServices<ISource>().Count());
        Assert.Equal("teams", Assert.Single(app.Services.GetServices<IChatFront>()).Name);
        foreach (var chore in typeof(WholeHouse).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IJob)) && !type.IsAbstract))
            Assert.NotNull(ActivatorUtilities.CreateInstance(app.Services, chore));
    }

    [Fact]
    public async Task Stands_with_the_settings_of_the_repository()
    {
        var host = CareHost.Create([$"--Care:Data={_folder}"]);
        await using var app = await WholeHouse.Build(host, TimeProvider.System, CancellationToken.None);
        Assert.Equal(["chat", "square"], app.Services.GetServices<INetwork>().Select(network => network.Account).Order());
    }

    [Fact]
    public void Does_not_stand_with_a_wrong_setting_and_names_file_key_and_reason()
    {
        var wrong = Assert.Throws<SettingsException>(() => Host(new { Square = "maybe", Routes = new[] { new { Name = "care", Zone = "Mars/Olympus" } } }));
        Assert.Contains("Care:Square: \"maybe\" must be one of auto, on, off.", wrong.Message);
        Assert.Contains("Care:Routes:0:Zone: \"Mars/Olympus\" is not a time zone.", wrong.Message);
        Assert.Contains(Path.Combine(_folder, "care.json"), wrong.Message);
    }

    [Fact]
    public async Task Does_not_stand_with_a_secret_written_out()
    {
        var wrong = await Assert.ThrowsAsync<SettingsException>(() => Build(new
        {
            Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } },
            Accounts = new[] { new { Id = "sky", Network = "bluesky", Brand = "GridCo", Handle = "gridco.test", Secret = "hunter2" } },
        }));
        Assert.Contains("Care:Accounts:0:Secret", wrong.Message);
        Assert.DoesNotContain("hunter2", wrong.Message);
    }

    [Fact]
    public async Task Does_not_stand_with_a_connection_string_of_another_form_and_does_not_print_it()
    {
        var secret = Path.Combine(_folder, "secret");
        await File.WriteAllTextAsync(secret, "postgres://care:hunter2@db.example/care?sslmode=require");
        var wrong = await Assert.ThrowsAsync<SettingsException>(() => Build(new { Postgres = $"file:{secret}", Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } } }));
        Assert.Contains("Care:Postgres", wrong.Message);
        Assert.DoesNotContain("hunter2", wrong.ToString());
    }

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(_folder))
            File.Delete(file);
        Directory.Delete(_folder, recursive: true);
    }

    private Task<WebApplication> Build(object care) => WholeHouse.Build(Host(care), TimeProvider.System, CancellationToken.None);

    private CareHost Host(object care)
    {
        var file = Path.Combine(_folder, "care.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { Care = care }));
        return CareHost.Create([$"--Care:Settings={file}", $"--Care:Data={_folder}", "--urls=http://127.0.0.1:0"]);
    }
}
