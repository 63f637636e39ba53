using SocialCareBot.Cases;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.EndToEnd.TwoNodes;

/// <summary>
/// The next version of the program is started on a database that this one works on: one migration more, a member more in every case. Both work until the schema says
/// that this one is too old.
/// </summary>
public sealed class An_older_version_beside_a_newer
{
    private const string Variable = "CARE_NEXT";
    private const string Needed = "needs the PostgreSQL of .ci/nodes, and the next version that is built there";
    private const int Old = 0;
    private const int New = 1;

    [FactWhen(Variable, Needed), Fault(32)]
    public async Task Works_on_loses_nothing_of_the_newer_ones_and_stops_once_it_is_too_old()
    {
        await using var world = await PairOfNodes.Start(Environment.GetEnvironmentVariable(Variable));
        var (version, reader) = world.Database.Read(session => session.First<(int, int)>("select version, oldest_reader from schema_version"));
        Assert.Equal((Known + 1, Migrator.OldestReader), (version, reader));
        await world.Post(New, 1);
        await world.Post(Old, 2);
        Assert.Equal((true, false), (BearsTomorrow(world, 1), BearsTomorrow(world, 2)));

        await world.Nodes[New].Kill();
        await Answer(world, Old, 1);
        Assert.True(BearsTomorrow(world, 1));
        await world.Nodes[Old].Kill();
        await world.Start(Old);
        await world.Start(New);
        await world.Post(Old, 3);
        await Answer(world, New, 2);
        await Answer(world, Old, 3);
        Assert.Equal(1, world.Receiver.Answers.Values.Max());

        world.Database.Read(session => session.Execute("update schema_version set oldest_reader = version"));
        Assert.Equal(0, await world.Nodes[Old].Ended());
        Assert.True(world.Nodes[Old].Said("Start the newer program. This one writes nothing more, and stops"), world.Nodes[Old].ToString());
        await world.Post(New, 4);
        await world.Try(Old);
        Assert.Equal((null, 1), (world.Nodes[Old].Desk, await world.Nodes[Old].Ended()));
        Assert.EndsWith($"needs version {version} of the schema or newer, this program knows {Known}. Start the newer program.", world.Nodes[Old].ToString());
        Assert.DoesNotContain('\n', world.Nodes[Old].ToString());
        await world.Nodes[New].Kill();
        await world.Start(New);
    }

    private static async Task Answer(PairOfNodes world, int node, int number)
    {
        await world.Answer(node, number);
        await Patience.Until(() => world.Case(number).Status == CaseStatus.Waiting);
    }

    private static int Known => typeof(Migrator).Assembly.GetManifestResourceNames().Count(name => name.Contains(".Store.Migrations.", StringComparison.Ordinal));

    private static bool BearsTomorrow(PairOfNodes world, int number) =>
        world.Database.Read(session => session.First<string>("select state from cases where number = @number", new { number }))!.Contains("\"tomorrow\":\"a fine day\"", StringComparison.Ordinal);
}
