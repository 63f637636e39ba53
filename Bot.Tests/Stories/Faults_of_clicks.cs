using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Stories;

/// <summary>Pressed twice, pressed late, pressed on an old copy: one effect, and a sentence that is true.</summary>
public sealed class Faults_of_clicks
{
    [Fact, Fault(26)]
    public async Task A_double_click_and_a_click_on_an_old_card_have_no_second_effect()
    {
        using var bot = await Asked();
        var old = bot.Case(1);
        var press = new Press { Case = old.Id, Verb = CardVerbs.Claim, ShownVersion = old.Version, By = bot.Ana };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bot.Press.Handle(press, CancellationToken.None)));
        Assert.All(answers, answer => Assert.Equal((true, 2), (answer.Accepted, answer.Now!.Version)));
        var stale = await bot.Press.Handle(press with { By = bot.Bo }, CancellationToken.None);
        Assert.Equal((false, bot.Ana.Id), (stale.Accepted, stale.Now!.Owner!.Value));
        Assert.Contains("Ana Brandt has this one", stale.Sentence);
    }

    [Fact, Fault(26)]
    public async Task Two_different_notes_from_one_copy_of_the_card_are_both_kept()
    {
        using var bot = await Asked();
        var old = bot.Case(1);
        foreach (var note in new[] { "She rang too.", "She rang too.", "Her number is known." })
        {
            var press = new Press { Case = old.Id, Verb = CardVerbs.Note, ShownVersion = old.Version, By = bot.Ana, Inputs = new Dictionary<string, string> { [InputNames.Note] = note } };
            Assert.True((await bot.Press.Handle(press, CancellationToken.None)).Accepted);
        }
        Assert.Equal(2, bot.Log(1).Count(line => line.Event is CaseEvent.Noted));
    }

    [Fact, Fault(26)]
    public async Task A_send_from_a_form_that_was_used_and_taken_back_says_that_nothing_was_sent()
    {
        using var bot = await Asked();
        var id = bot.Case(1).Id;
        await bot.Replies.Open(id, bot.Ana, CancellationToken.None);
        var preview = await bot.Replies.Preview(id, bot.Ana, new("Too hasty"), CancellationToken.None);
        Assert.NotNull((await bot.Replies.Send(id, bot.Ana, preview!.Draft.Nonce, CancellationToken.None))!.LeavesAt);
        await bot.Click(CardVerbs.Undo, bot.Ana);
        var again = await bot.Replies.Send(id, bot.Ana, preview.Draft.Nonce, CancellationToken.None);
        Assert.Null(again!.LeavesAt);
        Assert.Contains("Nothing was sent", again.Form.Sentence);
        Assert.NotNull((await bot.Replies.Send(id, bot.Ana, again.Form.Draft.Nonce, CancellationToken.None))!.LeavesAt);
        await bot.Advance(TimeSpan.FromSeconds(21));
        Assert.Single(bot.Network.Replies);
    }

    [Fact]
    public async Task Only_the_words_that_were_previewed_can_be_sent()
    {
        using var bot = await Asked();
        var id = bot.Case(1).Id;
        await bot.Replies.Open(id, bot.Ana, CancellationToken.None);
        var first = await bot.Replies.Preview(id, bot.Ana, new("What this window shows"), CancellationToken.None);
        await bot.Replies.Preview(id, bot.Ana, new("What another window made of it"), CancellationToken.None);
        var sent = await bot.Replies.Send(id, bot.Ana, first!.Draft.Nonce, CancellationToken.None);
        Assert.Null(sent!.LeavesAt);
        Assert.Contains("Nothing was sent", sent.Form.Sentence);
        Assert.Equal("What another window made of it", sent.Form.Draft.Text);
    }

    private static async Task<TheBot> Asked()
    {
        var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        return bot;
    }
}
