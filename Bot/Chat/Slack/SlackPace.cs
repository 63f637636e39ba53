namespace SocialCareBot.Chat.Slack;

/// <summary>When the next call may leave: a window for each method and workspace, one for each channel, and the rests that Slack asked for.</summary>
public sealed class SlackPace(TimeProvider time, ILogger<SlackPace> log)
{
    /// <summary>A refused credential is tried again after this time, once for the whole workspace.</summary>
    public static readonly TimeSpan CredentialPause = TimeSpan.FromMinutes(1);

    /// <summary>However long Slack asks for, we look again after this time.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    /// <summary>One message a second and channel in the long run; Slack lets short bursts pass.</summary>
    private static readonly RateWindows Channel = RateWindows.Of(new RateLimit(TimeSpan.FromSeconds(3), 3));

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Team, string Method), RateWindows> _methods = [];
    private readonly Dictionary<(string Team, string Channel), RateWindows> _channels = [];
    private readonly Dictionary<(string Team, string Method), DateTimeOffset> _resting = [];
    private readonly Dictionary<string, DateTimeOffset> _refused = new(StringComparer.Ordinal);

    /// <summary>What is wrong with our tokens, in one line; null while Slack accepts them.</summary>
    public string? Problem
    {
        get
        {
            lock (_gate)
                return _refused.Count == 0 ? null : "Slack does not accept our token; messages wait";
        }
    }

    /// <summary>Rebuilds a channel's window after a restart from what was sent lately.</summary>
    public void Sent(string team, string channel, IEnumerable<DateTimeOffset> instants)
    {
        lock (_gate)
            _channels[(team, channel)] = Channel.After(instants);
    }

    /// <summary>Counts one call and lets it pass (null), or says how long to wait.</summary>
    internal SlackFault.Retry? Take(string team, SlackMethod method, string? channel)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var refused = _refused.TryGetValue(team, out var until);
            if (refused && until > now)
                return new SlackFault.Retry("Slack does not accept our token", until - now);
            if (_resting.TryGetValue((team, method.Name), out var rest) && rest > now)
                return new SlackFault.Retry($"Slack asked {method.Name} to wait", rest - now);
            var wide = _methods.GetValueOrDefault((team, method.Name)) ?? RateWindows.Of(new RateLimit(TimeSpan.FromMinutes(1), method.PerMinute));
            if (wide.Next(now) is var open && open > now)
                return new SlackFault.Retry($"the window of {method.Name} is full", open - now);
            if (method.Posts && channel is not null)
            {
                var near = _channels.GetValueOrDefault((team, channel), Channel);
                if (near.Next(now) is var free && free > now)
                    return new SlackFault.Retry("the channel's window is full", free - now);
                _channels[(team, channel)] = near.Sent(now);
            }
            // One call alone finds out whether the token works again.
            if (refused)
                _refused[team] = now + CredentialPause;
            _methods[(team, method.Name)] = wide.Sent(now);
            return null;
        }
    }

    /// <summary>Slack answered 429: the method rests in this workspace.</summary>
    internal void Rest(string team, SlackMethod method, TimeSpan wait)
    {
        lock (_gate)
            _resting[(team, method.Name)] = time.GetUtcNow() + (wait < LongestRest ? wait : LongestRest);
    }

    /// <summary>Our token was refused: the whole workspace rests. Said in the log once, not for every message.</summary>
    internal void Refused(string team, string reason)
    {
        bool first;
        lock (_gate)
        {
            first = !_refused.ContainsKey(team);
            _refused[team] = time.GetUtcNow() + CredentialPause;
        }
        if (first)
            log.LogError("Slack does not accept our token in workspace {Team}: {Reason}. Messages wait, nothing is lost; it is tried again every minute", team, reason);
    }

    /// <summary>A call got through.</summary>
    internal void Accepted(string team)
    {
        lock (_gate)
        {
            if (!_refused.Remove(team))
                return;
        }
        log.LogInformation("Slack accepts our token again in workspace {Team}", team);
    }
}
