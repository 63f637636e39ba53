using System.Text.Json;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>A case's card of about 8 KB from its model to bytes, against the bytes of the same card drawn before.</summary>
internal sealed class RenderRate(int cards, TimeProvider time)
{
    public async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("care-render").FullName;
        using (var desk = new BenchDesk(folder, time))
        {
            var post = desk.Post(1);
            await desk.Desk.Hear(post with { Text = string.Concat(Enumerable.Repeat("The power has been out since nine and nobody says why. ", 30)) }, CancellationToken.None);
            var now = time.Now();
            var view = desk.Database.Read(session => CaseView.Read(session, desk.CaseOf(1), now))!;
            var model = desk.Cards.Model(view, now);
            var drawn = CaseCard.Draw(model).ToElement();
            var size = JsonSerializer.SerializeToUtf8Bytes(drawn).Length;
            await SideBySide.Print(
                $"a card of {size} bytes, {cards} a round, one thread",
                ("writing a drawn card", () => Task.FromResult(SideBySide.OneByOne(cards, _ => JsonSerializer.SerializeToUtf8Bytes(drawn)))),
                ("drawing and writing", () => Task.FromResult(SideBySide.OneByOne(cards, _ => CaseCard.DrawUtf8(model)))));
            SideBySide.PrintMemory();
        }
        Directory.Delete(folder, recursive: true);
        return 0;
    }
}
