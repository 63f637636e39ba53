using System.Globalization;
using SocialCareBot.Cases;

namespace SocialCareBot.Desk;

/// <summary>What clocks did, or would have done, counted by whom it reached.</summary>
public sealed class RehearsalTally
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>What is counted, as it is printed, and how often.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    public void Add(CaseEvent happened, Func<PersonId, string> name)
    {
        foreach (var row in Rows(happened, name))
            _counts[row] = _counts.GetValueOrDefault(row) + 1;
    }

    /// <summary>Before and after side by side, one line for each thing that either of them has.</summary>
    public static IEnumerable<string> Compare(RehearsalTally before, RehearsalTally after)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{"",-48}{"before",8}{"after",8}");
        var rows = before.Counts.Keys.Union(after.Counts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var row in rows)
            yield return string.Create(CultureInfo.InvariantCulture, $"{row,-48}{before.Counts.GetValueOrDefault(row),8}{after.Counts.GetValueOrDefault(row),8}");
        if (rows.Count == 0)
            yield return "Nothing was late, and nobody was reminded or paged, under either.";
    }

    private static IEnumerable<string> Rows(CaseEvent happened, Func<PersonId, string> name) => happened switch
    {
        CaseEvent.Breached e => [$"late: {Case.Promise(e.Clock)}", .. e.Told.Select(who => $"reminders to {name(who)}")],
        CaseEvent.Nagged e => e.Told.Select(who => $"reminders to {name(who)}"),
        CaseEvent.LeaseEnded e => [$"claims that ran out: {name(e.Owner)}", .. e.Told.Select(who => $"reminders to {name(who)}")],
        CaseEvent.Alerted e => e.Told.Select(who => $"pages to {name(who)}"),
        CaseEvent.Paged e => e.Told.Select(who => $"pages to {name(who)}"),
        CaseEvent.Escalated { By: null } e => [$"put before {(e.To is { } to ? name(to) : "the managers")}"],
        _ => [],
    };
}
