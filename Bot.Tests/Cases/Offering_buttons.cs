using SocialCareBot.Cases;

namespace SocialCareBot.Tests.Cases;

/// <summary>What a card offers is what the case would do for somebody who may.</summary>
public sealed class Offering_buttons
{
    private static readonly DateTimeOffset Now = A.Monday9.AddMinutes(5);

    public static TheoryData<string> States => [.. Every.State.Keys];

    [Theory, MemberData(nameof(States))]
    public void Every_button_does_something_for_the_owner_or_a_lead(string state)
    {
        var shown = Every.State[state];
        foreach (var verb in shown.Offers.Where(verb => verb != Verb.Why))
            Assert.True(shown.Decide(Wish(verb, shown, shown.Owner ?? A.Bo)).Refusal is null, $"{verb} is offered and refused: {shown.Decide(Wish(verb, shown, shown.Owner ?? A.Bo)).Refusal}");
    }

    [Fact]
    public void A_case_that_lies_before_a_manager_is_taken_or_sent_back_on_the_managers_card()
    {
        Assert.Null(Every.State["escalated"].Decide(Wish(Verb.Take, Every.State["escalated"], A.Dana)).Refusal);
        Assert.Null(Every.State["escalated"].Decide(Wish(Verb.SendBack, Every.State["escalated"], A.Dana)).Refusal);
    }

    private static CaseWish Wish(Verb verb, Case shown, PersonId who)
    {
        var by = A.Actor(who, verb is Verb.Take or Verb.SendBack ? Role.Manager : Role.Lead);
        return verb switch
        {
            Verb.Claim => new CaseWish.Claim { At = Now, By = by },
            Verb.Reply => A.Reply(shown, who, 7, Now),
            Verb.Escalate => new CaseWish.Escalate { At = Now, By = by, To = A.Bo },
            Verb.Release => new CaseWish.Release { At = Now, By = by },
            Verb.Note => new CaseWish.Note { At = Now, By = by, Body = A.Body(7) },
            Verb.Assign => new CaseWish.Assign { At = Now, By = by, To = A.Dana },
            Verb.Take => new CaseWish.Assign { At = Now, By = by, To = who },
            Verb.Snooze => new CaseWish.Snooze { At = Now, By = by, Until = Now.AddHours(1) },
            Verb.Resolve => new CaseWish.Resolve { At = Now, By = by, Reason = ResolveReason.Fixed },
            Verb.Reclassify => new CaseWish.Reclassify { At = Now, By = by, Kind = PostKind.Question, Priority = Priority.P2 },
            Verb.Undo => new CaseWish.UndoReply { At = Now, By = by },
            Verb.Sent => new CaseWish.MarkReplySent { At = Now, By = by },
            Verb.Retry => new CaseWish.RetryReply { At = Now, By = by },
            Verb.Reopen => new CaseWish.Reopen { At = Now, By = by },
            Verb.SendBack => new CaseWish.SendBack { At = Now, By = by, Body = A.Body(7) },
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "no wish"),
        };
    }
}
