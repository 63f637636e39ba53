using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;

namespace SocialCareBot.Web.Pages;

/// <summary>A case with its queue beside it; a press on one of its buttons comes back here.</summary>
public sealed class CasePage(CaseScreens screens, QueueBoard board, SidePanels sides, PressDesk presses, DeskOperator me) : PageModel
{
    /// <summary>What a small form may send, and nothing else.</summary>
    private static readonly string[] Inputs =
    [
        InputNames.AssignTo, InputNames.Note, InputNames.EscalateNote, InputNames.SnoozeFor, InputNames.ResolveReason, InputNames.Kind, InputNames.Priority,
        InputNames.SendBackNote, InputNames.PromiseBy,
    ];

    public CaseScreen Screen { get; private set; } = null!;
    public QueueView Queue { get; private set; } = null!;
    public SidePanel Side { get; private set; } = null!;

    public IActionResult OnGet(string number)
    {
        if (screens.Find(number) is not { } found)
            return NotFound();
        return found.Name == number ? Show(found.Id, null) : Redirect($"/cases/{found.Name}");
    }

    public async Task<IActionResult> OnPostAsync(string number, string? verb, int? version, string? nonce, CancellationToken ct)
    {
        if (screens.Find(number) is not { } shown)
            return NotFound();
        var press = new Press
        {
            Case = shown.Id,
            Verb = verb ?? "",
            ShownVersion = version,
            Nonce = string.IsNullOrEmpty(nonce) ? null : nonce,
            By = me.Actor,
            Inputs = Inputs.Where(Request.Form.ContainsKey).ToDictionary(name => name, name => PlainText.Repair(Request.Form[name])),
        };
        var pressed = await presses.Handle(press, ct);
        if (pressed.Accepted)
            return Redirect($"/cases/{shown.Name}");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Show(shown.Id, pressed.Sentence);
    }

    private IActionResult Show(CaseId id, string? notice)
    {
        if (screens.Read(id, notice) is not { } screen)
            return NotFound();
        Screen = screen;
        Queue = board.Open().Beside(screen.Card.Number);
        Side = sides.Read(screen.View);
        return Page();
    }
}
