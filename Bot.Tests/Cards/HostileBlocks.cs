using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Tests.Cards;

/// <summary>Every drawing for Slack with one foreign text wherever a text may stand, and with more of everything than there is room for.</summary>
internal static class HostileBlocks
{
    internal static IEnumerable<(string Name, BlockMessage Message)> Messages(string text)
    {
        foreach (var state in new[] { CardState.New, CardState.Held, CardState.Resolved })
            yield return ($"case {state}", CaseBlocks.Draw(Case(state, text)));
        yield return ("old copy", CaseBlocks.Draw(Case(CardState.New, text) with { LiveCardUrl = text }));
        yield return ("nag", NagBlocks.Draw(SampleCards.Nag with { Text = text, To = [.. Enumerable.Repeat(new CardPerson(text, text), 40)], CaseUrl = text, LiveCardUrl = text }));
        yield return ("nag moot", NagBlocks.Draw(SampleCards.Nag with { Outcome = $"Done. {text}" }));
        foreach (var outcome in new[] { null, $"Done. {text}" })
        {
            yield return ("manager", ManagerBlocks.Draw(SampleCards.Manager with
            {
                Outcome = outcome,
                Mention = new(text, text),
                PriorityAndTopic = text,
                Headline = text,
                Why = text,
                LadderLine = text,
                CustomerName = text,
                CustomerLine = text,
                Quote = text,
                Notice = text,
                PostUrl = text,
                LogLines = [.. Enumerable.Repeat(text, 50)],
            }));
            yield return ("alert", AlertBlocks.Draw(SampleCards.Alert with { Outcome = outcome, Headline = text, Why = text, CustomerName = text, CustomerLine = text, Quote = text, PostUrl = text }));
        }
        foreach (var outcome in new[] { null, text })
        {
            yield return ("hand-over", HandOverBlocks.Draw(new HandOverModel
            {
                Title = text,
                Text = text,
                Sources = [.. Enumerable.Repeat(text, 20)],
                Items = [.. Enumerable.Repeat(SampleCards.HandOver.Items[0] with { Title = text, Text = text, Lines = [text, text, text], Outcome = outcome }, 300)],
            }));
        }
        foreach (var tone in new[] { CardTone.Default, CardTone.Warning })
            yield return ("notice", NoticeBlocks.Draw(new NoticeModel
            {
                Title = text,
                Text = text,
                Tone = tone,
                LinkTitle = text,
                LinkUrl = "https://desk.example/",
                Rows = [.. Enumerable.Repeat(new NoticeRow(text, text, "https://desk.example/"), 300)],
            }));
    }

    internal static IEnumerable<(string Name, BlockView View)> Views(string text)
    {
        foreach (var step in Enum.GetValues<ReplyStep>())
            yield return ($"reply {step}", ReplyModal.Draw(Reply(step, text), SampleBlocks.Metadata));
        yield return ("reply opening", ReplyModal.Opening(text, SampleBlocks.Metadata));
        foreach (var verb in CardVerbs.OfCase.Append(CardVerbs.SendBack))
            yield return ($"form {verb}", ActionModal.Draw(verb, Case(CardState.New, text), SampleBlocks.Metadata));
        yield return ("home", HomeTab.Draw(SampleCards.FullHome with
        {
            Counts = text,
            Notice = text,
            OnCall = [.. Enumerable.Repeat(text, 30)],
            Mine = [.. SampleCards.FullHome.Mine.Select(one => one with { Title = text, Text = text })],
            Free = [.. SampleCards.FullHome.Free.Select(one => one with { Title = text, Text = text })],
        }));
    }

    private static CaseCardModel Case(CardState state, string text) => SampleCards.Case(state) with
    {
        PriorityAndTopic = text,
        CustomerName = text,
        CustomerLine = text,
        Quote = text,
        MediaLine = text,
        StandLine = text,
        DeadlineLine = text,
        Rule = text,
        Notice = text,
        PostUrl = text,
        AvatarUrl = text,
        CaseUrl = text,
        Thumbs = [.. Enumerable.Repeat(new CardImage("https://media.example/a.png", text), 40), new(text, text)],
        Choices = SampleCards.Choices with { People = [.. Enumerable.Range(0, 300).Select(i => new CardChoice($"p{i}", text))] },
    };

    private static ReplyFormModel Reply(ReplyStep step, string text) => SampleCards.Reply(step) with
    {
        Banner = text,
        Quote = text,
        Text = text,
        Counter = text,
        Signature = text,
        PrivateNotPossible = text,
        PrivatePossible = true,
        Error = text,
        LinksLine = text,
        CostLine = text,
        Closing = text,
        Earlier = [.. Enumerable.Repeat(new EarlierMessage(text, text), 200)],
        Findings = [.. Enumerable.Repeat(new ReplyFinding(text), 30)],
        Suggestions = [.. Enumerable.Repeat(new ReplySuggestion("s", text, text), 30)],
    };
}
