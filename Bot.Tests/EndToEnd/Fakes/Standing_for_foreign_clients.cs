using System.Globalization;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.EndToEnd.Fakes;

/// <summary>The fakes as programs of their own: clients that are not ours use them, and judge them by that (.ci/slack, .ci/teams).</summary>
public sealed class Standing_for_foreign_clients
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    [FactWhen("CARE_SLACK_FAKE_PORT", ".ci/slack starts Slack's own clients, and this for them")]
    public async Task A_Slack_stands_until_it_is_told_to_stop()
    {
        await using var slack = await FakeSlack.Start(TimeProvider.System, Port("CARE_SLACK_FAKE_PORT"));
        slack.Scopes.UnionWith(["usergroups:read", "users:read.email"]);
        using var remote = new RemoteSlack(slack);
        await using var door = await RemoteDoor.Open(Port("CARE_SLACK_REMOTE_PORT"), remote.Do);
        await door.Stopped.WaitAsync(Longest);
        Assert.Empty(slack.Unexpected);
    }

    [FactWhen("CARE_TEAMS_REMOTE_PORT", ".ci/teams starts Microsoft's own client, and this for it")]
    public async Task A_Teams_stands_until_it_is_told_to_stop()
    {
        await using var teams = await FakeTeams.Start(TimeProvider.System);
        var remote = new RemoteTeams(teams);
        await using var door = await RemoteDoor.Open(Port("CARE_TEAMS_REMOTE_PORT"), remote.Do);
        await door.Stopped.WaitAsync(Longest);
        Assert.Empty(teams.Unexpected);
    }

    private static int Port(string variable) => int.Parse(Environment.GetEnvironmentVariable(variable)!, CultureInfo.InvariantCulture);
}
