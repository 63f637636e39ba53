namespace SocialCareBot.Networks.Bluesky;

/// <summary>The address of a record: <c>at://did/collection/key</c>.</summary>
internal readonly record struct AtUri(string Repo, string Collection, string Key)
{
    public const string Posts = "app.bsky.feed.post";

    /// <summary>Null for anything else than the address of one record.</summary>
    public static AtUri? Parse(string? text)
    {
        var parts = (text ?? "").Split('/');
        return parts is ["at:", "", { Length: > 0 } repo, { Length: > 0 } collection, { Length: > 0 } key] ? new AtUri(repo, collection, key) : null;
    }

    /// <summary>Where people see the post. By the lasting id, because a handle may change.</summary>
    public string Page => $"https://bsky.app/profile/{Repo}/post/{Key}";

    public override string ToString() => $"at://{Repo}/{Collection}/{Key}";
}
