using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SocialCareBot.Bench;

/// <summary>
/// Signed presses of Claim: on the whole bot, each on another case and durable before its answer; on an endpoint that checks the signature and nothing else; and
/// on Slack's own receiver, Bolt, which does nothing with them. Each server has one core to itself and has answered some thousands before; printed are medians of
/// three rounds.
/// </summary>
internal sealed class SlackRate(int clicks, string bolt, TimeProvider time)
{
    private const int AtOnce = 16;
    private const int Rounds = 3;

    public async Task<int> Run()
    {
        ClickRate.LeaveFirstCore();
        using var server = ClickRate.Again("slack-server", (ClickRate.Warmed + (clicks * Rounds)).ToString(CultureInfo.InvariantCulture));
        Environment.SetEnvironmentVariable("SLACK_SIGNING_SECRET", SlackServer.Secret);
        using var receiver = ClickRate.Start("node", Path.Combine(bolt, "bolt.mjs"));
        var (bare, bot) = (await server.StandardOutput.ReadLineAsync(), await server.StandardOutput.ReadLineAsync());
        var cases = (await server.StandardOutput.ReadLineAsync())!.Split(' ');
        var slacks = await receiver.StandardOutput.ReadLineAsync() + SlackServer.Path;
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce });
        async Task<(Figures Bare, Figures Bolt, Figures Bot)> Round(string[] some) =>
        (
            await PressRate.Measure(client, server, some, AtOnce, id => Press(bare!, id)),
            await PressRate.Measure(client, receiver, some, AtOnce, id => Press(slacks, id)),
            await PressRate.Measure(client, server, some, AtOnce, id => Press(bot!, id)));
        await ClickRate.WarmUp((from, calls) => Round(cases[from..(from + calls)]));
        List<(Figures Bare, Figures Bolt, Figures Bot)> rounds = [];
        foreach (var some in cases[ClickRate.Warmed..].Chunk(clicks))
            rounds.Add(await Round(some));
        Print("bare", rounds.Select(round => round.Bare));
        Print("bolt", rounds.Select(round => round.Bolt));
        Print("claim", rounds.Select(round => round.Bot));
        Print("of the bare endpoint", rounds.Select(round => round.Bot.PerSecond / round.Bare.PerSecond));
        Print("of Bolt doing nothing", rounds.Select(round => round.Bot.PerSecond / round.Bolt.PerSecond));
        SideBySide.PrintMemory(server, "the bot");
        server.StandardInput.Close();
        receiver.Kill();
        await Task.WhenAll(server.WaitForExitAsync(), receiver.WaitForExitAsync());
        return 0;
    }

    private static void Print(string what, IEnumerable<Figures> rounds) => Console.WriteLine($"{what,-5}  {Figures.Median(rounds)}");

    private static void Print(string what, IEnumerable<double> ratios) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio  {ratios.Order().ElementAt(Rounds / 2):F2} {what}"));

    private HttpRequestMessage Press(string address, string caseId) => Press(address, caseId, time);

    /// <summary>A press of Claim under a case's first card, as Slack sends and signs it.</summary>
    internal static HttpRequestMessage Press(string address, string caseId, TimeProvider time)
    {
        var body = $"payload={Uri.EscapeDataString(Payload(caseId))}";
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(SlackServer.Secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"));
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, new MediaTypeHeaderValue("application/x-www-form-urlencoded")) };
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", $"v0={Convert.ToHexStringLower(hash)}");
        return request;
    }

    private static string Payload(string caseId) =>
        $$$"""
        {"type":"block_actions","user":{"id":"{{{SlackServer.User}}}","username":"ana","name":"ana","team_id":"{{{SlackServer.Team}}}"},"api_app_id":"A0CARE","token":"unused",
        "container":{"type":"message_attachment","message_ts":"1548261231.000200","attachment_id":1,"channel_id":"C0CARE","is_ephemeral":false},"trigger_id":"12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3",
        "team":{"id":"{{{SlackServer.Team}}}","domain":"gridco"},"enterprise":null,"is_enterprise_install":false,"channel":{"id":"C0CARE","name":"complaints"},
        "message":{"type":"message","user":"U0BOT","ts":"1548261231.000200","bot_id":"B0BOT","app_id":"A0CARE","text":"P1 Outage","team":"{{{SlackServer.Team}}}"},"state":{"values":{}},
        "response_url":"https://hooks.slack.com/actions/T0BENCH/1/x","actions":[{"type":"button","block_id":"b1","action_id":"claim","text":{"type":"plain_text","text":"Claim","emoji":false},"value":"{{{caseId}}}:1","style":"primary","action_ts":"1548426417.840180"}]}
        """;
}
