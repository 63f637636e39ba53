using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Npgsql;
using SocialCareBot.Cases;
using SocialCareBot.Egress;
using SocialCareBot.Store;
using SocialCareBot.Tests.EndToEnd.Bluesky;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.EndToEnd.TwoNodes;

/// <summary>Two nodes of the bot on one PostgreSQL, a listening service beside them, and everything between them that can break.</summary>
internal sealed class PairOfNodes : IAsyncDisposable
{
    public const string Variable = "CARE_TWO_NODES";
    public const string Needed = "needs the PostgreSQL of .ci/nodes, and a minute or two";

    private readonly TestDatabase _place = TestDatabase.On(TestDatabase.Postgres);
    private readonly string?[] _ids = new string?[2];
    private readonly ShopDoor[] _doors = [new(), new()];

    private readonly string?[] _programs;

    private PairOfNodes(Receiver receiver, string? second)
    {
        _programs = [null, second];
        Receiver = receiver;
        var server = new NpgsqlConnectionStringBuilder(_place.ConnectionString);
        Wire = new StallingProxy(server.Host!, server.Port);
        Database = _place.Open();
    }

    public Receiver Receiver { get; }

    /// <summary>Between both nodes and the server.</summary>
    public StallingProxy Wire { get; }

    /// <summary>Beside both nodes, past the wire.</summary>
    public Database Database { get; }
    public BotProcess[] Nodes { get; } = new BotProcess[2];

    /// <param name="second">The program of the second node; null: that of the first.</param>
    public static async Task<PairOfNodes> Start(string? second = null)
    {
        var world = new PairOfNodes(await Receiver.Open(), second);
        await world.Start(0);
        await world.Start(1);
        return world;
    }

    /// <summary>Starts this node, for the first time or once more.</summary>
    public async Task Start(int node)
    {
        await Try(node);
        Assert.True(Nodes[node].Desk is not null, Nodes[node].ToString());
        _ids[node] = null;
    }

    /// <summary>Starts this node, which may end before it opens its door.</summary>
    public async Task Try(int node)
    {
        var folder = Directory.CreateTempSubdirectory("care-node-").FullName;
        var server = new NpgsqlConnectionStringBuilder(_place.ConnectionString) { Host = "127.0.0.1", Port = Wire.Port };
        Nodes[node] = await BotProcess.Start(
            folder,
            Settings(_doors[node].Address),
            new Dictionary<string, string?> { ["CARE_E2E_POSTGRES"] = server.ToString(), ["CARE_E2E_SECRET"] = ShopDoor.Secret },
            _programs[node]);
    }

    /// <summary>Which node has the turn at the relay; null while none has.</summary>
    public int? Leader()
    {
        var holder = Database.Read(session => session.First<string>("select holder from lease where name = 'turn relay' and until_at > extract(epoch from clock_timestamp()) * 1000"));
        for (var node = 0; node < Nodes.Length; node++)
        {
            if (holder is not null && (_ids[node] ??= Nodes[node].Said(holder) ? holder : null) == holder)
                return node;
        }
        return null;
    }

    /// <summary>A complaint, signed, at this node's public door.</summary>
    public async Task Post(int node, int number) => Assert.True(await _doors[node].Post(number));

    /// <summary>The case's answer, written at this node; returns how long it took from Send until it stood at the other end.</summary>
    public async Task<TimeSpan> Answer(int node, int number)
    {
        var (about, known) = (Case(number), Receiver.Answers.Count);
        await BlueskyBot.Answer(Nodes[node].Desk!, about, $"The crew is on its way, {number}.");
        var began = Stopwatch.GetTimestamp();
        await Patience.Until(() => Receiver.Answers.Count > known);
        return Stopwatch.GetElapsedTime(began);
    }

    public Case Case(int number) => Database.Read(session => CaseStore.Look(session, number)) ?? throw new InvalidOperationException($"There is no C-{number}.");

    public IReadOnlyList<CaseEvent> Log(int number) => [.. Database.Read(session => CaseLog.Of(session, Case(number).Id)).Select(line => line.Event).OfType<CaseEvent>()];

    public async ValueTask DisposeAsync()
    {
        Wire.Flow();
        foreach (var node in Nodes.Where(node => node is not null))
            await node.DisposeAsync();
        Wire.Dispose();
        await Receiver.DisposeAsync();
        foreach (var door in _doors)
            door.Dispose();
        _place.Dispose();
    }

    private string Settings(Uri door) => JsonSerializer.Serialize(new
    {
        Care = new
        {
            Postgres = "env:CARE_E2E_POSTGRES",
            CountdownSeconds = 0,
            Public = new { Url = door.GetLeftPart(UriPartial.Authority), AllowedPrivateHosts = new[] { "127.0.0.1" } },
            Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } },
            Rules = new[] { new { Name = "outage", Kind = "Complaint", Priority = "P1", Any = new[] { "power" } } },
            Accounts = new[] { new { Id = "shop", Network = "webhook", Brand = "GridCo", Secret = "env:CARE_E2E_SECRET", Callback = Receiver.Address.ToString() } },
            Policy = new
            {
                Targets = new[] { new { Clock = "FirstResponse", Within = "1 min" } },
                Reminders = new[] { new { Before = new[] { 20, 40, 60, 80 }.Select(percent => new { Percent = percent }) } },
            },
        },
    });
}
