using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;

namespace SocialCareBot.Web.Pages;

/// <summary>The answer in three steps: write, preview, and back on the case the countdown with Undo.</summary>
public sealed class ReplyPage(CaseScreens screens, QueueBoard board, SidePanels sides, ReplyScreens replies) : PageModel
{
    public CaseScreen Screen { get; private set; } = null!;
    public QueueView Queue { get; private set; } = null!;
    public SidePanel Side { get; private set; } = null!;
    public ReplyFormModel Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        if (!Load(number))
            return NotFound();
        // Where no answer can be written now, the case says why.
        return Screen.Case.Offers.Contains(Verb.Reply) ? Show(await replies.Write(Screen.View, ct)) : BackToCase();
    }

    public async Task<IActionResult> OnPostPreviewAsync(string number, ReplyWords words, CancellationToken ct) =>
        Load(number) ? Show(await replies.Preview(Screen.View, words, ct)) : NotFound();

    /// <summary>Keeps the draft while somebody types.</summary>
    public async Task<IActionResult> OnPostDraftAsync(string number, ReplyWords words, CancellationToken ct) =>
        Load(number) && await replies.Keep(Screen.View, words, ct) is { } count ? new JsonResult(count) : NotFound();

    public async Task<IActionResult> OnPostSendAsync(string number, string? nonce, CancellationToken ct)
    {
        if (!Load(number))
            return NotFound();
        if (await replies.Send(Screen.View, nonce ?? "", ct) is not { } form)
            return BackToCase();
        Response.StatusCode = StatusCodes.Status409Conflict;
        Load(number);
        return Show(form);
    }

    private bool Load(string number)
    {
        if (screens.Find(number) is not { } found || screens.Read(found.Id) is not { } screen)
            return false;
        Screen = screen;
        Queue = board.Open().Beside(screen.Card.Number);
        Side = sides.Read(screen.View);
        return true;
    }

    private IActionResult Show(ReplyFormModel? form)
    {
        if (form is null)
            return NotFound();
        Form = form;
        return Page();
    }

    private RedirectResult BackToCase() => Redirect($"/cases/{Screen.Card.Number}");
}
