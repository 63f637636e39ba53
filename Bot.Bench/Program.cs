using System.Globalization;
using SocialCareBot.Bench;

// Benchmarks and campaigns; never part of the test run.
return args switch
{
    ["kill-child", var folder, var from] => await KillChild.Run(folder, Number(from), TimeProvider.System, Console.OpenStandardOutput()),
    ["sweep-child", var folder, var from, var life] => await SweepChild.Run(folder, long.Parse(from, CultureInfo.InvariantCulture), Number(life), TimeProvider.System, Console.OpenStandardOutput()),
    ["click-server", var cases] => await ClickServer.Run(Number(cases), TimeProvider.System),
    ["slack-server", var cases] => await SlackServer.Run(Number(cases), TimeProvider.System),
    ["fill", var folder, var cases] => await FilledStore.Fill(folder, Number(cases), TimeProvider.System),
    ["kill", var kills] => await Kill(kills, (folder, _) => new WritingVictim(folder)),
    ["kill", var kills, "--sweep"] => await Kill(kills, (folder, number) => new SweepingVictim(folder, new Random(number))),
    ["pages", var interleavings] => await Pages(Number(interleavings)),
    ["loris", var connections] => await new Loris(Number(connections), TimeProvider.System).Run(),
    ["storm-server", var cases] => await StormServer.Run(Number(cases), TimeProvider.System),
    ["storm", var posts] => await new Storm(Number(posts), TimeProvider.System).Run(),
    ["sync", var turns] => await SyncedAnswers.Run(Number(turns)),
    ["sync-child", var folder, var turns] => await SyncedAnswers.Child(folder, Number(turns), TimeProvider.System),
    ["lock", var seconds] => await LockedStore.Run(Number(seconds), TimeProvider.System),
    ["click", var clicks] => await new ClickRate(Number(clicks), 16).Run(),
    ["click", var clicks, "--burst", var atOnce] => await new ClickRate(Number(clicks), Number(atOnce)).RunBursts(),
    ["click", var clicks, "--slack", var bolt] => await new SlackRate(Number(clicks), bolt, TimeProvider.System).Run(),
    ["teams-server", var cases] => await TeamsServer.Run(Number(cases), TimeProvider.System),
    ["click", var clicks, "--teams"] => await new TeamsRate(Number(clicks)).Run(),
    ["sweep", var clocks] => await new SweepRate(Number(clocks), TimeProvider.System).Run(),
    ["store", var writes] => await new StoreRate(Number(writes), TimeProvider.System).Run(),
    ["lookup", .. { Length: > 0 } sizes] => await new LookupRate([.. sizes.Select(Number)]).Run(),
    ["render", var cards] => await new RenderRate(Number(cards), TimeProvider.System).Run(),
    ["start", "--bot", var bot, .. { Length: > 0 } sizes] => await new StartTime([.. sizes.Select(Number)], bot).Run(),
    ["start", .. { Length: > 0 } sizes] => await new StartTime([.. sizes.Select(Number)], null).Run(),
    ["start-bare", var url] => await StartTime.Bare(url),
    ["ingest-server"] => await IngestServer.Run(TimeProvider.System),
    ["ingest", var posts] => await new IngestRate(Number(posts), TimeProvider.System).Run(),
    ["ingest", var posts, "--rate", var perSecond] => await new IngestRate(Number(posts), TimeProvider.System).Run(Number(perSecond)),
    ["year", var cases] => new SimulatedYear(Number(cases), new Random(20261123)).Run(),
    ["year", var cases, "--week"] => await new RealWeek(Number(cases), new Random(20261123)).Run(),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static Task<int> Kill(string kills, Func<string, int, IVictim> victim) => new KillCampaign(TimeProvider.System, new Random(20261123), Console.Out, victim).Run(Number(kills));

static async Task<int> Pages(int interleavings)
{
    var folder = Directory.CreateTempSubdirectory("care-pages");
    try
    {
        using var campaign = new PageCampaign(folder.FullName, new Random(20261123));
        await campaign.Run(interleavings);
        var (calls, late) = campaign.Seen;
        Console.WriteLine($"{interleavings} interleavings, {calls} calls begun, {late} of them after an acknowledgement had committed");
        return calls > 0 && late == 0 ? 0 : 1;
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

static int Usage()
{
    Console.Error.WriteLine(
        """
        kill N              N deaths of a process that writes cases
        kill N --sweep      N deaths of one for which clocks fall due meanwhile, on a fast clock
        pages N             N interleavings of calls that come due, acknowledgements, rounds and deaths
        sync N              N acknowledgements, seen by strace: none leaves before the log was synced
        lock S              the database locked for S seconds
        storm N             N posts at once, and presses in Slack meanwhile
        loris N             N connections that never finish a request, and posts beside them
        click N             rate of N durable claims, 16 connections, against a bare endpoint
        click N --burst M   N claims in bursts of M that leave at the same moment
        click N --teams     N presses of Claim as Teams sends them, against an endpoint that only checks their token
        click N --slack DIR N signed presses in Slack, against Slack's own receiver: DIR holds bolt.mjs of this folder and the package @slack/bolt
        sweep N             N open clocks: what a look costs when nothing is due, and how late instants are decided
        store N             N durable writes by 1, 8 and 64 writers, on SQLite and on the PostgreSQL of CARE_POSTGRES, against a commit per write
        lookup N [M ...]    cases found by number among N, then among M, against SQLite alone
        render N            N cards drawn and written, against writing one drawn before
        ingest N            N signed posts at once, each a case and a card, against durable inserts alone
        ingest N --rate R   the same, R a second
        start N [M ...]     from the start of the program until it is ready, with N cases, then with M; before N: --bot FILE, a published one
        year N              a year of a team in three zones, N cases, through the pure core
        year N --week       the same, and one week of it through the desk and the store, compared with it row by row
        """);
    return 2;
}
