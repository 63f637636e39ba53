using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;

namespace SocialCareBot.Networks.TeamChat;

/// <summary>
/// The messages of the team chat from which people open cases, as a network: it is told of messages by <see cref="OpenCase"/>, and nothing is ever answered on it.
/// </summary>
public sealed class ChatMessages : INetwork
{
    public string Account => OpenCase.Account;
    public string Network => OpenCase.Network;
    public string Title => OpenCase.Title;
    public bool HasKeys => true;

    public TextSize Measure(string text) => new(text.Length, 1, Problem: OpenCase.NoAnswer);

    public string KeyFor(ReplyId reply, DateTimeOffset at) => $"chat-{reply}";

    public Task<IReadOnlyDictionary<string, PostState>> Read(IReadOnlyList<string> nativeIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<string, PostState>>(nativeIds.ToDictionary(id => id, _ => (PostState)new PostState.Untold(), StringComparer.Ordinal));

    public Task<string?> Check(CancellationToken ct) => Task.FromResult<string?>(null);

    public Task<SendOutcome> Reply(OutgoingReply reply, CancellationToken ct) => Task.FromResult<SendOutcome>(new SendOutcome.Refused(OpenCase.NoAnswer));

    public Task<FindOutcome> Find(OutgoingReply reply, CancellationToken ct) => Task.FromResult<FindOutcome>(new FindOutcome.NotThere());
}
