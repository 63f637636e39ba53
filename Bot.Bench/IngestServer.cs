using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SocialCareBot.Ports;
using SocialCareBot.Store;
using SocialCareBot.Wiring;

namespace SocialCareBot.Bench;

/// <summary>
/// The server of <see cref="IngestRate"/>, a process of its own so that it can be held to one core: the whole bot with one signed webhook and a chat without rate
/// windows. A line on its input asks for something, a line on its output answers.
/// </summary>
internal sealed class IngestServer(WebApplication bot, BenchFront front, string folder, TimeProvider time)
{
    public const string Account = "shop";
    public const string Secret = "whsec_c29tZSBieXRlcyBmb3IgdGhlIGJlbmNoIGFsb25l";

    /// <summary>Serves until its input ends; its first line is the address for posts.</summary>
    public static async Task<int> Run(TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("care-ingest").FullName;
        var door = $"http://127.0.0.1:{SlackServer.FreePort()}";
        var host = CareHost.Create(Settings(folder, door));
        var front = new BenchFront(time);
        host.Builder.Services.AddSingleton<IChatFront>(front);
        await using (var bot = await House.Build(host, time, CancellationToken.None))
        {
            await bot.Services.GetRequiredService<IWriter>().Run(
                session =>
                {
                    RouteBindings.Bind(session, new RouteBinding("care", BenchFront.FrontName, "bench", "complaints"), null, time.GetUtcNow());
                    return true;
                },
                CancellationToken.None);
            await bot.StartAsync();
            Console.WriteLine($"{door}/webhooks/{Account}");
            await new IngestServer(bot, front, folder, time).Answer();
            await bot.StopAsync();
        }
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private async Task Answer()
    {
        while (await Console.In.ReadLineAsync() is { } asked)
        {
            var number = int.Parse(asked.Split(' ')[1], CultureInfo.InvariantCulture);
            Console.WriteLine(asked.Split(' ')[0] switch
            {
                "raw" => Raw(number),
                _ => await Handed(number),
            });
        }
    }

    /// <summary>So many inserts of a post's size, each with a commit of its own: rate and microseconds of the core.</summary>
    private string Raw(int inserts)
    {
        var file = Path.Combine(folder, $"raw-{time.GetUtcNow().Ticks}.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal; pragma synchronous = full; create table post (id integer primary key, body text not null)";
        command.ExecuteNonQuery();
        command.CommandText = "insert into post (body) values (@body)";
        command.Parameters.AddWithValue("@body", IngestRate.Body(1));
        return $"{SideBySide.OneByOne(inserts, _ => command.ExecuteNonQuery()).PerSecond:F0}";
    }

    /// <summary>Waits until the chat has been handed so many cards; then cases, cards, double cards, and the milliseconds from received to handed: median, 95th and longest of those since the last question.</summary>
    private async Task<string> Handed(int cards)
    {
        var began = Stopwatch.GetTimestamp();
        while (front.Cards < cards && Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(10))
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        var database = bot.Services.GetRequiredService<Database>();
        var handed = front.Take();
        var oldest = handed.Min(card => card.Number);
        var received = database.Read(session => session.Query<(int Number, long At)>("select c.number, p.received_at from cases c join post p on p.case_id = c.id where c.number >= @oldest", new { oldest }))
            .ToDictionary(row => row.Number, row => row.At);
        var waits = handed.Select(card => (double)(card.At.ToUnixTimeMilliseconds() - received[card.Number])).Order().ToList();
        var (posts, cases) = database.Read(session => (session.First<long>("select count(*) from post"), session.First<long>("select count(*) from cases c join post p on p.case_id = c.id")));
        return string.Create(CultureInfo.InvariantCulture, $"{posts} {cases} {front.Cards} {front.Doubles} {waits[waits.Count / 2]} {waits[waits.Count * 95 / 100]} {waits[^1]}");
    }

    private static string[] Settings(string folder, string door)
    {
        Environment.SetEnvironmentVariable("BENCH_SECRET", Secret);
        var file = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(
            file,
            $$"""
            {
              "Logging": { "LogLevel": { "Default": "Error" } },
              "Care": {
                "Public": { "Url": "{{door}}" },
                "Square": "off",
                "Routes": [ { "Name": "care", "Zone": "Europe/Berlin" } ],
                "Accounts": [ { "Id": "{{Account}}", "Network": "webhook", "Brand": "GridCo", "Secret": "env:BENCH_SECRET" } ]
              }
            }
            """);
        return [$"--Care:Settings={file}", $"--urls=http://127.0.0.1:{SlackServer.FreePort()}"];
    }
}

/// <summary>A chat that takes everything at once and remembers when it was handed which case's card.</summary>
internal sealed class BenchFront(TimeProvider time) : IChatFront
{
    public const string FrontName = "bench";

    /// <summary>As numbers, since what the measurement remembers counts as memory of the bot.</summary>
    private readonly HashSet<int> _seen = [];
    private readonly Lock _one = new();
    private readonly ConcurrentQueue<(int Number, DateTimeOffset At)> _handed = [];
    private int _doubles;

    public string Name => FrontName;
    public int Cards => _seen.Count;
    public int Doubles => _doubles;

    public Task<ChatOutcome> Post(ChatPlace place, ChatMessage message, CancellationToken ct)
    {
        if (message is ChatMessage.CaseCard card)
            Take(int.Parse(card.Model.Number[2..], CultureInfo.InvariantCulture));
        return Task.FromResult<ChatOutcome>(new ChatOutcome.Posted($"m{_seen.Count}"));
    }

    public Task<ChatOutcome> Update(ChatPlace place, string reference, ChatMessage message, CancellationToken ct) => Task.FromResult<ChatOutcome>(new ChatOutcome.Posted(reference));

    private void Take(int number)
    {
        lock (_one)
        {
            if (_seen.Add(number))
                _handed.Enqueue((number, time.GetUtcNow()));
            else
                _doubles++;
        }
    }

    /// <summary>What came since the last time.</summary>
    public IReadOnlyList<(int Number, DateTimeOffset At)> Take()
    {
        List<(int Number, DateTimeOffset At)> all = [];
        while (_handed.TryDequeue(out var one))
            all.Add(one);
        return all;
    }
}
