using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Tests.Cases;

/// <summary>What holds for every command in every state.</summary>
public sealed class Deciding_a_case
{
    private static readonly Role[] Roles = [default, Role.Agent, Role.Lead, Role.Manager, Role.Admin];

    public static TheoryData<string> States => [.. Every.State.Keys];

    [Fact]
    public void The_samples_leave_no_kind_out()
    {
        Assert.Equal(Kinds<CaseWish>(), Names(Every.Wish(A.Case(), A.Actor(A.Ana))));
        Assert.Equal(Kinds<CaseFact>(), Names(Every.Fact));
        Assert.Equal(Kinds<CaseEvent>(), Names(Every.Event));
    }

    [Theory, MemberData(nameof(States))]
    public void Facts_are_never_refused(string state)
    {
        var before = Every.State[state];
        foreach (var fact in Every.Fact)
            AssertConsistent(before, before.Decide(fact), fact);
        Assert.All(Every.Fact, fact => Assert.Null(before.Decide(fact).Refusal));
    }

    [Theory, MemberData(nameof(States))]
    public void A_wish_is_granted_or_refused_with_a_reason_whoever_has_it(string state)
    {
        var before = Every.State[state];
        foreach (var wish in from who in new[] { A.Ana, A.Bo, A.Dana } from role in Roles from wish in Every.Wish(before, A.Actor(who, role)) select wish)
        {
            var decision = before.Decide(wish);
            AssertConsistent(before, decision, wish);
            Assert.True(decision.Refusal is null || decision.Events.Count == 0, $"{wish.GetType().Name} is refused and happens");
        }
    }

    [Theory, MemberData(nameof(States))]
    public void Every_event_evolves_and_raises_the_version_by_one(string state)
    {
        var before = Every.State[state];
        foreach (var happened in Every.Event.Where(happened => happened is not CaseEvent.Opened))
        {
            Assert.Equal(before.Version + 1, before.Evolve(happened).Version);
            Assert.NotNull(Outbound.After(happened, before.Evolve(happened)));
        }
    }

    [Theory, MemberData(nameof(States))]
    public void A_case_is_the_same_after_it_was_written_and_read(string state)
    {
        var before = Every.State[state];
        var stored = StoreJson.Write(before);
        var read = StoreJson.Read<Case>(stored);
        Assert.Equal(stored, StoreJson.Write(read));
        Assert.Equal((before.Face, before.Version, before.Pending, before.Owner), (read.Face, read.Version, read.Pending, read.Owner));
    }

    [Fact]
    public void Every_event_is_the_same_after_it_was_written_and_read() => Assert.All(Every.Event, happened =>
    {
        var stored = StoreJson.Write(happened);
        var read = StoreJson.ReadEvent(StoreJson.KindOf(happened), stored);
        Assert.Equal(stored, StoreJson.Write(read!));
    });

    [Theory, MemberData(nameof(States))]
    public void Nothing_keeps_a_clock_running_on_a_resolved_case(string state)
    {
        foreach (var command in Every.Fact.Concat<CaseCommand>(Every.Wish(Every.State[state], A.Actor(A.Ana, Role.Admin))))
        {
            var after = Every.State[state].Decide(command).Events.Aggregate(Every.State[state], (now, happened) => now.Evolve(happened));
            Assert.True(after.Status != CaseStatus.Resolved || after.Clocks.All(clock => !clock.Running), $"{command.GetType().Name} leaves a clock running");
        }
    }

    private static void AssertConsistent(Case before, Decision decision, CaseCommand command)
    {
        var after = decision.Events.Aggregate(before, (now, happened) => now.Evolve(happened));
        Assert.Equal(before.Version + decision.Events.Count, after.Version);
        Assert.All(decision.Events, happened => Assert.Equal(command.At, happened.At));
        Assert.All(decision.Events, happened => Assert.Equal((command as CaseWish)?.By, happened.By));
    }

    private static IEnumerable<string> Kinds<T>() => typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T))).Select(type => type.Name).Order();

    private static IEnumerable<string> Names(IEnumerable<object> samples) => samples.Select(sample => sample.GetType().Name).Order();
}
