using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>
/// Reads the posts of open cases anew, to notice edits and deletions that no network tells. One absence proves nothing: the second, a minute later, is a deletion.
/// An error never is.
/// </summary>
public sealed class Rereader(Database database, CaseDesk desk, IReadOnlyDictionary<string, INetwork> networks, TimeProvider time, ILogger<Rereader> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Second = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Account, string Post), DateTimeOffset> _absentSince = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>What is due now: everything every ten minutes, what was absent a minute after.</summary>
    public async Task Once(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var all = now - _last >= Every;
        if (all)
            _last = now;
        var posts = all
            ? database.Read(session => session.Query<(string Account, string Post)>(
                "select account, last_post from cases where resolved_at is null and merged_into is null"))
            : [.. _absentSince.Where(entry => now - entry.Value >= Second).Select(entry => entry.Key)];
        foreach (var account in posts.GroupBy(row => row.Account, row => row.Post))
        {
            if (networks.TryGetValue(account.Key, out var network))
                await Read(network, [.. account.Distinct(StringComparer.Ordinal)], now, ct);
        }
    }

    private async Task Read(INetwork network, IReadOnlyList<string> posts, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (post, state) in await network.Read(posts, ct))
        {
            var key = (network.Account, post);
            if (state is PostState.Present(_, { } fresh))
                await desk.Hear(fresh, ct);
            if (state is PostState.Present { Spread: { } spread })
                await desk.HearSpread(network.Network, post, spread, ct);
            if (state is not PostState.Absent)
                _absentSince.TryRemove(key, out _);
            else if (_absentSince.GetOrAdd(key, now) is var since && now - since >= Second)
            {
                log.LogInformation("{Post} is gone", post);
                await desk.HearDeleted(network.Network, post, ct);
                _absentSince.TryRemove(key, out _);
            }
        }
    }
}
