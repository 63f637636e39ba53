using System.Text.Json;
using SocialCareBot.Cases;

namespace SocialCareBot.Chat.Slack;

/// <summary>What follows a press once Slack has its answer. The live card is not drawn here: it follows by itself, as for every other reader.</summary>
public sealed class SlackAftermath(SlackAside aside, SlackVoice voice, SlackCopies copies, SlackHome home, SlackNewcomers newcomers)
{
    /// <param name="sentence">Why nothing was done; null where it was.</param>
    internal void Pressed(JsonElement payload, SlackOrigin by, CaseId? about, string? sentence) => aside.Put("what follows a press", async ct =>
    {
        if (SlackView.Of(payload) is { IsHome: true })
            await home.Show(by, sentence, ct);
        else if (sentence is not null)
            await voice.Tell(payload, sentence, ct);
        if (about is { } id)
            await copies.Retire(payload, by.Team, id, ct);
        await newcomers.Meet(payload, by, ct);
    });

    /// <summary>Another page of the Home tab.</summary>
    internal void Turn(SlackOrigin by, int page) => aside.Put("a page of the Home tab", ct => home.Turn(by, page, ct));

    internal void Later(string what, Func<CancellationToken, Task> work) => aside.Put(what, work);
}
