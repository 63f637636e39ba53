using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>Who acts comes from the verified envelope, what a case is from the store; whatever else a client puts into a press is not looked at.</summary>
public sealed class Believing_nothing_a_client_says : IAsyncLifetime
{
    private TeamsCare _care = null!;

    public async Task InitializeAsync() => _care = await TeamsCare.Start();

    public Task DisposeAsync() => _care.DisposeAsync().AsTask();

    [Fact]
    public async Task Roles_owners_and_tokens_in_a_press_change_nothing()
    {
        var number = await _care.Heard("p1");
        var dana = _care.Actor(_care.Dana).Id;
        var more = new { by = dana.ToString(), actor = dana.ToString(), person = dana.ToString(), aadObjectId = _care.Dana.AadObjectId, role = "Admin", roles = new[] { "Admin" }, owner = dana.ToString(), token = 99, status = "Resolved", priority = "P4" };
        Assert.Equal(200, (await _care.Press(_care.Ana, number, CardVerbs.Claim, more)).Status);
        var claimed = _care.Bot.Case(number);
        Assert.Equal((_care.Actor(_care.Ana).Id, CaseStatus.Claimed, Priority.P1), (claimed.Owner, claimed.Status, claimed.Judgement.Priority));
        Assert.NotEqual(99, claimed.Token);
        await _care.Press(_care.Ben, number, CardVerbs.Release, more);
        Assert.Equal(claimed.Version, _care.Bot.Case(number).Version);
    }

    [Fact]
    public async Task Somebody_without_a_name_is_known_by_the_id_and_may_act()
    {
        var number = await _care.Heard("p1");
        var nameless = _care.Una with { Name = "" };
        Assert.Equal(200, (await _care.Press(nameless, number, CardVerbs.Claim)).Status);
        Assert.NotNull(_care.Bot.Case(number).Owner);
    }
}
