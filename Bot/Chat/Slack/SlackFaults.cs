namespace SocialCareBot.Chat.Slack;

/// <summary>From Slack's error words to what follows from them.</summary>
internal static class SlackFaults
{
    /// <summary>Where Slack does not say how long to wait.</summary>
    public static readonly TimeSpan DefaultRest = TimeSpan.FromSeconds(10);

    /// <summary>The free plan's cap on messages is no moment's rate limit: spinning would not help.</summary>
    private static readonly TimeSpan LongRest = TimeSpan.FromMinutes(5);

    /// <summary>What an answer with <c>ok:false</c> means; null for an error that is as good as success.</summary>
    /// <param name="said">For the log: method, error and Slack's own explanation.</param>
    public static SlackFault? Of(string error, SlackMethod method, string said) => error switch
    {
        "already_reacted" or "no_reaction" or "already_in_channel" => null,
        "ratelimited" or "rate_limited" => new SlackFault.Retry(said, DefaultRest),
        "message_limit_exceeded" => new SlackFault.Retry(said, LongRest),
        "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" or "team_added_to_org" => Ambiguous(method, said),
        "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired" or "org_login_required" or "app_access_suspended"
            or "team_access_not_granted" or "team_disabled" or "user_removed_from_team" => new SlackFault.CredentialDead(said),
        "channel_not_found" or "is_archived" or "not_in_channel" or "ekm_access_denied" or "is_inactive" or "user_disabled" or "user_not_found"
            or "cannot_dm_bot" or "messages_tab_disabled" or "user_not_in_channel" => new SlackFault.TargetDead(said),
        "message_not_found" or "cant_update_message" or "edit_window_closed" => new SlackFault.MessageGone(said),
        _ when error.StartsWith("restricted_action", StringComparison.Ordinal) => new SlackFault.TargetDead(said),
        _ => new SlackFault.OurBug(said),
    };

    /// <summary>Whether it was done is not known: what may be done twice is tried again, the rest is left to whoever asked.</summary>
    public static SlackFault Ambiguous(SlackMethod method, string said) =>
        method.Repeatable ? new SlackFault.Retry(said) : new SlackFault.Unknown(said);
}
