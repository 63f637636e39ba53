using SocialCareBot.Cases;

namespace SocialCareBot.Networks.SignedWebhook;

/// <summary>One listening service that sends us posts in the Standard Webhooks form, and where answers to them go.</summary>
public sealed record WebhookSettings
{
    public required string Account { get; init; }
    public required string Brand { get; init; }

    /// <summary><c>whsec_</c> secrets; several while one is being rotated.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>Where signed answers are sent. A setting, never part of a payload: nobody may choose where our words go.</summary>
    public Uri? Callback { get; init; }

    /// <summary>The longest answer, in characters.</summary>
    public int Limit { get; init; } = 10_000;

    public string Network => $"webhook/{Account}";

    /// <summary>What can be done with a post of this source.</summary>
    internal Capabilities Capabilities(bool isPrivate)
    {
        var reply = Callback is null ? Capability.No("no callback address is configured for this source") : Capability.Yes;
        var not = Capability.No("a webhook source carries posts and answers only");
        return new Capabilities
        {
            PublicReply = isPrivate ? Capability.No("the post was private, and an answer is never wider than the post") : reply,
            PrivateReply = isPrivate ? reply : Capability.No("this source takes the answer where the post stands"),
            DirectMessage = not,
            Like = not,
            Boost = not,
            Attachments = not,
        };
    }
}
