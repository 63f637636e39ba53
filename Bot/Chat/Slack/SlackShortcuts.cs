using System.Text.Json;
using SocialCareBot.Cases;
using SocialCareBot.Desk;

namespace SocialCareBot.Chat.Slack;

/// <summary>"Open a case from this message", chosen from a message's menu.</summary>
public sealed class SlackShortcuts(OpenCase cases, SlackCallers callers, SlackProfiles profiles, SlackPermalinks links, SlackVoice voice)
{
    public const string OpenCase = "open_case";

    /// <summary>Opens the case and says so to the person alone. A message is one case, however often it is chosen.</summary>
    internal async Task Open(JsonElement payload, SlackOrigin by, CancellationToken ct)
    {
        if (payload.Text("callback_id") != OpenCase)
            return;
        var (actor, refusal) = await callers.Who(by, ct);
        await voice.Tell(payload, actor is null ? refusal! : await Open(payload, actor, by, ct), ct);
    }

    private async Task<string> Open(JsonElement payload, Actor actor, SlackOrigin by, CancellationToken ct)
    {
        var message = payload.At("message");
        if (by.Channel is not { } channel || message.Text("ts") is not { } ts)
            return "This message carried nothing. Nothing was opened.";
        var author = message.Text("user");
        var profile = author is null ? null : await profiles.Know(by.Team, author, ct);
        var reference = SlackPlaces.Reference(channel, ts);
        var found = await cases.From(
            new ChatFind
            {
                By = actor,
                Front = SlackFront.FrontName,
                Tenant = by.Team,
                Reference = reference,
                Text = SlackText.Read(message.Text("text")),
                Author = profile?.Name ?? message.Text("username") ?? "Somebody in Slack",
                AuthorId = author,
                Link = await links.Of(by.Team, reference, ct),
            },
            ct);
        return found.Sentence;
    }
}
