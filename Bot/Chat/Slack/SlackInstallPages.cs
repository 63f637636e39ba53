using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace SocialCareBot.Chat.Slack;

/// <summary>The two addresses of the installation: where an admin begins, and where Slack sends the browser back to.</summary>
public static class SlackInstallPages
{
    public const string Install = "/slack/install";
    public const string Return = "/slack/oauth";
    private const string Cookie = "care-slack-install";

    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("");
        pages.MapGet(Install, (HttpContext context, SlackInstall install, SlackSettings settings) =>
        {
            var (authorize, secret) = install.Begin(settings);
            // The tunnel in front of the public door speaks https. Lax, because the browser comes back from Slack's site.
            context.Response.Cookies.Append(Cookie, secret, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/slack", MaxAge = SlackInstall.StateLife });
            return Results.Redirect(authorize.AbsoluteUri);
        });
        pages.MapGet(Return, async (HttpContext context, SlackInstall install, SlackSettings settings, string? code, string? state, string? error) =>
        {
            var (installed, sentence) = await install.Finish(settings, code, state, error, context.Request.Cookies[Cookie], context.RequestAborted);
            context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/slack" });
            return Results.Content(Page(sentence), "text/html; charset=utf-8", statusCode: installed ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        });
        return pages;
    }

    private static string Page(string sentence) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>SocialCareBot in Slack</title></head>
        <body><main><h1>SocialCareBot in Slack</h1><p>{WebUtility.HtmlEncode(sentence)}</p></main></body>
        </html>
        """;
}
