using SocialCareBot.Cases;

namespace SocialCareBot.Tests.Cases;

/// <summary>Who may do what: role by verb, allowed and refused.</summary>
public sealed class Passing_the_gate
{
    private static readonly DateTimeOffset Now = A.Monday9.AddMinutes(5);

    /// <summary>Every wish with the lowest role that may have it: on a case of one's own, of nobody, and of somebody else.</summary>
    public static TheoryData<string, Role, Role> Table => new()
    {
        { nameof(CaseWish.Claim), Role.Agent, Role.Agent },
        { nameof(CaseWish.Release), Role.Agent, Role.Lead },
        { "Assign to oneself", Role.Agent, Role.Lead },
        { "Assign to another", Role.Lead, Role.Lead },
        { nameof(CaseWish.Note), Role.Agent, Role.Agent },
        { nameof(CaseWish.Reply), Role.Agent, Role.Agent },
        { nameof(CaseWish.UndoReply), Role.Agent, Role.Lead },
        { nameof(CaseWish.RetryReply), Role.Lead, Role.Lead },
        { nameof(CaseWish.MarkReplySent), Role.Lead, Role.Lead },
        { nameof(CaseWish.Escalate), Role.Agent, Role.Agent },
        { nameof(CaseWish.SendBack), Role.Manager, Role.Manager },
        { nameof(CaseWish.Acknowledge), Role.Agent, Role.Agent },
        { nameof(CaseWish.KeepClaim), Role.Agent, Role.Agent },
        { nameof(CaseWish.DeclinePage), Role.Agent, Role.Agent },
        { nameof(CaseWish.CallForHelp), Role.Agent, Role.Agent },
        { nameof(CaseWish.Snooze), Role.Agent, Role.Agent },
        { nameof(CaseWish.Resolve), Role.Agent, Role.Agent },
        { nameof(CaseWish.Reopen), Role.Agent, Role.Agent },
        { nameof(CaseWish.Reclassify), Role.Agent, Role.Agent },
    };

    [Fact]
    public void The_table_leaves_no_verb_out()
    {
        var wishes = typeof(CaseWish).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(CaseWish))).Select(type => type.Name);
        Assert.Equal(wishes.Order(), Table.Select(row => ((string)row[0]).Split(' ')[0]).Distinct().Order());
    }

    [Theory, MemberData(nameof(Table))]
    public void On_ones_own_case_and_answer(string verb, Role atLeast, Role ofOthers)
    {
        Assert.True(atLeast <= ofOthers);
        AssertNeeds(atLeast, verb, A.CaseWithReply(ReplyStage.Countdown, A.Bo));
    }

    [Theory, MemberData(nameof(Table))]
    public void On_somebody_elses_case_and_answer(string verb, Role ofOwn, Role atLeast)
    {
        Assert.True(ofOwn <= atLeast);
        AssertNeeds(atLeast, verb, A.CaseWithReply(ReplyStage.Countdown, A.Ana));
    }

    [Theory, MemberData(nameof(Table))]
    public void On_a_case_of_nobody(string verb, Role atLeast, Role ofOthers)
    {
        Assert.True(atLeast <= ofOthers);
        AssertNeeds(atLeast, verb, A.Case());
    }

    [Fact]
    public void Whoever_a_case_was_put_before_may_send_it_back_whatever_their_role()
    {
        var escalated = A.Case(A.Ana).After(new CaseWish.Escalate { At = Now, By = A.Actor(A.Ana), To = A.Bo });
        Assert.Null(escalated.Gate(new CaseWish.SendBack { At = Now, By = A.Actor(A.Bo), Body = A.Body() }));
        Assert.Equal(RefusalCode.NeedsRole, escalated.Gate(new CaseWish.SendBack { At = Now, By = A.Actor(A.Ana), Body = A.Body() })?.Code);
    }

    [Fact]
    public void Somebody_who_is_not_on_the_list_may_do_nothing_in_any_state()
    {
        foreach (var (_, state) in Every.State)
            Assert.All(Every.Wish(state, A.Actor(A.Ana, default)), wish => Assert.Equal(RefusalCode.NotListed, state.Decide(wish).Refusal?.Code));
    }

    private static void AssertNeeds(Role atLeast, string verb, Case on)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var refusal = on.Gate(Wish(verb, on, A.Actor(A.Bo, role)));
            if (role >= atLeast)
                Assert.Null(refusal);
            else
                Assert.Equal((RefusalCode.NeedsRole, atLeast), (refusal?.Code, refusal?.Needs));
        }
        Assert.Equal(RefusalCode.NotListed, on.Gate(Wish(verb, on, A.Actor(A.Bo, default)))?.Code);
    }

    private static CaseWish Wish(string verb, Case on, Actor by) => verb switch
    {
        "Assign to oneself" => new CaseWish.Assign { At = Now, By = by, To = by.Id },
        "Assign to another" => new CaseWish.Assign { At = Now, By = by, To = A.Dana },
        _ => Every.Wish(on, by).Single(wish => wish.GetType().Name == verb),
    };
}
