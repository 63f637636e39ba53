using Microsoft.AspNetCore.Mvc.RazorPages;
using SocialCareBot.Desk;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Web.Pages;

/// <summary>Who is on call now, where nobody is, and the shifts of the next two weeks.</summary>
public sealed class OnCallPage(DeskFacts facts, OnCallLists lists, TimeProvider time) : PageModel
{
    public IReadOnlyList<(string Route, string Line)> Now { get; private set; } = [];
    public IReadOnlyList<(Rota Rota, IReadOnlyList<string> Gaps, IReadOnlyList<ShiftLine> Shifts)> Rotas { get; private set; } = [];

    public void OnGet()
    {
        var now = time.Now();
        Now = [.. facts.Rules.Routes.Select(route => (route.Name, lists.Line(route, now)))];
        Rotas = [.. facts.Rules.Rotas.Select(rota => (rota, (IReadOnlyList<string>)[.. lists.Gaps(rota, now)], Shifts(rota, now)))];
    }

    private IReadOnlyList<ShiftLine> Shifts(Rota rota, DateTimeOffset now)
    {
        var clock = new Clockface(rota.Zone);
        return
        [
            .. rota.Shifts(now, now.AddDays(OnCallLists.Days), facts.People.RotaChanges).OrderBy(shift => shift.From).ThenBy(shift => shift.Level).Select(shift => new ShiftLine(
                shift.Who ?? "nobody",
                shift.From <= now ? "now" : clock.At(shift.From, now),
                clock.At(shift.To, now),
                shift.Level,
                shift.Stands ? "set by hand" : shift.Instead is { } instead ? $"instead of {instead}" : "",
                shift.Who is null)),
        ];
    }
}

/// <summary>A shift in one row, in the rota's zone.</summary>
public sealed record ShiftLine(string Who, string From, string To, int Call, string Note, bool Missing);
