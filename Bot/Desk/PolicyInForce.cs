namespace SocialCareBot.Desk;

/// <summary>
/// The policy by which everything is decided, and what is wrong with the one that should have followed it. The one place that hands it out: whoever decides asks
/// anew each time, and holds on to the answer for that one decision.
/// </summary>
public sealed class PolicyInForce(DeskPolicy first)
{
    private volatile DeskPolicy _now = first;
    private volatile IReadOnlyList<string> _refused = [];

    public DeskPolicy Now => _now;

    /// <summary>Why the settings' present policy is not in force, each with file, key and reason; empty where it is.</summary>
    public IReadOnlyList<string> Refused => _refused;

    /// <summary>In one line for whoever looks after the bot; null where all is well.</summary>
    public string? Problem => _refused is { Count: > 0 } refused
        ? $"The changed policy was refused and version {_now.Version} stays. {refused[0]}{(refused.Count > 1 ? $" ({refused.Count - 1} more in the log)" : "")}"
        : null;

    public void Put(DeskPolicy policy) => (_now, _refused) = (policy, []);

    public void Refuse(IReadOnlyList<string> problems) => _refused = problems;
}
