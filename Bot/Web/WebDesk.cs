using SocialCareBot.Desk;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.WebEncoders;
using SocialCareBot.Settings;
using SocialCareBot.Wiring;

namespace SocialCareBot.Web;

/// <summary>The web desk: pages, the read-only API, live news and health.</summary>
public static class WebDesk
{
    private static readonly string[] Described = ["api/", "health/"];

    /// <summary>Needs the desk's services and a <see cref="DeskOperator"/>.</summary>
    /// <param name="dataFolder">Where the keys stand that protect forms; null: where the platform keeps them, and open forms may not survive a restart.</param>
    public static IServiceCollection AddWebDesk(this IServiceCollection services, CareSettings care, string? dataFolder = null)
    {
        ArgumentNullException.ThrowIfNull(care);
        services.AddRazorPages(pages => pages.RootDirectory = "/Web/Pages");
        // Every script people write in stays readable in the page's source; what could be markup is still escaped.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddAntiforgery(forgery => forgery.Cookie.Name = "care-desk");
        services.AddProblemDetails();
        services.AddOpenApi(document => document.ShouldInclude = endpoint => Array.Exists(Described, start => endpoint.RelativePath?.StartsWith(start, StringComparison.Ordinal) == true));
        // The keys are kept from others by the folder's permissions; the platform would warn at every start that they are not encrypted as well.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement", LogLevel.Error));
        // An address holds what somebody searched for, or the code with which a workspace installs the app.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        var protection = services.AddDataProtection().SetApplicationName("SocialCareBot");
        if (dataFolder is not null)
            protection.PersistKeysToFileSystem(Private(Path.Combine(dataFolder, "keys")));
        return services
            .AddSingleton<TopBar>()
            .AddSingleton<QueueBoard>()
            .AddSingleton<CaseScreens>()
            .AddSingleton<Deadlines>()
            .AddSingleton<SidePanels>()
            .AddSingleton<ReplyScreens>()
            .AddSingleton<StatusBoard>();
    }

    private static DirectoryInfo Private(string folder) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folder)
        : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Call before any other endpoint is mapped: the doors and the safe headers hold for all of them.</summary>
    public static WebApplication MapWebDesk(this WebApplication app)
    {
        app.UseMiddleware<SafeHeaders>();
        app.UseMiddleware<DoorKeeper>();
        app.UseTrouble();
        // Revalidated each time: an old script beside a new page would be worse than one more request on loopback.
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" });
        app.MapRazorPages();
        app.MapOpenApi();
        CasesApi.Map(app);
        Live.Map(app);
        Health.Map(app);
        return app;
    }

    /// <summary>A person gets a page that says what now; a program gets problem+json, or just the status.</summary>
    private static void UseTrouble(this WebApplication app)
    {
        app.UseExceptionHandler("/trouble");
        app.UseStatusCodePagesWithReExecute("/trouble", "?code={0}");
        app.Use((context, next) =>
        {
            if (!IsPage(context) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return next(context);
        });
        app.UseWhen(context => !IsPage(context), rest => rest.UseExceptionHandler());
        app.UseWhen(IsApi, api => api.UseStatusCodePages(pages => Results.Problem(statusCode: pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext)));
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api/cases", StringComparison.OrdinalIgnoreCase);

    private static bool IsPage(HttpContext context) =>
        !IsApi(context)
        && context.GetEndpoint()?.Metadata.GetMetadata<PublicEndpoint>() is null
        && context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.Ordinal) == true);
}
