using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Sla;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;
using CareRoute = SocialCareBot.Triage.Route;

namespace SocialCareBot.Tests.Paging;

/// <summary>An urgent case calls whoever is on duty on all their ways, each at its time, until somebody acknowledges.</summary>
public sealed class Calling_people
{
    private const string Gateway = "webhook/sms";
    private readonly FakePager _email = new(PageRules.Email);
    private readonly FakePager _sms = new(Gateway);

    [Fact]
    public async Task Mail_goes_at_once_and_the_gateway_calls_two_minutes_later()
    {
        using var bot = await Start();
        bot.Post();
        await bot.Tick();
        var mail = Assert.Single(_email.Calls);
        Assert.Equal(("ana@example.com", "Ana Brandt", "C-1", Priority.P1), (mail.To, mail.Name, mail.Case, mail.Priority));
        Assert.Equal("P1 · Complaint · Mira K on Fakebook, 12.4k followers. Acknowledge by 10:05 or you are called again.", mail.Subject);
        Assert.Contains("> No power since six", mail.Text, StringComparison.Ordinal);
        Assert.Contains("write \"ack C-1\" to the bot", mail.Text, StringComparison.Ordinal);
        Assert.Empty(_sms.Calls);
        await bot.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("+4930123", Assert.Single(_sms.Calls).To);
        Assert.DoesNotContain("No power", _sms.Calls[0].Subject, StringComparison.Ordinal);
        Assert.Single(_email.Calls);
    }

    [Theory, InlineData(CardVerbs.Acknowledge), InlineData(CardVerbs.Claim), InlineData(CardVerbs.Resolve)]
    public async Task Whoever_acts_cancels_every_call_that_has_not_left(string verb)
    {
        using var bot = await Start();
        bot.Post();
        await bot.Tick();
        await bot.Click(verb, bot.Bo, 1, (InputNames.ResolveReason, "fixed"));
        Assert.Equal([PageState.Cancelled, PageState.Sent], Rows(bot).Select(row => row.State).Order(Comparer<PageState>.Create((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()))));
        await bot.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(_sms.Calls);
    }

    [Fact]
    public async Task Every_event_that_ends_an_alert_cancels_its_calls()
    {
        using var bot = await Start();
        bot.Post();
        await bot.Tick();
        var open = bot.Case(1);
        Assert.All(
            Cases.Every.Event.Where(happened => happened is not CaseEvent.Opened).Select(happened => (happened, now: open.Evolve(happened))).Where(after => after.now.Alert is not { Over: false } || !after.now.IsOpen),
            after => Assert.Contains(new Outbound.CancelPages(), Outbound.After(after.happened, after.now)));
    }

