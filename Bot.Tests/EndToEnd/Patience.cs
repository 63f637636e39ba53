using System.Diagnostics;

namespace SocialCareBot.Tests.EndToEnd;

/// <summary>Waiting for what other programs do in their own time.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Until it holds; looks often, and lets the programs have the machine in between.</summary>
    public static Task Until(Func<bool> holds) => Until(() => Task.FromResult(holds()));

    public static async Task Until(Func<Task<bool>> holds)
    {
        for (var began = Stopwatch.GetTimestamp(); !await holds();)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Longest, "It did not come about within a minute.");
            await Task.Delay(20);
        }
    }
}
