using System.CommandLine;

namespace SocialCareBot.Wiring;

/// <summary>Asks the bot that runs on this machine whether it is ready: for containers, whose images have nothing else to ask with.</summary>
public static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static Command Command()
    {
        var url = new Option<string>("--url") { Description = "Where its web desk listens.", DefaultValueFactory = _ => CareHost.DefaultUrl };
        var command = new Command("health", "Asks the bot that runs on this machine whether it is ready; fails when it is not.") { url };
        command.SetAction((parsed, ct) => Ask(parsed.GetValue(url)!, parsed.InvocationConfiguration.Output, ct));
        return command;
    }

    /// <summary>Prints what the bot says; 0 when it is ready.</summary>
    private static async Task<int> Ask(string bot, TextWriter output, CancellationToken ct)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync($"{bot.TrimEnd('/')}/health/ready", ct);
            await output.WriteLineAsync(await answer.Content.ReadAsStringAsync(ct));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException or InvalidOperationException or UriFormatException)
        {
            await output.WriteLineAsync($"No bot answers at {bot}: {silent.Message}");
            return 1;
        }
    }
}
