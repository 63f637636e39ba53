using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.Models;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>The server of <see cref="ClickRate"/>, a process of its own so that it can be held to one core: durable claims, and an endpoint that only answers.</summary>
internal static class ClickServer
{
    /// <summary>Serves cases 1 to <paramref name="cases"/> until its input ends; its first line is its address.</summary>
    public static async Task<int> Run(int cases, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("care-click").FullName;
        using (var desk = new BenchDesk(folder, time))
        {
            await Task.WhenAll(Enumerable.Range(1, cases).Select(number => desk.Desk.Hear(desk.Post(number), CancellationToken.None)));
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            await using var app = builder.Build();
            app.MapPost("/bare/{number:int}", (int number) => Results.Text("{}", "application/json"));
            app.MapPost("/claim/{number:int}", (int number) => Claim(desk, number));
            await app.StartAsync();
            Console.WriteLine(app.Urls.First());
            await Console.In.ReadToEndAsync();
        }
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    /// <summary>What a click costs behind the token check: look, claim, commit, read anew, draw the card.</summary>
    private static async Task<IResult> Claim(BenchDesk desk, int number)
    {
        var shown = desk.Database.Read(session => CaseStore.Look(session, number))!;
        var press = new Press { Case = shown.Id, Verb = CardVerbs.Claim, ShownVersion = 1, By = BenchDesk.Agent };
        if (!(await desk.Press.Handle(press, CancellationToken.None)).Accepted)
            return Results.Conflict();
        var now = desk.Time.Now();
        var view = desk.Database.Read(session => CardView.Read(session, shown.Id, now))!;
        return Results.Bytes(CaseCard.DrawUtf8(desk.Cards.Model(view, now)), "application/json");
    }
}
