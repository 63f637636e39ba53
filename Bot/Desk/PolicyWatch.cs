using Microsoft.Extensions.Logging;

namespace SocialCareBot.Desk;

/// <summary>What the settings' policy is at this moment; with a problem there is none.</summary>
public sealed record PolicyReading(DeskPolicy? Policy, IReadOnlyList<string> Problems);

/// <summary>Takes a changed policy over while the bot runs, or refuses it and keeps the old one.</summary>
/// <param name="changed">The settings' policy where its files have changed since the last look, else null.</param>
/// <param name="adopt">Makes a policy a version and gives it to the clocks that run.</param>
public sealed class PolicyWatch(PolicyInForce inForce, Func<PolicyReading?> changed, Func<DeskPolicy, CancellationToken, Task<DeskPolicy>> adopt, ILogger<PolicyWatch> log)
{
    /// <summary>Kept until it is in force, so that a store that is busy does not swallow it.</summary>
    private PolicyReading? _due;

    public async Task Once(CancellationToken ct)
    {
        if ((_due = changed() ?? _due) is not { } reading)
            return;
        if (reading.Policy is null || reading.Problems.Count > 0)
        {
            inForce.Refuse(reading.Problems);
            log.LogError("The changed policy is refused, version {Version} stays: {Problems}", inForce.Now.Version, string.Join(Environment.NewLine, reading.Problems));
            _due = null;
            return;
        }
        var (before, now) = (inForce.Now.Version, await adopt(reading.Policy, ct));
        _due = null;
        if (now.Version != before)
            log.LogInformation("Policy version {Version} is in force, after version {Before}", now.Version, before);
    }
}
