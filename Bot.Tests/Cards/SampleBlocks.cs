using System.Text.Json.Nodes;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Tests.Cards;

/// <summary>Every drawing for Slack, by the name of its golden file; cards have the same names as the Adaptive ones.</summary>
internal static class SampleBlocks
{
    internal const string Metadata = "{\"case\":\"0193c5a0-7c00-7000-8000-000000000128\"}";

    internal static IReadOnlyDictionary<string, JsonObject> All { get; } =
        new (string Name, JsonObject Json)[][] { [.. CaseCards()], [.. Messages()], [.. Replies()], [.. Forms()], [.. Homes()] }
            .SelectMany(drawings => drawings).ToDictionary(drawing => drawing.Name, drawing => drawing.Json);

    private static IEnumerable<(string, JsonObject)> CaseCards() =>
        SampleCards.CaseCards().Select(card => (card.Name, CaseBlocks.Draw(card.Card).ToJson()));

    private static IEnumerable<(string, JsonObject)> Messages()
    {
        var nag = SampleCards.Nag with { To = [new("U0ANA", "Ana")] };
        yield return ("nag", NagBlocks.Draw(nag).ToJson());
        yield return ("nag-late", NagBlocks.Draw(nag with { Late = true, To = [new("U0ANA", "Ana"), new("29:bo", "Bo")], Text = "C-128 from Mira K is late: the first answer was due 10:40." }).ToJson());
        yield return ("nag-answered", NagBlocks.Draw(nag with { Outcome = "Ana handed it back (10:35)." }).ToJson());
        yield return ("manager", ManagerBlocks.Draw(SampleCards.Manager).ToJson());
        yield return ("manager-in-thread", ManagerBlocks.Draw(SampleCards.Manager with { Mention = new("U0DANA", "Dana") }).ToJson());
        yield return ("manager-in-thread-done", ManagerBlocks.Draw(SampleCards.Manager with { Mention = new("U0DANA", "Dana"), Outcome = "Dana took it at 10:52." }).ToJson());
        yield return ("manager-done", ManagerBlocks.Draw(SampleCards.Manager with { Outcome = "You took it at 10:52." }).ToJson());
        yield return ("alert", AlertBlocks.Draw(SampleCards.Alert).ToJson());
        yield return ("alert-acknowledged", AlertBlocks.Draw(SampleCards.Alert with { Outcome = "Acknowledged by Ana 02:11" }).ToJson());
        yield return ("handover", HandOverBlocks.Draw(SampleCards.HandOver).ToJson());
        yield return ("handover-over", HandOverBlocks.Draw(SampleCards.HandedOver).ToJson());
        yield return ("notice-queue", NoticeBlocks.Draw(SampleCards.Queue).ToJson());
        yield return ("notice-warning", NoticeBlocks.Draw(SampleCards.Held).ToJson());
    }

    private static IEnumerable<(string, JsonObject)> Replies() =>
        SampleCards.Replies().Select(form => (form.Name, ReplyModal.Draw(form.Form, Metadata).ToJson()))
            .Append(("reply-opening", ReplyModal.Opening("C-128", Metadata).ToJson()));

    private static IEnumerable<(string, JsonObject)> Forms()
    {
        var open = SampleCards.Case(CardState.New);
        foreach (var verb in new[] { CardVerbs.Note, CardVerbs.Escalate, CardVerbs.Assign, CardVerbs.Resolve, CardVerbs.Reclassify, CardVerbs.SendBack })
            yield return ($"form-{verb}", ActionModal.Draw(verb, open, Metadata).ToJson());
        yield return ("form-snooze-alone", ActionModal.Draw(CardVerbs.Snooze, open with { Choices = open.Choices with { People = [] } }, Metadata).ToJson());
        yield return ("form-opening", ActionModal.Opening(CardVerbs.Note, "C-128", Metadata).ToJson());
    }

    private static IEnumerable<(string, JsonObject)> Homes()
    {
        yield return ("home", HomeTab.Draw(SampleCards.Home).ToJson());
        yield return ("home-empty", HomeTab.Draw(new HomeModel { Counts = "Nothing yours · nothing free" }).ToJson());
        yield return ("home-closed", HomeTab.Draw(new HomeModel { Counts = "", Notice = "You are a guest here. Ask an admin." }).ToJson());
        yield return ("home-full", HomeTab.Draw(SampleCards.FullHome).ToJson());
    }
}