    [Fact]
    public async Task Rounds_call_again_and_further_up_until_somebody_acknowledges()
    {
        using var bot = await Start();
        bot.Post();
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["Ana Brandt", "Ana Brandt"], _email.Calls.Select(call => call.Name));
        Assert.EndsWith("Acknowledge by 10:10 or Bo Lindqvist is called.", _email.Calls[1].Subject, StringComparison.Ordinal);
        Assert.NotEqual(_email.Calls[0].Id, _email.Calls[1].Id);
        await bot.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("Bo Lindqvist", _email.Calls[2].Name);
        Assert.Equal(3, Alerts(bot).Count);
        Assert.All(Alerts(bot), copy => Assert.Null(copy.Outcome));
        await bot.Click(CardVerbs.Acknowledge, bot.Bo);
        await bot.Advance(TimeSpan.FromSeconds(3));
        Assert.All(Alerts(bot), copy => Assert.Equal(("Acknowledged by Bo Lindqvist 10:10", 0), (copy.Outcome, copy.Buttons.Count)));
    }

    [Fact]
    public async Task Not_me_calls_the_next_at_once_and_leaves_the_other_in_peace()
    {
        using var bot = await Start();
        bot.Post();
        await bot.Tick();
        Assert.Equal([CardVerbs.Acknowledge, CardVerbs.NotMe, CardVerbs.Help], Alerts(bot).Single().Buttons.Select(button => button.Verb));
        Assert.True((await bot.Click(CardVerbs.NotMe, bot.Ana)).Accepted);
        await bot.Tick();
        Assert.Equal(["Ana Brandt", "Bo Lindqvist"], _email.Calls.Select(call => call.Name));
        await bot.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("Bo Lindqvist", Assert.Single(_sms.Calls).Name);
    }

    [Fact]
    public async Task Help_reaches_the_next_though_somebody_has_acknowledged()
    {
        using var bot = await Start();
        bot.Post();
        await bot.Tick();
        await bot.Click(CardVerbs.Acknowledge, bot.Ana);
        await bot.Click(CardVerbs.Help, bot.Ana);
        await bot.Tick();
        Assert.Equal("Ana Brandt calls for help. P1 · Complaint · Mira K on Fakebook, 12.4k followers.", _email.Calls[^1].Subject);
        Assert.Equal("Bo Lindqvist", _email.Calls[^1].Name);
        var helping = Assert.Single(Alerts(bot), copy => copy.Outcome is null);
        Assert.Equal([CardVerbs.Claim, CardVerbs.Help], helping.Buttons.Select(button => button.Verb));
        await bot.Click(CardVerbs.Claim, bot.Bo);
        await bot.Advance(TimeSpan.FromMinutes(3));
        Assert.Empty(_sms.Calls);
        Assert.All(Alerts(bot), copy => Assert.NotNull(copy.Outcome));
    }

    [Fact]
    public async Task What_was_surely_not_sent_is_tried_again_and_what_is_unclear_under_the_same_id()
    {
        using var bot = await Start();
        _email.Next.Enqueue(new PageOutcome.Retry("come again"));
        _email.Next.Enqueue(new PageOutcome.Unclear("it broke"));
        bot.Post();
        await bot.Advance(TimeSpan.FromSeconds(70));
        Assert.Equal(3, _email.Calls.Count);
        Assert.Single(_email.Calls.Select(call => call.Id).Distinct());
        Assert.Contains(Rows(bot), row => row is { Way: PageRules.Email, State: PageState.Sent, Attempt: 3 });
    }

    [Fact]
    public async Task A_fault_of_ours_in_the_middle_of_a_call_is_not_its_end()
    {
        using var bot = await Start();
        var calls = 0;
        _email.During = _ => ++calls == 1 ? throw new InvalidOperationException("ours") : Task.CompletedTask;
        bot.Post();
        await bot.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(2, _email.Calls.Count);
    }

    [Fact]
    public async Task Who_cannot_be_called_on_one_way_is_told_on_another_and_the_log_says_so()
    {
        using var bot = await Start();
        _email.Next.Enqueue(new PageOutcome.Refused("no such mailbox."));
        bot.Post();
        await bot.Tick();
        Assert.Contains(Log(bot), line => line is CaseEvent.Unreached { Front: PageRules.Email, Reason: "no such mailbox", Instead: not null });
    }

    [Fact]
    public async Task A_process_that_died_while_sending_sends_once_more_under_the_same_id_but_not_after_an_acknowledgement()
    {
        var bot = await Start();
        var calls = 0;
        _email.During = _ => ++calls == 1 ? throw new OperationCanceledException() : Task.CompletedTask;
        bot.Post();
        await bot.Tick();
        using var again = await bot.Restart();
        await again.Tick();
        Assert.Equal(2, _email.Calls.Count);
        Assert.Single(_email.Calls.Select(call => call.Id).Distinct());
    }

    [Fact]
    public async Task A_chat_alert_that_waits_is_not_posted_after_an_acknowledgement()
    {
        using var bot = await Start();
        var database = bot.Database;
        bot.Post();
        await bot.Listener.Once(bot.Network, CancellationToken.None, now: true);
        var alert = Assert.Single(database.Read(session => Messages.Due(session, bot.Time.GetUtcNow(), 50)), row => row.Purpose == MessagePurpose.Alert);
        await bot.Click(CardVerbs.Acknowledge, bot.Ana);
        var begun = await new MessageLedger(bot.Writer, bot.Desk, bot.Time).Begin(alert, new Turn(Turns.Relay, "me", null));
        Assert.Equal(MessageState.Dead, begun.State);
    }

    [Fact]
    public async Task A_step_of_the_ladder_calls_a_gateway_by_itself_until_somebody_has_the_case()
    {
        using var bot = await Start(Climbing);
        bot.Post();
        await bot.Advance(TimeSpan.FromMinutes(29));
        await bot.Click(CardVerbs.Acknowledge, bot.Ana);
        await bot.Advance(TimeSpan.FromMinutes(2));
        var call = Assert.Single(_sms.Calls, call => call.To is null);
        Assert.Equal((null, "C-1", 1), (call.Name, call.Case, call.Round));
        Assert.EndsWith("It is late, and this is step 1 of its ladder.", call.Subject);
        await bot.Click(CardVerbs.Claim, bot.Ana);
        await bot.Advance(TimeSpan.FromMinutes(20));
        Assert.Single(_sms.Calls, one => one.To is null);
    }

    [Fact]
    public async Task A_gateway_that_refuses_a_step_stands_in_the_cases_log()
    {
        using var bot = await Start(Climbing);
        bot.Post();
        await bot.Advance(TimeSpan.FromMinutes(29));
        await bot.Click(CardVerbs.Acknowledge, bot.Ana);
        _sms.Next.Enqueue(new PageOutcome.Refused("the gateway answered 404"));
        await bot.Advance(TimeSpan.FromMinutes(2));
        var failed = Assert.Single(Log(bot).OfType<CaseEvent.GatewayFailed>());
        Assert.Equal(("sms", "the gateway answered 404"), (failed.Gateway, failed.Reason));
    }

    private static SlaPolicy Climbing { get; } = A.Policy with
    {
        OnBreach = new Dictionary<ClockKind, IReadOnlyList<BreachAction>> { [ClockKind.FirstResponse] = [BreachAction.Ladder] },
        Ladders = [new Ladder { Name = "late", Steps = [new LadderRung { Targets = ["webhook:sms"] }, new LadderRung { After = TimeSpan.FromMinutes(10), Targets = ["webhook:sms"] }] }],
    };

    private async Task<TheBot> Start(SlaPolicy? policy = null)
    {
        CareRoute care = TheBot.Rules.Routes[0] with { Duty = ["Ana Brandt"], Alert = ["P1"] };
        var bot = await TheBot.Start(rules: TheBot.Rules with
        {
            Routes = [care, .. TheBot.Rules.Routes.Skip(1)],
            Policy = policy ?? TheBot.Rules.Policy,
            Pages = new PageRules
            {
                Usual = [new(PageRules.Chat, TimeSpan.Zero), new(PageRules.Email, TimeSpan.Zero), new(Gateway, TimeSpan.FromMinutes(2))],
                People = new Dictionary<string, PagePerson>
                {
                    ["Ana Brandt"] = new() { Email = "ana@example.com", Phone = "+4930123" },
                    ["Bo Lindqvist"] = new() { Email = "bo@example.com", Phone = "+4930124" },
                },
            },
        });
        (bot.Pagers[_email.Name], bot.Pagers[_sms.Name]) = (_email, _sms);
        return bot;
    }

    private static IReadOnlyList<PageRow> Rows(TheBot bot) => bot.Database.Read(session => Pages.Of(session, bot.Case(1).Id));

    private static IReadOnlyList<AlertModel> Alerts(TheBot bot) => [.. bot.Chat.Entries.Select(entry => entry.Shown).OfType<ChatMessage.Alert>().Select(alert => alert.Model)];

    private static IEnumerable<CaseEvent> Log(TheBot bot) => bot.Log(1).Select(line => line.Event).OfType<CaseEvent>();
}
