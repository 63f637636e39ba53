using Microsoft.AspNetCore.Mvc.RazorPages;
using SocialCareBot.Desk;
using SocialCareBot.OnCall;
using SocialCareBot.Store;

namespace SocialCareBot.Web.Pages;

/// <summary>Who is on call now, where nobody is, and the next two weeks day by day.</summary>
public sealed class OnCallPage(DeskFacts facts, OnCallLists lists, TimeProvider time) : PageModel
{
    public IReadOnlyList<(string Route, string Line)> Now { get; private set; } = [];
    public IReadOnlyList<(Rota Rota, string? Gap, IReadOnlyList<OnCallDay> Days)> Rotas { get; private set; } = [];

    public void OnGet()
    {
        var now = time.Now();
        Now = [.. facts.Rules.Routes.Select(route => (route.Name, lists.Line(route, now)))];
        Rotas = [.. facts.Rules.Rotas.Select(rota => (rota, Gap([.. lists.Gaps(rota, now)]), OnCallDays.Of(rota, facts.People.RotaChanges, now)))];
    }

    /// <summary>"Called first", "Called second".</summary>
    public static string Call(int level) => level switch { 1 => "Called first", 2 => "Called second", 3 => "Called third", _ => $"Call {level}" };

    /// <summary>The first in words; the others stand in the days.</summary>
    private static string? Gap(IReadOnlyList<string> gaps) => gaps.Count switch
    {
        0 => null,
        1 => $"{char.ToUpperInvariant(gaps[0][0])}{gaps[0][1..]}.",
        _ => $"{char.ToUpperInvariant(gaps[0][0])}{gaps[0][1..]}, and {gaps.Count - 1} more times within {OnCallLists.Days} days.",
    };
}
