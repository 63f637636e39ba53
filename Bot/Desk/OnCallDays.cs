using System.Globalization;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;

namespace SocialCareBot.Desk;

/// <summary>A local day of a rota: for each level who is called when.</summary>
public sealed record OnCallDay(string Day, IReadOnlyList<IReadOnlyList<OnCallSpan>> Levels);

/// <summary>Part of a day; the whole of it where no times are given.</summary>
/// <param name="Missing">Nobody is called, though somebody should be.</param>
public sealed record OnCallSpan(string Times, string Who, string Note, bool Missing);

/// <summary>The next two weeks of a rota day by day, in its own zone.</summary>
public static class OnCallDays
{
    public static IReadOnlyList<int> Levels(Rota rota) => [.. rota.Layers.Select(layer => layer.Level).Append(1).Distinct().Order()];

    public static IReadOnlyList<OnCallDay> Of(Rota rota, Changes changes, DateTimeOffset now)
    {
        var clock = new Clockface(rota.Zone);
        List<OnCallDay> days = [];
        for (var (from, day) = (clock.Midnight(now), 0); day < OnCallLists.Days; day++)
        {
            // Whatever the clock does on a day, its midnight and six hours lie on the next.
            var to = clock.Midnight(from.AddHours(30));
            days.Add(Day(rota, changes, clock, new OpenSpan(from, to), now));
            from = to;
        }
        return days;
    }

    private static OnCallDay Day(Rota rota, Changes changes, Clockface clock, OpenSpan day, DateTimeOffset now)
    {
        var shifts = rota.Shifts(day.From, day.To, changes);
        var gaps = rota.Gaps(day.From, day.To, changes).Where(gap => gap.To > now).Select(gap => new Shift(1, null, gap.From, gap.To)).ToList();
        // What nobody takes on the first level is a gap only where somebody should be there, and worth no colour once it is over.
        var all = shifts.Where(shift => shift.Who is not null || shift.Level > 1).Concat(gaps).OrderBy(shift => shift.From).ToList();
        return new(Title(rota, day.From, now), [.. Levels(rota).Select(level => all.Where(shift => shift.Level == level).Select(shift => Span(shift, day, clock)).ToList())]);
    }

    private static OnCallSpan Span(Shift shift, OpenSpan day, Clockface clock)
    {
        var whole = shift.From == day.From && shift.To == day.To;
        var times = whole ? "" : $"{clock.At(shift.From, day.From)} to {(shift.To == day.To ? "24:00" : clock.At(shift.To, day.From))}";
        return new(times, shift.Who ?? "nobody", shift.Instead is { } instead && shift.Who is not null ? $"instead of {instead}" : shift.Stands ? "set by hand" : "", shift.Who is null);
    }

    private static string Title(Rota rota, DateTimeOffset from, DateTimeOffset now) =>
        from <= now ? "Today" : new BusinessHours { Zone = rota.Zone }.Day(from).Date.ToString("ddd d MMM", CultureInfo.InvariantCulture);
}
