namespace SocialCareBot.Store;

/// <summary>The figures of one route: what is open now, and what was answered since an instant.</summary>
public sealed record RouteFigures(int Open, int Late, int Answered, TimeSpan? MedianFirstAnswer)
{
    /// <summary>An answer counts when it stands on the network; the first answer of a case is the one that stopped its clock.</summary>
    public static RouteFigures Read(Session session, string route, DateTimeOffset since, DateTimeOffset now)
    {
        var keys = new { route, since = since.Ms(), now = now.Ms() };
        var (open, late) = session.First<(long Open, long Late)>(
            $"""
            select count(distinct c.id), count(distinct case when k.due_at <= @now then c.id end)
            from cases c
            left join clock k on k.case_id = c.id and k.stopped_at is null and k.kind in ({CaseStore.Promises})
            where c.route = @route and c.resolved_at is null and c.merged_into is null
            """,
            keys);
        var answered = session.First<int>(
            """
            select count(*)
            from case_log l
            join cases c on c.id = l.case_id
            where l.kind = 'Answered' and l.at >= @since and c.route = @route
            """,
            keys);
        var first = session.Query<long>(
            """
            select k.stopped_at - k.started_at as length
            from clock k
            join cases c on c.id = k.case_id
            where k.kind = 'FirstResponse' and k.stopped_at >= @since and c.route = @route
              and exists (select 1 from case_log l where l.case_id = k.case_id and l.kind = 'Answered' and l.at = k.stopped_at)
            order by length
            """,
            keys);
        return new RouteFigures((int)open, (int)late, answered, first.Count == 0 ? null : TimeSpan.FromMilliseconds(first[first.Count / 2]));
    }
}
