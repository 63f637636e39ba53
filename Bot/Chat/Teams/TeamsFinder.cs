using System.Net;
using System.Text.Json;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>
/// The search of the message extension: a client may ask at every key that is pressed, so it only reads, and little. What it finds goes into
/// a conversation as a card whose buttons work; it is a copy that nobody keeps up to date, as <see cref="TeamsCopies"/> says.
/// </summary>
public sealed class TeamsFinder(Database database, CaseCards cards, TimeProvider time)
{
    private const int Most = 10;

    /// <summary>Fewer letters would find nearly every case.</summary>
    private const int FewestLetters = 2;

    /// <summary>Answers composeExtension/query. Without words: one's own open cases, then the most urgent.</summary>
    internal InvokeResponse Find(Envelope envelope, Actor by)
    {
        var (words, skip) = Asked(envelope.Activity.Value);
        if (skip > 0)
            return InvokeResponse.Results([]);
        var now = time.Now();
        var results = database.Read(session => Lines(session, words, by)
            .Select(line => CaseView.Read(session, line.Case.Id, now))
            .OfType<CaseView>()
            .Select(view => Result(view, now))
            .ToList());
        return results.Count > 0 ? InvokeResponse.Results(results)
            : words.Length > 0 ? InvokeResponse.SearchMessage($"No case fits \"{PlainText.Clip(words, 40)}\".")
            : InvokeResponse.SearchMessage("There is no open case. Write a number, a customer or some words to search all of them.");
    }

    private static IReadOnlyList<QueueLine> Lines(Session session, string words, Actor by)
    {
        if (words.Length >= FewestLetters || CaseNumber.Parse(words) is not null)
            return CaseQueries.Search(session, words, Most);
        return [.. CaseQueries.Open(session, 0, Most, by.Id).Concat(CaseQueries.Open(session, 0, Most)).DistinctBy(line => line.Case.Id).Take(Most)];
    }

    private Attachment Result(CaseView view, DateTimeOffset now)
    {
        var model = cards.Model(view, now);
        // A thumbnail card takes simple HTML, so the customer's words are encoded.
        var preview = new ThumbnailCard
        {
            Title = $"{model.Number} · {model.PriorityAndTopic} · {CardStates.Look(model.State, model.Priority).Word}",
            Text = WebUtility.HtmlEncode($"{PlainText.Line(model.CustomerName, 40)}: {PlainText.Line(model.Quote, 80)}"),
        };
        return new Attachment
        {
            ContentType = Attachment.AdaptiveCard,
            Content = CaseCard.Draw(model).ToElement(),
            Preview = new Attachment { ContentType = Attachment.ThumbnailCard, Content = JsonSerializer.SerializeToElement(preview, TeamsJson.Default.ThumbnailCard) },
        };
    }

    /// <summary>The words as the client has them now, and how many results it has already. Whatever it made of them is read without a fault.</summary>
    private static (string Words, int Skip) Asked(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } asked)
            return ("", 0);
        var words = asked.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Array
            ? parameters.EnumerateArray().Where(parameter => TeamsPress.String(parameter, "name") == TeamsExtension.Words).Select(parameter => TeamsPress.String(parameter, "value")).FirstOrDefault()
            : null;
        var skip = asked.TryGetProperty("queryOptions", out var options) && options.ValueKind == JsonValueKind.Object
            && options.TryGetProperty("skip", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) ? number : 0;
        return (PlainText.Line(words ?? "", 100), skip);
    }
}
