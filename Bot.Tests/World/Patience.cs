namespace SocialCareBot.Tests.World;

/// <summary>Waits for what other threads still do, and no longer than a slow machine needs.</summary>
public static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Returns once it holds. Throws when it does not within the longest time.</summary>
    public static async Task Until(Func<bool> holds)
    {
        using var enough = new CancellationTokenSource(Longest);
        while (!holds())
        {
            enough.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
