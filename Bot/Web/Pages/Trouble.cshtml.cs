using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Web.Pages;

/// <summary>What a person sees instead of a page that failed or does not exist.</summary>
[IgnoreAntiforgeryToken]
public sealed class TroublePage : PageModel
{
    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";

    public void OnGet(int? code) => Say(code);

    public void OnPost(int? code) => Say(code);

    private void Say(int? code)
    {
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (failed is WriterBusyException or StillWorkingException)
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        (Title, Text) = (failed, code) switch
        {
            (WriterBusyException, _) => ("The store is busy", Refusals.Busy),
            (StillWorkingException, _) => ("Still working on it", Refusals.StillWorking),
            (StoreRefusesException, _) => ("The store takes no new work", "An admin must look at it. Nothing was done; reading goes on."),
            (not null, _) => ("Something failed here", "Nothing was sent. It stands in the log; an admin can look at it there."),
            (_, 404) => ("There is nothing here", "No case has this number, and no page this address. Look it up in the queue."),
            (_, 400) => ("This form is too old", "Nothing was done. Open the case again and press once more."),
            _ => ("That did not work", "Nothing was done. Go back to the queue and try again."),
        };
    }
}
