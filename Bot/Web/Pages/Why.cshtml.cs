using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Sla;

namespace SocialCareBot.Web.Pages;

/// <summary>Why the deadlines of a case are what they are.</summary>
public sealed class WhyPage(CaseScreens screens, Deadlines deadlines, DeskFacts facts) : PageModel
{
    public Case Case { get; private set; } = null!;

    /// <summary>Each promise with its rows; the last one is the deadline.</summary>
    public IReadOnlyList<IReadOnlyList<ExplanationLine>> Promises { get; private set; } = [];

    public IActionResult OnGet(string number)
    {
        if (screens.Find(number) is not { } found)
            return NotFound();
        Case = found;
        Promises = [.. deadlines.Why(found).Select(why => ExplanationWords.Of(why, facts.Rules.Clock(found.Route)))];
        return Page();
    }
}
