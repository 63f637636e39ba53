using SocialCareBot.Cases;
using SocialCareBot.Ports;

namespace SocialCareBot.Bench;

/// <summary>A network on which nothing is ever read or published: the desk asks it for keys only, and whatever else is asked is a fault.</summary>
internal sealed class MuteNetwork : INetwork
{
    public const string Key = "bench";

    public string Account => Key;
    public string Network => Key;
    public string Title => "nobody on nothing";
    public bool HasKeys => true;

    public TextSize Measure(string text) => new(text.Length, int.MaxValue);

    public string KeyFor(ReplyId reply, DateTimeOffset at) => reply.ToString();

    public Task<IReadOnlyDictionary<string, PostState>> Read(IReadOnlyList<string> nativeIds, CancellationToken ct) => throw new NotSupportedException();

    public Task<string?> Check(CancellationToken ct) => throw new NotSupportedException();

    public Task<SendOutcome> Reply(OutgoingReply reply, CancellationToken ct) => throw new NotSupportedException();

    public Task<FindOutcome> Find(OutgoingReply reply, CancellationToken ct) => throw new NotSupportedException();
}
