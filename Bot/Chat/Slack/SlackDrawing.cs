using System.Text.Json.Nodes;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;
using SocialCareBot.Ports;

namespace SocialCareBot.Chat.Slack;

/// <summary>Messages as Slack takes them, and the same in ever simpler ways.</summary>
internal static class SlackDrawing
{
    public static JsonObject Of(ChatMessage message) => Draw(message).ToJson();

    /// <summary>The message as it should be, then ever simpler; the last is nothing Slack could refuse.</summary>
    public static IEnumerable<JsonObject> Ways(ChatMessage message)
    {
        var drawn = Draw(message);
        var whole = drawn.ToJson();
        yield return whole;
        if (drawn.WithoutPictures().ToJson() is var bare && !JsonNode.DeepEquals(whole, bare))
            yield return bare;
        yield return Plain(message);
    }

    private static BlockMessage Draw(ChatMessage message) => message switch
    {
        ChatMessage.CaseCard m => CaseBlocks.Draw(m.Model),
        ChatMessage.Nag m => NagBlocks.Draw(m.Model),
        ChatMessage.Manager m => ManagerBlocks.Draw(m.Model),
        ChatMessage.Alert m => AlertBlocks.Draw(m.Model),
        ChatMessage.HandOver m => HandOverBlocks.Draw(m.Model),
        ChatMessage.Notice m => NoticeBlocks.Draw(m.Model),
        _ => throw new System.Diagnostics.UnreachableException(message.GetType().Name),
    };

    /// <summary>The words alone, inert, with nothing Slack could refuse.</summary>
    public static JsonObject Plain(ChatMessage message) => Plain(message switch
    {
        ChatMessage.CaseCard { Model: var m } => Lines(m.Number, m.PriorityAndTopic, m.DeadlineLine, $"{m.CustomerName} {m.CustomerLine}", m.Quote, m.StandLine, m.PostUrl, m.CaseUrl),
        ChatMessage.Nag { Model: var m } => Lines(m.Number, m.Outcome ?? m.Text, m.CaseUrl),
        ChatMessage.Manager { Model: var m } => Lines(m.Number, m.Headline, m.Why, $"{m.CustomerName}: {m.Quote}", m.Outcome, m.CaseUrl),
        ChatMessage.Alert { Model: var m } => Lines(m.Number, m.Headline, m.Why, $"{m.CustomerName}: {m.Quote}", m.Outcome, m.CaseUrl),
        ChatMessage.HandOver { Model: var m } => Lines([m.Title, m.Text, .. m.Items.Select(item => $"{item.Title} {item.Text}"), .. m.Sources]),
        ChatMessage.Notice { Model: var m } => Lines([m.Title, m.Text, .. m.Rows.Select(row => $"{row.Lead} {row.Text}")]),
        _ => message.Summary,
    });

    public static JsonObject Plain(string text) => new()
    {
        ["text"] = BlockMarkup.Escape(PlainText.Paragraphs(text), SlackText.Longest),
    };

    private static string Lines(params string?[] lines) => string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)));
}
