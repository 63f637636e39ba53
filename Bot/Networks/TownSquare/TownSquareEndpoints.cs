using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SocialCareBot.Ports;

namespace SocialCareBot.Networks.TownSquare;

/// <summary>The square as services and pages.</summary>
public static class TownSquareEndpoints
{
    private const int LongestPost = 2000;

    /// <summary>Opens the square's own file in the data folder, and furnishes it on its first day. Returns the source that is polled.</summary>
    public static string AddTownSquare(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(_ => new Square(Path.Combine(dataFolder, "square.db")));
        services.AddSingleton<INetwork, SquareNetwork>().AddSingleton<ISource, SquareSource>();
        services.AddSingleton<SquareHour>().AddHostedService(s => s.GetRequiredService<SquareHour>());
        return SquareSource.SourceId;
    }

    public static void MapTownSquare(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<SquareHour>().Furnish();
        routes.MapGet("/square", (HttpContext context, Square square, SquareHour hour, IAntiforgery forgery, TimeProvider time, string? answer, string? edit) =>
            Html(SquarePage.Draw(square, hour, Token(forgery, context), time.GetUtcNow(), answer, edit)));
        routes.MapGet("/square/stream", (HttpContext context, Square square, SquareHour hour, IAntiforgery forgery, TimeProvider time) =>
        {
            var (name, value) = Token(forgery, context);
            return Html(SquarePage.Stream(square, hour, $"""<input type="hidden" name="{name}" value="{value}">""", time.GetUtcNow(), null));
        });
        routes.MapPost("/square/posts", (HttpContext context, SquareHour hour) => Post(context, form =>
        {
            if (form["name"].ToString().Trim() is { Length: > 0 and <= 60 } name && Words(form) is { } text)
                hour.Say(name, text, form["parent"].ToString() is { Length: > 0 } parent ? parent : null);
        }));
        routes.MapPost("/square/posts/{id}/edit", (HttpContext context, Square square, string id) => Post(context, form =>
        {
            if (Words(form) is { } text && Theirs(square, id))
                square.Edit(id, text);
        }));
        routes.MapPost("/square/posts/{id}/delete", (HttpContext context, Square square, string id) => Post(context, _ =>
        {
            if (Theirs(square, id))
                square.Delete(id);
        }));
        routes.MapPost("/square/hour", (HttpContext context, SquareHour hour) => Post(context, _ => hour.Start()));
    }

    /// <summary>Our own answers are changed by nobody here: the desk is where we speak.</summary>
    private static bool Theirs(Square square, string id) => square.Find(id) is { Deleted: false } post && post.Handle != Square.BrandHandle;

    private static string? Words(IFormCollection form) => form["text"].ToString().Trim() is { Length: > 0 and <= LongestPost } text ? text : null;

    private static async Task<IResult> Post(HttpContext context, Action<IFormCollection> act)
    {
        var forgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        if (!await forgery.IsRequestValidAsync(context))
            return Results.Problem("The form was not one of this page. Load the square again and repeat it.", statusCode: 400);
        act(await context.Request.ReadFormAsync(context.RequestAborted));
        return Results.Redirect("/square");
    }

    private static (string Name, string Value) Token(IAntiforgery forgery, HttpContext context)
    {
        var tokens = forgery.GetAndStoreTokens(context);
        return (tokens.FormFieldName, tokens.RequestToken!);
    }

    private static IResult Html(string page) => Results.Content(page, "text/html; charset=utf-8");
}
