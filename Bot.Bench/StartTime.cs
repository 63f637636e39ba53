using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialCareBot.Bench;

/// <summary>
/// The bot's program from its start until it says that it is ready, on databases of several sizes, against a web server that does nothing else. The bot is the one
/// beside this program, or one that was published.
/// </summary>
internal sealed class StartTime(IReadOnlyList<int> sizes, string? bot)
{
    private const int Rounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<int> Run()
    {
        List<double> took = [];
        foreach (var cases in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("care-start").FullName;
            Directory.CreateDirectory(Path.Combine(folder, "data"));
            await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), """{ "Logging": { "LogLevel": { "Default": "Warning" } }, "Care": { "Routes": [ { "Name": "care", "Zone": "Europe/Berlin" } ], "Square": "off" } }""");
            await FilledStore.InAnotherProcess(Path.Combine(folder, "data"), cases);
            took.Add(await Measure(folder, cases));
            Directory.Delete(folder, recursive: true);
        }
        foreach (var (cases, milliseconds) in sizes.Zip(took).Skip(1))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} cases take {milliseconds / took[0]:F2} times as long as {sizes[0]}"));
        return 0;
    }

    /// <summary>A web server that answers at once, until it is ended.</summary>
    public static async Task<int> Bare(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Text("ready"));
        await app.RunAsync();
        return 0;
    }

    private async Task<double> Measure(string folder, int cases)
    {
        List<(double Bare, double Bot, long Memory)> rounds = [];
        // The first round brings files into the system's memory and gives the database its policy.
        for (var round = 0; round <= Rounds; round++)
        {
            var (bare, _) = await UntilReady(url => ClickRate.Itself("start-bare", url));
            // After an unclean stop the database would be looked through beside the start.
            File.Delete(Path.Combine(folder, "data", "running"));
            var (ready, memory) = await UntilReady(url => Bot(folder, url));
            if (round > 0)
                rounds.Add((bare, ready, memory));
        }
        var (bareMiddle, botMiddle) = (SideBySide.Median(rounds.Select(round => round.Bare)), SideBySide.Median(rounds.Select(round => round.Bot)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{cases} cases: ready after {botMiddle:F0} ms, a bare web server after {bareMiddle:F0} ms, {botMiddle / bareMiddle:F1} times as long; {rounds.Max(round => round.Memory) / 1_000_000} MB at most"));
        return botMiddle;
    }

    private IEnumerable<string> Bot(string folder, string url)
    {
        var beside = bot ?? Path.Combine(AppContext.BaseDirectory, "SocialCareBot.dll");
        IEnumerable<string> program = Path.GetExtension(beside) == ".dll" ? ["dotnet", beside] : [beside];
        return [.. program, $"--Care:Settings={Path.Combine(folder, "appsettings.json")}", $"--urls={url}"];
    }

    private static async Task<(double Milliseconds, long Memory)> UntilReady(Func<string, IEnumerable<string>> command)
    {
        var url = $"http://127.0.0.1:{SlackServer.FreePort()}";
        var words = command(url).ToList();
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        using var client = new HttpClient();
        while (!await Answers(client, $"{url}/health/ready"))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"{words[0]} did not become ready.");
            await Task.Delay(5);
        }
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        process.Refresh();
        var memory = process.PeakWorkingSet64;
        process.Kill();
        await process.WaitForExitAsync();
        return (took, memory);
    }

    private static async Task<bool> Answers(HttpClient client, string url)
    {
        try
        {
            using var answer = await client.GetAsync(url);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
