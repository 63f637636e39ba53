using System.CommandLine;
using SocialCareBot.Settings;

namespace SocialCareBot.Wiring;

/// <summary><c>-- policy …</c>: looks at the policy without running the bot.</summary>
public static class PolicyCommands
{
    /// <summary>The commands; each ends with 1 and one line for each problem of the settings.</summary>
    public static Command Command(string[] args, TimeProvider time)
    {
        var days = new Option<int>("--days") { Description = "How many days to look at.", DefaultValueFactory = _ => 366 };
        var holidays = new Command("holidays", "Prints when each brand works, and which days it will treat as closed.") { TreatUnmatchedTokensAsErrors = false };
        holidays.Options.Add(days);
        holidays.SetAction(parsed => Say(() => PolicyPreview.Print(args, parsed.GetValue(days), time, Console.Out)));
        var policy = new Command("policy", "Looks at the policy of the settings.") { TreatUnmatchedTokensAsErrors = false };
        policy.Subcommands.Add(holidays);
        return policy;
    }

    private static int Say(Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (SettingsException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 1;
        }
    }
}
