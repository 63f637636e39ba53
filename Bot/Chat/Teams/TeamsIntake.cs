using System.Collections.Concurrent;
using System.Text.Json;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>
/// "Open a case" on a message of the chat: first the words once more, then the case. What was shown is kept here between the two steps, so that
/// nothing of the form needs to be believed; where it is gone, the message comes along with the second step, or the person chooses it again.
/// </summary>
public sealed class TeamsIntake(OpenCase cases, TimeProvider time)
{
    private const int Most = 500;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (ChatFind Find, DateTimeOffset At)> _shown = new(StringComparer.Ordinal);

    /// <summary>Answers composeExtension/fetchTask: the words, and whether to open a case from them.</summary>
    internal InvokeResponse Ask(Envelope envelope, Actor by)
    {
        if (TeamsFound.Of(envelope, by) is not { } find)
            return InvokeResponse.DialogMessage("No message came along. Choose \"Open a case\" in the menu of a message.");
        if (find.Text.Length == 0)
            return InvokeResponse.DialogMessage("This message has no words. Nothing was opened.");
        var nonce = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        Keep(nonce, find);
        return InvokeResponse.Dialog(new TaskModuleTaskInfo
        {
            Title = "Open a case",
            Card = new Attachment { ContentType = Attachment.AdaptiveCard, Content = OpenCaseForm.Draw(new OpenCaseModel { Author = find.Author, Quote = find.Text, Nonce = nonce }).ToElement() },
        });
    }

    /// <summary>Answers composeExtension/submitAction: a sentence with the case's number. The same message is one case, however often it is asked for.</summary>
    internal async Task<InvokeResponse> Open(Envelope envelope, Actor by, CancellationToken ct)
    {
        var find = Shown(envelope, by) ?? TeamsFound.Of(envelope, by);
        return InvokeResponse.DialogMessage(find is null ? "This form is too old. Nothing was opened. Choose the message again." : (await cases.From(find, ct)).Sentence);
    }

    private void Keep(string nonce, ChatFind find)
    {
        var now = time.Now();
        _shown[nonce] = (find, now);
        foreach (var old in _shown.Where(row => now - row.Value.At > Remembered))
            _shown.TryRemove(old.Key, out _);
        foreach (var surplus in _shown.OrderBy(row => row.Value.At).Take(Math.Max(0, _shown.Count - Most)))
            _shown.TryRemove(surplus.Key, out _);
    }

    /// <summary>Only what this person was shown.</summary>
    private ChatFind? Shown(Envelope envelope, Actor by) =>
        envelope.Activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("data", out var data)
        && TeamsPress.String(data, "nonce") is { } nonce && _shown.TryGetValue(nonce, out var shown)
        && shown.Find.By.Id == by.Id && shown.Find.Tenant == envelope.Tenant && time.Now() - shown.At <= Remembered
            ? shown.Find with { By = by }
            : null;
}
