using System.Security.Cryptography;
using System.Text;
using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>The policies there were. The settings' policy becomes a new version when its hash changes; every clock names its version.</summary>
public static class PolicyVersions
{
    /// <summary>The settings' policy with its version, written down when it is new.</summary>
    public static Task<SlaPolicy> Take(IWriter writer, SlaPolicy policy, DateTimeOffset at, CancellationToken ct) => writer.Run(
        session =>
        {
            var json = StoreJson.Write(policy with { Version = 0 });
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
            var last = session.First<(int Version, string Hash)>("select version, hash from policy order by version desc limit 1");
            if (last.Hash == hash)
                return policy with { Version = last.Version };
            session.Execute(
                "insert into policy (version, at, hash, json) values (@version, @at, @hash, @json)",
                new { version = last.Version + 1, at = at.Ms(), hash, json });
            return policy with { Version = last.Version + 1 };
        },
        ct);

    /// <summary>
    /// Gives every running promise of an older policy its new target, case by case, with the reason in the log. What keeps our own people at it (claims, pages,
    /// ladders) goes by the policy under which it began.
    /// </summary>
    public static async Task Retarget(Database database, CaseDesk desk, SlaPolicy policy, TimeProvider time, CancellationToken ct)
    {
        var after = "";
        while (Outdated(database, policy.Version, after) is { Count: > 0 } batch)
        {
            foreach (var id in batch.Select(id => new CaseId(Guid.Parse(id))))
                await desk.Handle(id, new CaseFact.Retarget { At = time.Now(), Reason = $"policy version {policy.Version}" }, With.Nothing, ct);
            after = batch[^1];
        }
    }

    private static IReadOnlyList<string> Outdated(Database database, int version, string after) => [.. database.Read(session => session.Query<string>(
        """
        select distinct case_id from clock
        where stopped_at is null
          and policy_version <> @version
          and kind in ('FirstResponse', 'NextResponse', 'Resolution', 'Promise', 'Window')
          and case_id > @after
        order by case_id
        limit 500
        """,
        new { version, after }))];
}
