using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Settings;
using SocialCareBot.Store;

namespace SocialCareBot.Wiring;

/// <summary><c>-- policy rehearse FILE</c>: lives the last days' cases through again, under the policy in force and under another one. Changes nothing.</summary>
public static class PolicyRehearsal
{
    /// <summary>Prints before and after. Throws <see cref="SettingsException"/> with every problem of the file.</summary>
    public static void Print(IServiceProvider services, CareSettings care, string file, int days, TextWriter output)
    {
        var now = services.GetRequiredService<TimeProvider>().Now();
        var (facts, database) = (services.GetRequiredService<DeskFacts>(), services.GetRequiredService<Database>());
        var reading = PolicySource.Of(care, file, DateOnly.FromDateTime(now.UtcDateTime));
        var rehearsed = reading.Policy ?? throw new SettingsException(string.Join(Environment.NewLine, reading.Problems));
        var logs = database.Read(session => Lived(session, now.AddDays(-days)).Select(id => CaseLog.Of(session, id)).ToList());
        // A line only a newer version knows is left out; a log that does not begin at the beginning cannot be lived through.
        var cases = logs.Select(lines => lines.Select(line => line.Event).OfType<CaseEvent>().ToList()).Where(log => log is [CaseEvent.Opened, ..]).ToList();
        output.WriteLine($"{cases.Count} cases of the last {days} days, under policy version {facts.Rules.Policy.Version} and under {file}:");
        foreach (var line in RehearsalTally.Compare(Tally(facts.Rules.InForce.Now), Tally(rehearsed)))
            output.WriteLine(line);

        RehearsalTally Tally(DeskPolicy policy)
        {
            var (tally, rehearsal) = (new RehearsalTally(), new Rehearsal(policy.Clocks, (about, clock, at) => facts.Standby.Watchers(facts.Rules.Route(about.Route), clock, at, policy)));
            foreach (var happened in cases.SelectMany(log => rehearsal.Live(log, now)).Where(happened => happened.At >= now.AddDays(-days)))
                tally.Add(happened, who => facts.People.Name(who));
            return tally;
        }
    }

    private static IEnumerable<CaseId> Lived(Session session, DateTimeOffset since) => session.Query<string>(
        """
        select case_id from case_log where at >= @since
        union
        select case_id from clock where stopped_at is null
        """,
        new { since = since.Ms() }).Select(id => new CaseId(Guid.Parse(id)));
}
