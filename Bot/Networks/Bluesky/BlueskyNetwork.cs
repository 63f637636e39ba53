using SocialCareBot.Cases;
using SocialCareBot.Ports;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Acts on Bluesky in the name of one account.</summary>
internal sealed class BlueskyNetwork(BlueskySettings settings, BlueskyClient client, BlueskyReadings readings, BlueskyReplies replies) : INetwork
{
    public string Account => settings.Account;
    public string Network => BlueskyPosts.Network;
    public string Title => $"@{settings.Handle} on Bluesky";
    public bool HasKeys => true;

    public TextSize Measure(string text) => ReplyRecord.Measure(text);

    public string KeyFor(ReplyId reply, DateTimeOffset at) => RecordKey.For(reply, at);

    public Task<IReadOnlyDictionary<string, PostState>> Read(IReadOnlyList<string> nativeIds, CancellationToken ct) => readings.Read(nativeIds, ct);

    public async Task<string?> Check(CancellationToken ct) => await client.Get("com.atproto.server.getSession", [], ct) is XrpcAnswer.Good ? null : await Why(ct);

    public Task<SendOutcome> Reply(OutgoingReply reply, CancellationToken ct) => replies.Publish(reply, ct);

    public Task<FindOutcome> Find(OutgoingReply reply, CancellationToken ct) => replies.Find(reply, ct);

    private async Task<string> Why(CancellationToken ct) => (await client.Did(ct)).Problem?.Why ?? "Bluesky does not answer.";
}
