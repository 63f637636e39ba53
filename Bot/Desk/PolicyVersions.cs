using System.Security.Cryptography;
using System.Text;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>The policies there were. The settings' policy becomes a new version when its hash changes; every clock names its version.</summary>
public static class PolicyVersions
{
    /// <summary>The settings' policy with its version, written down when it is new.</summary>
    public static Task<DeskPolicy> Take(IWriter writer, DeskPolicy policy, DateTimeOffset at, CancellationToken ct) => writer.Run(
        session =>
        {
            var json = StoreJson.Write(policy.As(0));
            var hash = Hash(policy.As(0).Clocks) + Hash(policy.As(0));
            var last = session.First<(int Version, string Hash)>("select version, hash from policy order by version desc limit 1");
            if (last.Hash == hash)
                return policy.As(last.Version);
            session.Execute(
                "insert into policy (version, at, hash, json) values (@version, @at, @hash, @json)",
                new { version = last.Version + 1, at = at.Ms(), hash, json });
            return policy.As(last.Version + 1);
        },
        ct);

    /// <summary>
    /// Gives every running promise of older clocks its new target, case by case, with the reason in the log; where a version changed only who is on call, nothing. What
    /// keeps our own people at it (claims, pages, ladders) goes by the policy under which it began.
    /// </summary>
    public static async Task Retarget(Database database, CaseDesk desk, DeskPolicy policy, TimeProvider time, CancellationToken ct)
    {
        var (since, after) = (database.Read(session => Since(session, policy)), "");
        while (Outdated(database, since, after) is { Count: > 0 } batch)
        {
            foreach (var id in batch.Select(id => new CaseId(Guid.Parse(id))))
                await desk.Handle(id, new CaseFact.Retarget { At = time.Now(), Reason = $"policy version {policy.Version}" }, With.Nothing, ct);
            after = batch[^1];
        }
    }

    /// <summary>The version from which on the clocks are what they are now.</summary>
    private static int Since(Session session, DeskPolicy policy) =>
        1 + session.First<int>("select coalesce(max(version), 0) from policy where substr(hash, 1, 64) <> @clocks", new { clocks = Hash(policy.As(0).Clocks) });

    private static IReadOnlyList<string> Outdated(Database database, int since, string after) => [.. database.Read(session => session.Query<string>(
        $"""
        select distinct case_id from clock
        where stopped_at is null
          and policy_version < @since
          and kind in ({CaseStore.Promises})
          and case_id > @after
        order by case_id
        limit 500
        """,
        new { since, after }))];

    private static string Hash<T>(T policy) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(StoreJson.Write(policy))));
}
