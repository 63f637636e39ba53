using System.CommandLine;

namespace SocialCareBot.Wiring;

/// <summary><c>-- policy …</c>: looks at the policy without running the bot.</summary>
public static class PolicyCommands
{
    /// <summary>The commands; each ends with 1 and one line for each problem of the settings.</summary>
    /// <param name="inHouse">Runs something in the whole bot, which is built but does not work; the arguments are those of the settings.</param>
    public static Command Command(string[] args, TimeProvider time, Func<string[], Func<WebApplication, CareHost, Task<int>>, CancellationToken, Task<int>> inHouse)
    {
        var days = new Option<int>("--days") { Description = "How many days to look at.", DefaultValueFactory = _ => 366 };
        var holidays = new Command("holidays", "Prints when each brand works, and which days it will treat as closed.") { TreatUnmatchedTokensAsErrors = false };
        holidays.Options.Add(days);
        holidays.SetAction(parsed => Mistakes.Say(() => PolicyPreview.Print(args, parsed.GetValue(days), time, Console.Out)));
        var policy = new Command("policy", "Looks at the policy of the settings.") { TreatUnmatchedTokensAsErrors = false };
        policy.Subcommands.Add(holidays);
        policy.Subcommands.Add(Rehearse(args, inHouse));
        return policy;
    }

    private static Command Rehearse(string[] args, Func<string[], Func<WebApplication, CareHost, Task<int>>, CancellationToken, Task<int>> inHouse)
    {
        var file = new Argument<string>("file") { Description = "A file with the other policy: the section alone, or a whole settings file." };
        var days = new Option<int>("--days") { Description = "How many days back.", DefaultValueFactory = _ => 7 };
        var rehearse = new Command("rehearse", "Lives the last days' cases through again, and prints what clocks did and would have done. Changes nothing.") { TreatUnmatchedTokensAsErrors = false };
        rehearse.Arguments.Add(file);
        rehearse.Options.Add(days);
        rehearse.SetAction((parsed, ct) => inHouse(
            [.. args.Where(arg => arg != parsed.GetValue(file))],
            (app, host) => Mistakes.Say(() => PolicyRehearsal.Print(app.Services, host.Care, parsed.GetValue(file)!, parsed.GetValue(days), Console.Out)),
            ct));
        return rehearse;
    }
}
