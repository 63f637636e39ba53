using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Web.Pages;

/// <summary>Who is heard, what waits, and the stop switch.</summary>
public sealed class StatusPage(StatusBoard board, ReplySwitch stop, DeskFacts facts, DeskOperator me, TimeProvider time) : PageModel
{
    public StatusView View { get; private set; } = null!;
    public string? Notice { get; private set; }

    /// <summary>Why the settings' changed policy is not in force; null where it is.</summary>
    public string? PolicyProblem => facts.Rules.InForce.Problem;

    public bool MayStop => me.Person.Role >= Role.Admin;

    public void OnGet() => View = board.Read();

    public Task<IActionResult> OnPostHoldAsync(CancellationToken ct) => Turn(() => stop.Hold(me.Person.Id, ct));

    public Task<IActionResult> OnPostResumeAsync(CancellationToken ct) => Turn(() => stop.Resume(ct));

    private async Task<IActionResult> Turn(Func<Task> turn)
    {
        if (MayStop)
        {
            await turn();
            return Redirect("/status");
        }
        Notice = facts.Say(Refusal.Need(Role.Admin), time.Now());
        Response.StatusCode = StatusCodes.Status403Forbidden;
        View = board.Read();
        return Page();
    }
}
