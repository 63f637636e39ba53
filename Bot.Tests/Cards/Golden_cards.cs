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

    private static IEnumerable<(string, AdaptiveCard)> CaseCards() => SampleCards.CaseCards().Select(card => (card.Name, CaseCard.Draw(card.Card)));

    private static IEnumerable<(string, AdaptiveCard)> Forms()
    {
        foreach (var (name, form) in SampleCards.Replies())
            yield return (name, ReplyForm.Draw(form));
        yield return ("open-case", OpenCaseForm.Draw(new OpenCaseModel { Author = "Kim Osei", Quote = "A customer just told me at the counter:\nthe whole street is dark since six.", Nonce = "n-1" }));
        yield return ("picker", CasePicker.Draw(SampleCards.Picker));
        yield return ("picker-empty", CasePicker.Draw(SampleCards.Picker with { Cases = [] }));
    }

    private static IEnumerable<(string, AdaptiveCard)> Others()
    {
        yield return ("case-claimed-own", CaseCard.Draw(SampleCards.Case(CardState.Claimed), ["29:lea", "29:dana"]));
        yield return ("nag", NagCard.Draw(SampleCards.Nag));
        yield return ("nag-late", NagCard.Draw(SampleCards.Nag with { Late = true, To = [new("29:ana", "Ana"), new("29:bo", "Bo")], Text = "C-128 from Mira K is late: the first answer was due 10:40." }));
        yield return ("nag-answered", NagCard.Draw(SampleCards.Nag with { Outcome = "Ana handed it back (10:35)." }));
        yield return ("manager", ManagerCard.Draw(SampleCards.Manager));
        yield return ("manager-done", ManagerCard.Draw(SampleCards.Manager with { Outcome = "You took it at 10:52." }));
        yield return ("alert", AlertCard.Draw(SampleCards.Alert));
        yield return ("alert-acknowledged", AlertCard.Draw(SampleCards.Alert with { Outcome = "Acknowledged by Ana 02:11" }));
        yield return ("handover", HandOverCard.Draw(SampleCards.HandOver));
        yield return ("handover-over", HandOverCard.Draw(SampleCards.HandedOver));
        yield return ("notice-queue", NoticeCard.Draw(SampleCards.Queue));
        yield return ("notice-warning", NoticeCard.Draw(SampleCards.Held));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
