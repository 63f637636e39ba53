using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace SocialCareBot.Bench;

/// <summary>
/// Presses of Claim as Teams sends them, with a signed token: on the whole bot, each on another case, durable before its answer and answered with its card; and on an
/// endpoint that makes the same token check and nothing else. Both are in one process on one core and have answered some thousands before; printed are medians of
/// three rounds.
/// </summary>
internal sealed class TeamsRate(int clicks)
{
    private const int AtOnce = 16;
    private const int Rounds = 3;

    public async Task<int> Run()
    {
        ClickRate.LeaveFirstCore();
        using var server = ClickRate.Again("teams-server", (ClickRate.Warmed + (clicks * Rounds)).ToString(CultureInfo.InvariantCulture));
        var (bare, bot, token) = (await server.StandardOutput.ReadLineAsync(), await server.StandardOutput.ReadLineAsync(), await server.StandardOutput.ReadLineAsync());
        var cases = (await server.StandardOutput.ReadLineAsync())!.Split(' ');
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        async Task<(Figures Bare, Figures Bot)> Round(string[] some) =>
            (await PressRate.Measure(client, server, some, AtOnce, id => Press(bare!, id)), await PressRate.Measure(client, server, some, AtOnce, id => Press(bot!, id)));
        await ClickRate.WarmUp((from, calls) => Round(cases[from..(from + calls)]));
        List<(Figures Bare, Figures Bot)> rounds = [];
        foreach (var some in cases[ClickRate.Warmed..].Chunk(clicks))
            rounds.Add(await Round(some));
        Console.WriteLine($"token  {Figures.Median(rounds.Select(round => round.Bare))}");
        Console.WriteLine($"claim  {Figures.Median(rounds.Select(round => round.Bot))}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ratio  {SideBySide.Median(rounds.Select(round => round.Bot.PerSecond / round.Bare.PerSecond)):F2} of an endpoint that only checks the token, {AtOnce} at once, {clicks} claims a round, server on one core"));
        SideBySide.PrintMemory(server, "the bot");
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return server.ExitCode;
    }

    private static HttpRequestMessage Press(string address, string caseId) => new(HttpMethod.Post, address)
    {
        Content = new StringContent(
            $$$"""
            {"type":"invoke","name":"adaptiveCard/action","id":"f:{{{caseId}}}","timestamp":"2026-11-23T09:00:00.000Z","serviceUrl":"{{{TeamsServer.Service}}}","channelId":"msteams",
            "from":{"id":"29:ana","name":"Ana Brandt","aadObjectId":"{{{TeamsServer.User}}}"},"recipient":{"id":"28:bot","name":"SocialCareBot"},
            "conversation":{"id":"19:care@thread.tacv2;messageid=1","conversationType":"channel","isGroup":true,"tenantId":"{{{TeamsServer.Tenant}}}"},
            "channelData":{"tenant":{"id":"{{{TeamsServer.Tenant}}}"},"team":{"id":"19:team@thread.tacv2"},"channel":{"id":"19:care@thread.tacv2"}},"replyToId":"1","locale":"en-GB",
            "value":{"action":{"type":"Action.Execute","title":"Claim","verb":"claim","data":{"case":"{{{caseId}}}","version":1}},"trigger":"manual"}}
            """,
            Encoding.UTF8,
            "application/json"),
    };
}
