using SocialCareBot.Bench;

// Benchmarks and campaigns; never part of the test run.
return args switch
{
    ["kill-child", var folder, var from] => await KillChild.Run(folder, int.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeProvider.System, Console.OpenStandardOutput()),
    ["kill", var kills] => await new KillCampaign(TimeProvider.System, new Random(20261123), Console.Out).Run(int.Parse(kills, System.Globalization.CultureInfo.InvariantCulture)),
    ["lock", var seconds] => await LockedStore.Run(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture), TimeProvider.System),
    ["click", var clicks] => await ClickRate.Run(int.Parse(clicks, System.Globalization.CultureInfo.InvariantCulture), TimeProvider.System),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("kill N: N deaths of a process that writes cases. lock S: the database locked for S seconds. click N: rate of N durable claims against a bare endpoint.");
    return 2;
}
