using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>Mentions of the people who must act. Whoever has no Slack address is named only.</summary>
internal static class BlockMentions
{
    private const int MostNames = 100;

    internal static RichTextRun Run(CardPerson person) =>
        BlockMarkup.User(person.Address) is { } id ? new RichTextUser(id) : BlockStrokes.Words(person.Name, 60);

    /// <summary>The notification's text, mentions first.</summary>
    internal static string Text(IReadOnlyList<CardPerson> people, string text)
    {
        var names = "";
        foreach (var person in people.Select(person => BlockMarkup.User(person.Address) is { } id ? $"<@{id}>, " : $"{BlockMarkup.Escape(person.Name, 60)}, "))
            if (names.Length + person.Length <= MostNames)
                names += person;
        return names + BlockMarkup.Fallback(text, BlockMarkup.MostFallback - names.Length);
    }
}
