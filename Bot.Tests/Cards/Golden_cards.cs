using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Tests.Cards;

/// <summary>Every card in every state against its golden file. CARE_GOLDEN=write writes them anew; look at the pictures then.</summary>
public sealed class Golden_cards
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, AdaptiveCard> Cards = All().ToDictionary(card => card.Name, card => card.Card);

    public static TheoryData<string> Names => [.. Cards.Keys];

    internal static AdaptiveCard Named(string name) => Cards[name];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_is_drawn_as_its_golden_file(string name)
    {
        var path = Path.Combine(Folder(), $"{name}.json");
        var drawn = JsonNode.Parse(Cards[name].ToJson())!.ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("CARE_GOLDEN") == "write")
            File.WriteAllText(path, drawn);
        Assert.True(File.Exists(path), $"{path} is missing; CARE_GOLDEN=write dotnet test writes it");
        Assert.Equal(File.ReadAllText(path), drawn);
    }

    [Fact]
    public void No_golden_file_is_left_over() =>
        Assert.Equal(Cards.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static IEnumerable<(string Name, AdaptiveCard Card)> All() => [.. CaseCards(), .. Forms(), .. Others()];

    private static IEnumerable<(string, AdaptiveCard)> CaseCards()
    {
        foreach (var state in Enum.GetValues<CardState>())
            yield return ($"case-{state.ToString().ToLowerInvariant()}", CaseCard.Draw(SampleCards.Case(state)));
        var open = SampleCards.Case(CardState.New);
        yield return ("case-new-quiet", CaseCard.Draw(open with { Priority = 3, PriorityAndTopic = "P3 · Question", AvatarUrl = null, Thumbs = [], Rule = null }));
        yield return ("case-practice", CaseCard.Draw(open with { Practice = true }));
        yield return ("case-stale-click", CaseCard.Draw(SampleCards.Case(CardState.Claimed) with { Notice = "Bo claimed this 4 s ago. Nothing was done. Ask Bo, or open the case." }));
        yield return ("case-old-copy", CaseCard.Draw(open with { LiveCardUrl = "https://teams.example/message/1" }));
        yield return ("case-long", CaseCard.Draw(open with { Quote = string.Concat(Enumerable.Repeat("Still no power, and nobody answers. ", 60)), MediaLine = "Two pictures, open post" }));
        yield return ("case-hostile", CaseCard.Draw(Hostile(open)));
    }

    private static CaseCardModel Hostile(CaseCardModel card) => card with
    {
        CustomerName = "![x](https://evil.example/p.png) <b>Mira</b> {{DATE(2026-11-22T05:00:00Z,SHORT)}}",
        CustomerLine = "@[mira](javascript:alert(1)) · \u202Eyksulb",
        Quote = "**Look** [here](https://evil.example/) {{TIME(2026-11-22T05:00:00Z)}}\n<at>Everyone</at> &lt;b&gt; ![p](https://evil.example/p.png)\n# shout \uD83D",
        StandLine = "Not claimed · on duty: *Ana*, <b>Bo</b>",
        AvatarUrl = "javascript:alert(1)",
        PostUrl = "data:text/html,x",
    };

    private static IEnumerable<(string, AdaptiveCard)> Forms()
    {
        var write = SampleCards.Reply(ReplyStep.Write);
        var preview = SampleCards.Reply(ReplyStep.Preview);
        yield return ("reply-write", ReplyForm.Draw(write));
        yield return ("reply-write-again", ReplyForm.Draw(write with { Text = "We are sorry, Mira.", Counter = "281 left of 300", Error = "Mira wrote again at 10:20. Read it, then press Preview again.", PrivatePossible = true }));
        yield return ("reply-write-private", ReplyForm.Draw(write with { Banner = "Only Mira sees this", IsPublic = false, PrivatePossible = true, PrivateNotPossible = null }));
        yield return ("reply-preview", ReplyForm.Draw(preview));
        yield return ("reply-preview-warned", ReplyForm.Draw(preview with { Findings = [new("Contains a phone number: this is public.")], LinksLine = "One link: gridco.example", CostLine = "Costs nothing" }));
        yield return ("reply-preview-blocked", ReplyForm.Draw(preview with { Findings = [new("14 characters too long. Go back and shorten it.", Blocks: true)], Counter = "14 over 300" }));
        yield return ("reply-closed", ReplyForm.Draw(SampleCards.Reply(ReplyStep.Closed)));
        yield return ("picker", CasePicker.Draw(SampleCards.Picker));
        yield return ("picker-empty", CasePicker.Draw(SampleCards.Picker with { Cases = [] }));
    }

    private static IEnumerable<(string, AdaptiveCard)> Others()
    {
        yield return ("nag", NagCard.Draw(SampleCards.Nag));
        yield return ("nag-late", NagCard.Draw(SampleCards.Nag with { Late = true, To = [new("29:ana", "Ana"), new("29:bo", "Bo")], Text = "C-128 from Mira K is late: the first answer was due 10:40." }));
        yield return ("nag-answered", NagCard.Draw(SampleCards.Nag with { Outcome = "Ana handed it back (10:35)." }));
        yield return ("manager", ManagerCard.Draw(SampleCards.Manager));
        yield return ("manager-done", ManagerCard.Draw(SampleCards.Manager with { Outcome = "You took it at 10:52." }));
        yield return ("notice-queue", NoticeCard.Draw(SampleCards.Queue));
        yield return ("notice-warning", NoticeCard.Draw(new NoticeModel { Title = "Replies are held", Text = "Sam held them at 10:05. Nothing public leaves until somebody types resume.", Tone = CardTone.Warning }));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
