using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>The rows that a case's log asks for beside it, by their tables and keys: messages, calls, and what a broken promise set going; and what of them is not there, or there and not asked for.</summary>
internal static class Wanted
{
    private static readonly string Place = ToPeople.Place(SweepTeam.Room);

    public static IEnumerable<string> Of(DeskFacts facts, Case? before, IReadOnlyList<CaseEvent> events)
    {
        var now = before;
        foreach (var happened in events)
        {
            now = happened is CaseEvent.Opened opened ? Case.From(opened) : now!.Evolve(happened);
            foreach (var row in Outbound.After(happened, now).SelectMany(consequence => Rows(facts, consequence, now)))
                yield return row;
        }
    }

    /// <summary>Nothing may be wanted twice: a reminder that was decided twice would hide behind the one row of its key.</summary>
    public static IEnumerable<string> Compare(Session session, Case now, IReadOnlyList<string> wanted)
    {
        var found = session.Query<string>(
            """
            select 'message ' || key from message where subject_id = @id and purpose <> 'Card'
            union all
            select 'page ' || key from page where case_id = @id
            union all
            select 'act ' || clock || ' ' || started_at || ' ' || act from breach_act where case_id = @id
            """,
            new { id = now.Id.ToString() });
        foreach (var twice in wanted.GroupBy(row => row, StringComparer.Ordinal).Where(row => row.Skip(1).Any()))
            yield return $"{now.Name}: asked for {twice.Count()} times: {twice.Key}";
        foreach (var missing in wanted.Except(found))
            yield return $"{now.Name}: asked for and not there: {missing}";
        foreach (var idle in found.Except(wanted))
            yield return $"{now.Name}: there and not asked for: {idle}";
    }

    private static IEnumerable<string> Rows(DeskFacts facts, Outbound consequence, Case now) => consequence switch
    {
        Outbound.SendNag { Alone: true } nag => nag.Told.Select(to => $"message {nag.Key}:{to}:{Place}"),
        Outbound.SendNag nag => [$"message {nag.Key}:{Place}"],
        Outbound.PutBeforeManager card => [$"message {card.Key}:{card.To}:{Place}"],
        Outbound.AlertPeople alert => alert.Told.SelectMany(to => Calls(facts, alert.Key, to)),
        Outbound.CallGateways call => call.Gateways.Select(gateway => $"page {call.Key}:{gateway}"),
        Outbound.NoteAct act => [$"act {act.Clock} {act.StartedAt.Ms()} {act.Act}"],
        _ => [],
    };

    private static IEnumerable<string> Calls(DeskFacts facts, string key, PersonId to) =>
        [$"message {key}:{to}:{Place}", .. facts.Rules.Pages.Beside(facts.People.Name(to)).Select(way => $"page {key}:{to}:{way.Way.Name}")];
}
