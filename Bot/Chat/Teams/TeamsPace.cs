using SocialCareBot.Ports;

namespace SocialCareBot.Chat.Teams;

/// <summary>When the next call may leave: the rate windows of conversations and tenants, and the rest of a tenant in which our credential is refused.</summary>
public sealed class TeamsPace(TimeProvider time, ILogger<TeamsPace> log)
{
    /// <summary>A refused credential is tried again after this time, once for the whole tenant.</summary>
    public static readonly TimeSpan CredentialPause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RateWindows> _conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RateWindows> _tenants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _resting = new(StringComparer.Ordinal);

    /// <summary>What is wrong with our credential, in one line; null while Teams accepts it.</summary>
    public string? Problem
    {
        get
        {
            lock (_gate)
                return _resting.Count == 0 ? null : "Teams does not accept our credential; messages wait";
        }
    }

    /// <summary>Rebuilds a conversation's windows after a restart from what was sent in the last hour.</summary>
    public void Sent(string conversation, IEnumerable<DateTimeOffset> instants)
    {
        lock (_gate)
            _conversations[conversation] = TeamsWindows.Conversation.After(instants);
    }

    /// <summary>Counts one call and lets it pass (null), or says how long to wait.</summary>
    public ChatOutcome.Retry? Take(string tenant, string conversation)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var resting = _resting.TryGetValue(tenant, out var until);
            if (resting && until > now)
                return new ChatOutcome.Retry("Teams does not accept our credential", until - now);
            var near = _conversations.GetValueOrDefault(conversation, TeamsWindows.Conversation);
            var wide = _tenants.GetValueOrDefault(tenant, TeamsWindows.Tenant);
            if (near.Next(now) is var free && free > now)
                return new ChatOutcome.Retry("the conversation's rate window is full", free - now);
            if (wide.Next(now) is var open && open > now)
                return new ChatOutcome.Retry("the tenant's rate window is full", open - now);
            // One call alone finds out whether the credential works again.
            if (resting)
                _resting[tenant] = now + CredentialPause;
            _conversations[conversation] = near.Sent(now);
            _tenants[tenant] = wide.Sent(now);
            return null;
        }
    }

    /// <summary>Our credential was refused: the whole tenant rests. Said in the log once, not for every message.</summary>
    public ChatOutcome.Retry Refused(string tenant, string reason)
    {
        bool first;
        lock (_gate)
        {
            first = !_resting.ContainsKey(tenant);
            _resting[tenant] = time.GetUtcNow() + CredentialPause;
        }
        if (first)
            log.LogError("Teams does not accept our credential in tenant {Tenant}: {Reason}. Messages wait, nothing is lost; it is tried again every minute", tenant, reason);
        return new ChatOutcome.Retry(reason, CredentialPause);
    }

    /// <summary>A call got through.</summary>
    public void Accepted(string tenant)
    {
        lock (_gate)
        {
            if (!_resting.Remove(tenant))
                return;
        }
        log.LogInformation("Teams accepts our credential again in tenant {Tenant}", tenant);
    }
}
