using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>What broken promises have set going.</summary>
public static class BreachActs
{
    /// <summary>Keeps it. Throws for a second time, which undoes the whole command: the core decides each once, and nothing else may.</summary>
    public static int Note(Session session, CaseId about, ClockKind clock, DateTimeOffset startedAt, BreachAction act, DateTimeOffset at) => session.Execute(
        "insert into breach_act (case_id, clock, started_at, act, at) values (@id, @clock, @startedAt, @act, @at)",
        new { id = about.ToString(), clock = clock.ToString(), startedAt = startedAt.Ms(), act = act.ToString(), at = at.Ms() });
}
