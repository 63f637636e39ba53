using System.Text.Json.Nodes;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Signed-in calls. An expired token is renewed and the call made again; that is safe, because a refused token means that nothing was done.</summary>
internal sealed class BlueskyClient(BlueskyWire wire, BlueskySession session)
{
    private const int Renewals = 2;

    /// <summary>Who we are; null with the reason when we cannot sign in.</summary>
    public async Task<(string? Did, XrpcAnswer? Problem)> Did(CancellationToken ct)
    {
        var (tokens, problem) = await session.Current(ct);
        return (tokens?.Did, tokens is null ? Unsent(problem) : null);
    }

    public Task<XrpcAnswer> Get(string method, IReadOnlyList<(string Name, string Value)> query, CancellationToken ct) =>
        Call(token => wire.Get(method, query, token, ct), ct);

    public Task<XrpcAnswer> Post(string method, JsonObject body, CancellationToken ct) => Call(token => wire.Post(method, body, token, ct), ct);

    private async Task<XrpcAnswer> Call(Func<string, Task<XrpcAnswer>> call, CancellationToken ct)
    {
        var (tokens, problem) = await session.Current(ct);
        for (var renewals = 0; tokens is not null; renewals++)
        {
            var answer = await call(tokens.Access);
            if (answer is XrpcAnswer.Bad { AccountGone: true } gone)
                return new XrpcAnswer.Locked($"Bluesky has suspended or closed the account. {gone.Message}".TrimEnd());
            if (answer is not XrpcAnswer.Bad { TokenRefused: true } || renewals == Renewals)
                return answer;
            (tokens, problem) = await session.Renew(tokens, ct);
        }
        return Unsent(problem);
    }

    /// <summary>Whatever went wrong with signing in, the call itself was not made.</summary>
    private static XrpcAnswer Unsent(XrpcAnswer? problem) => problem switch
    {
        XrpcAnswer.Locked locked => locked,
        null => new XrpcAnswer.NotSent("Not signed in to Bluesky."),
        _ => new XrpcAnswer.NotSent(problem.Why, problem.Wait),
    };
}
