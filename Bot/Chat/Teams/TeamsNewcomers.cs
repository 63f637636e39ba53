using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>After a press or words, when whoever waited has an answer: what concerns the pressed copy, and the person behind it.</summary>
public sealed class TeamsNewcomers(TeamsCopies copies, People people, Linking linking, TeamsFront front)
{
    internal async Task After(Envelope envelope, CancellationToken ct)
    {
        if (envelope.Activity.Type == ActivityTypes.Invoke)
            await copies.Retire(envelope, ct);
        await Offer(envelope, ct);
    }

    /// <summary>Offers a person whom a first press has made, once and to them alone, to be one with who they are elsewhere.</summary>
    private async Task Offer(Envelope envelope, CancellationToken ct)
    {
        if (envelope.Activity.From is not { Id: { } address } from)
            return;
        var identity = new Identity(TeamsFront.FrontName, envelope.Tenant, (from.AadObjectId ?? address).ToLowerInvariant());
        if (people.Known(identity) is { } person && await linking.OfferOnce(person, ct) is { } offer)
            await front.SayTo(envelope.Tenant, address, Activity.Plain(offer), ct);
    }
}
