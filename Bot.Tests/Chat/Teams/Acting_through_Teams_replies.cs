using System.Text.Json;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>The way of an answer from Teams to the network: as a dialog of the card, and as an action of the message extension.</summary>
public sealed class Acting_through_Teams_replies : IAsyncLifetime
{
    private const string Words = "A crew is on its way.";
    private TeamsCare _care = null!;

    private FakeTeams Teams => _care.Teams;

    public async Task InitializeAsync() => _care = await TeamsCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Fact]
    public async Task From_the_card_to_the_public_and_back_to_the_card()
    {
        var card = await _care.Card();
        var form = await Teams.Click(_care.Ana, card, "reply");
        Assert.Contains("PUBLIC", FakeTeamsCard.Words(form.Dialog), StringComparison.Ordinal);
        var preview = await Teams.Submit(_care.Ana, card.Place, form.Dialog, "preview", new { text = Words });
        Assert.Contains($"{Words} ^AN", FakeTeamsCard.Words(preview.Dialog), StringComparison.Ordinal);
        Assert.Empty(_care.Bot.Network.Replies);
        var sent = await Teams.Submit(_care.Ana, card.Place, preview.Dialog, "send");
        Assert.Matches("^C-1: your answer goes out at .* Undo is on the card\\.$", sent.DialogMessage!);
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("undo", FakeTeamsCard.Verbs(card.Card));
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal($"{Words} ^AN", Assert.Single(_care.Bot.Network.Replies).Text);
        Assert.Contains("Answered by Ana", FakeTeamsCard.Words(card.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_message_extension_beginning_with_the_choice_of_a_case()
    {
        await _care.Card("p1");
        var mine = await _care.Card("p2");
        await Teams.Click(_care.Ana, mine, "claim");
        var pick = await Teams.ComposeExtensionFetchTask(_care.Ana, _care.Thread, "reply");
        Assert.StartsWith("C-2", Choices(pick.Dialog)[0], StringComparison.Ordinal);
        Assert.Equal(2, Choices(pick.Dialog).Count);
        var none = await Extension(pick.Dialog, "pick");
        Assert.Contains("Choose a case first.", FakeTeamsCard.Words(none.Dialog), StringComparison.Ordinal);
        var form = await Extension(pick.Dialog, "pick", new { pickedCase = _care.Bot.Case(2).Id.ToString() });
        var preview = await Extension(form.Dialog, "preview", new { text = Words });
        var back = await Extension(preview.Dialog, "back");
        Assert.Contains(Words, back.Dialog.GetRawText(), StringComparison.Ordinal);
        var sent = await Extension((await Extension(back.Dialog, "preview", new { text = Words })).Dialog, "send");
        Assert.StartsWith("C-2: your answer goes out at", sent.DialogMessage, StringComparison.Ordinal);
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("p2", Assert.Single(_care.Bot.Network.Replies).Parent.NativeId);
    }

    [Fact]
    public async Task A_refused_answer_leaves_nothing_keeps_the_draft_and_says_why()
    {
        var card = await _care.Card();
        var form = await Teams.Click(_care.Ana, card, "reply");
        var preview = await Teams.Submit(_care.Ana, card.Place, form.Dialog, "preview", new { text = Words });
        await Teams.Click(_care.Ben, card, "claim");
        var refused = await Teams.Submit(_care.Ana, card.Place, preview.Dialog, "send");
        Assert.Contains("Ben has this one", FakeTeamsCard.Words(refused.Dialog), StringComparison.Ordinal);
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(_care.Bot.Network.Replies);
        await Teams.Click(_care.Ben, card, "release");
        await _care.Advance(TimeSpan.FromSeconds(3));
        var again = await Teams.Click(_care.Ana, card, "reply");
        Assert.Contains(Words, again.Dialog.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_pressed_twice_leaves_once_and_both_presses_are_answered()
    {
        var card = await _care.Card();
        var form = await Teams.Click(_care.Ana, card, "reply");
        var preview = await Teams.Submit(_care.Ana, card.Place, form.Dialog, "preview", new { text = Words });
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Teams.Submit(_care.Ana, card.Place, preview.Dialog, "send")));
        Assert.All(answers, answer => Assert.StartsWith("C-1: your answer goes out at", answer.DialogMessage, StringComparison.Ordinal));
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(_care.Bot.Network.Replies);
    }

    [Fact]
    public async Task Too_many_words_stay_in_the_form()
    {
        var card = await _care.Card();
        var form = await Teams.Click(_care.Ana, card, "reply");
        var words = new string('x', 400);
        var answer = await Teams.Submit(_care.Ana, card.Place, form.Dialog, "preview", new { text = words });
        Assert.Contains("That is too long", FakeTeamsCard.Words(answer.Dialog), StringComparison.Ordinal);
        Assert.Contains(words, answer.Dialog.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_to_answer_the_extension_says_so()
    {
        var answer = await Teams.ComposeExtensionFetchTask(_care.Ana, _care.Thread, "reply");
        Assert.Equal("No open case is yours or free. There is nothing to answer.", answer.DialogMessage);
    }

    private Task<FakeTeamsAnswer> Extension(JsonElement dialog, string verb, object? inputs = null) =>
        Teams.ComposeExtensionSubmitAction(_care.Ana, _care.Thread, "reply", FakeTeamsCard.Merge(FakeTeamsCard.Action(dialog, verb), inputs));

    private static IReadOnlyList<string> Choices(JsonElement dialog) =>
        [.. dialog.GetProperty("body").EnumerateArray().Where(part => part.TryGetProperty("choices", out _)).SelectMany(part => part.GetProperty("choices").EnumerateArray()).Select(choice => choice.GetProperty("title").GetString()!)];
}
