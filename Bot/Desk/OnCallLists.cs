using SocialCareBot.Cards.Models;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Who is on call, until when, who comes next, and where nobody is: in words, the same on every front and on the web desk.</summary>
public sealed class OnCallLists(DeskFacts facts, TimeProvider time)
{
    public const int Days = 14;

    /// <summary>Route by route: "Ana until Mon 09:00, then Bo · manager Dana".</summary>
    public CommandAnswer Now()
    {
        var now = time.Now();
        return CommandAnswer.Say("On call", null, [.. facts.Rules.Routes.Select(route => new NoticeRow(route.Name, Line(route, now)))]);
    }

    /// <summary>The shifts of the next two weeks, rota by rota, and what nobody covers.</summary>
    public CommandAnswer Next()
    {
        var now = time.Now();
        List<NoticeRow> rows = [.. facts.Rules.Rotas.SelectMany(rota => Gaps(rota, now).Concat(Shifts(rota, now)).Select(line => new NoticeRow(rota.Name, line)))];
        return new CommandAnswer.Notice(new NoticeModel
        {
            Title = $"On call, the next {Days} days",
            Text = facts.Rules.Rotas.Count == 0 ? "There is no rota in the settings: the people a route names are always on duty." : null,
            Rows = [.. rows.Take(ChatLists.Length)],
            NotShown = Math.Max(0, rows.Count - ChatLists.Length),
        });
    }

    public string Line(Triage.Route route, DateTimeOffset now)
    {
        var manager = route.Manager is { } name ? $" · manager {name}" : "";
        string[] standing = [.. route.Duty.Where(duty => !duty.StartsWith(Standby.RotaPrefix, StringComparison.OrdinalIgnoreCase))];
        string[] turns = [.. facts.Standby.RotasOf(route).SelectMany(rota => Turns(rota, now))];
        return standing.Length + turns.Length == 0 ? $"nobody on duty{manager}" : $"{string.Join(" · ", standing.Length > 0 ? [string.Join(", ", standing), .. turns] : turns)}{manager}";
    }

    /// <summary>"nobody from Tue 18:00 to Wed 08:00".</summary>
    public IEnumerable<string> Gaps(Rota rota, DateTimeOffset now)
    {
        var clock = new Clockface(rota.Zone);
        return rota.Gaps(now, now.AddDays(Days), facts.People.RotaChanges).Select(gap => $"nobody from {clock.At(gap.From, now)} to {clock.At(gap.To, now)}");
    }

    private IEnumerable<string> Shifts(Rota rota, DateTimeOffset now)
    {
        var clock = new Clockface(rota.Zone);
        return rota.Shifts(now, now.AddDays(Days), facts.People.RotaChanges).Where(shift => shift.Who is not null).OrderBy(shift => shift.From).ThenBy(shift => shift.Level)
            .Select(shift => $"{shift.Who} from {clock.At(shift.From, now)} to {clock.At(shift.To, now)}{Call(shift)}{(shift.Instead is { } instead ? $", instead of {instead}" : shift.Stands ? ", set by hand" : "")}");
    }

    private IEnumerable<string> Turns(Rota rota, DateTimeOffset now)
    {
        var clock = new Clockface(rota.Zone);
        var coming = rota.Shifts(now, now.AddDays(Days), facts.People.RotaChanges).Where(shift => shift is { Level: 1, Who: not null }).OrderBy(shift => shift.From).ToList();
        var called = rota.OnDuty(now, facts.People.RotaChanges);
        if (called.All(shift => shift.Level != 1))
            yield return $"nobody on {rota.Name}{(coming.Count > 0 ? $" until {clock.At(coming[0].From, now)}, then {coming[0].Who}" : "")}";
        foreach (var shift in called)
        {
            var next = coming.Find(one => shift.Level == 1 && one.From >= shift.To);
            yield return $"{shift.Who}{Until(shift, clock, now)}{Call(shift)}{(next is null ? "" : $", then {next.Who}")}";
        }
    }

    /// <summary>Nothing where the look ahead ends before the shift does: somebody who is always on duty.</summary>
    private static string Until(Shift shift, Clockface clock, DateTimeOffset now) => shift.To - now >= TimeSpan.FromDays(RotaLayer.LongestTurn) ? "" : $" until {clock.At(shift.To, now)}";

    private static string Call(Shift shift) => shift.Level == 1 ? "" : $" (call {shift.Level})";
}
