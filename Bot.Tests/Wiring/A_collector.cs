using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SocialCareBot.Desk;
using SocialCareBot.Tests.World;
using SocialCareBot.Wiring;
using WholeHouse = SocialCareBot.Wiring.House;

namespace SocialCareBot.Tests.Wiring;

/// <summary>The bot as somebody sees it who collects its spans and figures over OTLP.</summary>
public sealed class A_collector : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("collector").FullName;

    [Fact]
    public async Task Gets_spans_and_figures_once_its_address_is_set()
    {
        ConcurrentDictionary<string, string> received = new();
        await using var collector = await Collector(received);
        await using var app = await Build(collector.Urls.First());
        var (traces, figures) = (app.Services.GetRequiredService<TracerProvider>(), app.Services.GetRequiredService<MeterProvider>());
        using var bot = await TheBot.Start();
        var post = bot.Post("No power, says Mirabelle");
        await app.Services.GetRequiredService<CaseDesk>().Hear(post, CancellationToken.None);

        Assert.True(traces.ForceFlush(5000));
        Assert.True(figures.ForceFlush(5000));
        Assert.Equal(["/v1/metrics", "/v1/traces"], received.Keys.Order());
        Assert.Contains("hear", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("care.cases", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.All(received.Values, body => Assert.DoesNotContain("Mirabelle", body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gets_nothing_unless_it_is_named()
    {
        await using var app = await Build(null);
        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<WebApplication> Collector(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body, Encoding.Latin1);
            received[context.Request.Path] = await body.ReadToEndAsync();
        });
        await collector.StartAsync();
        return collector;
    }

    private Task<WebApplication> Build(string? otlp)
    {
        var file = Path.Combine(_folder, "care.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { Care = new { Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } }, Telemetry = new { Otlp = otlp } } }));
        return WholeHouse.Build(CareHost.Create([$"--Care:Settings={file}", $"--Care:Data={_folder}", "--urls=http://127.0.0.1:0"]), TimeProvider.System, CancellationToken.None);
    }
}
