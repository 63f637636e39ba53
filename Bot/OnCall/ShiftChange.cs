namespace SocialCareBot.OnCall;

/// <summary>Somebody's time on duty is over and somebody else's begins.</summary>
public sealed record ShiftChange(DateTimeOffset At, string From, string To)
{
    /// <summary>Whoever was on duty before a pause of up to this hands over when it ends: a weekend with holidays that nobody covers.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(5);

    /// <summary>What changes after the one instant and until the other, over rotas that stand in for one another.</summary>
    public static IReadOnlyList<ShiftChange> Between(IReadOnlyCollection<Rota> rotas, DateTimeOffset after, DateTimeOffset until, Changes changes)
    {
        var shifts = rotas.SelectMany(rota => rota.Shifts(after - LongestPause, until.AddMilliseconds(1), changes)).Where(shift => shift.Who is not null).OrderBy(shift => shift.Level).ToList();
        return [.. shifts.Select(shift => shift.From).Where(at => at > after && at <= until).Distinct().Order().SelectMany(at => Changing(shifts, at))];
    }

    /// <summary>To somebody who was not on duty before, best on the same level; somebody who only changes the level has their own.</summary>
    private static IEnumerable<ShiftChange> Changing(List<Shift> shifts, DateTimeOffset at)
    {
        var on = shifts.Where(shift => shift.From <= at && at < shift.To).ToList();
        var coming = on.Where(shift => shift.From == at).ToList();
        var over = shifts.Where(shift => shift.To <= at).ToList();
        if (over.Count == 0)
            return [];
        var last = over.Max(shift => shift.To);
        return over.Where(shift => shift.To == last && on.All(other => !Same(other.Who, shift.Who)))
            .DistinctBy(shift => shift.Who, StringComparer.OrdinalIgnoreCase)
            .Select(leaving => new ShiftChange(at, leaving.Who!, coming.MinBy(shift => (over.Any(old => old.To == last && Same(old.Who, shift.Who)), shift.Level != leaving.Level))!.Who!));
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
