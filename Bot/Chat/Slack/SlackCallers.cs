using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>Who stands behind something done in Slack. Taken from the verified payload and from nothing else; no call is made for it.</summary>
public sealed class SlackCallers(Database database, People people, DeskFacts facts, SlackMemory memory, SlackSettings settings, TimeProvider time)
{
    /// <summary>The actor, or the sentence of the refusal; reveals nothing of any case. Throws as <see cref="IWriter.Run{T}"/> where somebody new acts.</summary>
    internal async Task<(Actor? Actor, string? Sentence)> Who(SlackOrigin origin, CancellationToken ct)
    {
        var (actor, refusal) = await people.Resolve(
            new Caller
            {
                Identity = Of(origin),
                Name = memory.Profile(origin.Team, origin.User)?.Name ?? origin.Name ?? "Somebody",
                Address = origin.User,
                Guest = IsOutsider(origin),
                InRoutedConversation = people.Known(Of(origin)) is null && IsRouted(origin),
            },
            ct);
        return (actor, refusal is null ? null : facts.Say(refusal, time.Now()));
    }

    /// <summary>The sentence for a guest or somebody of another organisation, who may look and not act; null for everybody else. Asks memory alone.</summary>
    internal string? Outside(SlackOrigin origin) => IsOutsider(origin) ? facts.Say(new Refusal(RefusalCode.Guest), time.Now()) : null;

    /// <summary>The actor, where the person is known already; asks memory alone.</summary>
    internal Actor? Known(SlackOrigin origin) =>
        !IsOutsider(origin) && people.Known(Of(origin)) is { } id && people.Find(id) is { } person ? new Actor(id, person.Role, SlackFront.FrontName) : null;

    /// <summary>Why somebody gets to see nothing.</summary>
    internal string Closed(SlackOrigin origin) => Outside(origin) ?? facts.Say(new Refusal(RefusalCode.NotListed), time.Now());

    private static Identity Of(SlackOrigin origin) => new(SlackFront.FrontName, origin.Team, origin.User);

    private bool IsOutsider(SlackOrigin origin) =>
        !settings.ExternalPeopleMayAct && (origin.IsForeign || memory.Profile(origin.Team, origin.User) is { Outsider: true });

    private bool IsRouted(SlackOrigin origin) => origin.Channel is { } channel
        && database.Read(RouteBindings.All).Any(binding => binding.Front == SlackFront.FrontName && binding.Tenant == origin.Team && binding.Conversation == channel);
}
