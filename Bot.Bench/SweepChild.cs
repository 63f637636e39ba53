using System.Globalization;
using System.Text;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>
/// Desk, sweep and store on a clock that runs very fast, until somebody kills them: cases are opened, claimed, acknowledged, handed back and resolved while the sweep
/// decides what falls due. Told is what was acknowledged, and each look of the sweep beside which nothing else went on: whatever was due when it began is decided when it ends.
/// </summary>
internal sealed class SweepChild(BenchDesk desk, Stream told, Random chance)
{
    private const int Speed = 3_600;
    private const int Fresh = 6;
    private const int Acts = 4;
    private int _cases;

    /// <summary>Goes on from this instant, or from the last that stands in the file; never ends by itself.</summary>
    public static async Task<int> Run(string folder, long from, int life, TimeProvider time, Stream told)
    {
        var last = File.Exists(BenchDesk.FileIn(folder)) ? Last(Database.Sqlite(BenchDesk.FileIn(folder))) : 0;
        using var desk = new BenchDesk(folder, new FastTime(time, Instants.Of(Math.Max(from, last)), Speed), SweepTeam.Rules);
        await SweepTeam.Settle(desk);
        var child = new SweepChild(desk, told, new Random(life)) { _cases = desk.Database.Read(session => session.First<int>("select count(*) from cases")) };
        // Its life is counted from its first word: every second one is killed in its first look at what fell due meanwhile, the others when it has come up to speed.
        if (life % 2 == 0)
            await child.Look();
        await Task.WhenAll(Enumerable.Range(0, Fresh).Select(_ => child.Open()));
        while (true)
        {
            await Task.WhenAll([desk.Sweep.Once(CancellationToken.None), .. Enumerable.Range(0, Acts).Select(_ => child.Act())]);
            await child.Look();
        }
    }

    private static long Last(Database database) => database.Read(session =>
        session.First<long>("select count(*) from sqlite_master where name = 'cases'") == 0 ? 0 : session.First<long?>("select max(updated_at) from cases") ?? 0);

    private async Task Open()
    {
        var number = ++_cases;
        var at = desk.Time.Now();
        var post = desk.Post(number) with { Text = $"No power, {(Priority)chance.Next(1, 5)}.", PostedAt = at - (TimeSpan.FromHours(1) * chance.NextDouble()) };
        await desk.Desk.Hear(post, CancellationToken.None);
        Tell($"{number} Opened");
    }

    private async Task Act()
    {
        var number = chance.Next(1, _cases + 1);
        var by = new Actor(desk.Facts.People.All[chance.Next(desk.Facts.People.All.Count)].Id, Role.Lead, "bench");
        var at = desk.Time.Now();
        CaseWish wish = chance.Next(8) switch
        {
            0 => new CaseWish.Resolve { At = at, By = by, Reason = ResolveReason.Fixed },
            1 => new CaseWish.Release { At = at, By = by },
            2 or 3 => new CaseWish.Acknowledge { At = at, By = by },
            _ => new CaseWish.Claim { At = at, By = by },
        };
        if (await desk.Desk.Handle(desk.CaseOf(number), wish, With.Nothing, CancellationToken.None) is DeskAnswer.Done done)
        {
            foreach (var happened in done.Events)
                Tell($"{number} {StoreJson.KindOf(happened)} {happened.At.Ms()}");
        }
    }

    private async Task Look()
    {
        var begin = desk.Time.Now();
        await desk.Sweep.Once(CancellationToken.None);
        Tell($"looked {begin.Ms()} {desk.Time.Now().Ms()}");
    }

    private void Tell(FormattableString line)
    {
        lock (told)
            told.Write(Encoding.ASCII.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\n"));
    }
}
