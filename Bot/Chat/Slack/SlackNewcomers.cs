using System.Text.Json;
using SocialCareBot.Desk;

namespace SocialCareBot.Chat.Slack;

/// <summary>Gets to know whoever acted: what their profile says, and whether the care team knows them on another front already.</summary>
public sealed class SlackNewcomers(SlackProfiles profiles, SlackCallers callers, Linking linking, SlackVoice voice)
{
    /// <summary>Offers a person whom a first press has made, once and to them alone, to be one with who they are elsewhere.</summary>
    internal async Task Meet(JsonElement payload, SlackOrigin by, CancellationToken ct)
    {
        await profiles.Know(by.Team, by.User, ct);
        if (payload.Text("response_url") is not null && callers.Known(by) is { } actor && await linking.OfferOnce(actor.Id, ct) is { } offer)
            await voice.Tell(payload, offer, ct);
    }
}
