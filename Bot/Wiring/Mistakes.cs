using SocialCareBot.Settings;
using SocialCareBot.Store;

namespace SocialCareBot.Wiring;

/// <summary>How a command of the program ends whose settings, database or backup do not allow it: with 1 and the reason alone, without a stack trace.</summary>
public static class Mistakes
{
    public static async Task<int> Say(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception wrong) when (wrong is SettingsException or SchemaException or BackupException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
    }

    public static Task<int> Say(Action work) => Say(() =>
    {
        work();
        return Task.FromResult(0);
    });
}
