namespace SocialCareBot.Networks.Bluesky;

/// <summary>
/// What this process has handed out and the desk has kept, so that overlaps cost nothing. A page counts as kept only when its cursor comes back:
/// a page the desk could not save is handed out again. Forgetting is harmless, the desk keeps each post once.
/// </summary>
internal sealed class SeenPosts
{
    private const int Generation = 20_000;

    private HashSet<string> _young = new(StringComparer.Ordinal);
    private HashSet<string> _old = new(StringComparer.Ordinal);
    private (string Cursor, IReadOnlyList<string> Keys)? _open;

    public static string Key(string uri, string cid) => $"{uri}#{cid}";

    public bool Contains(string key) => _young.Contains(key) || _old.Contains(key);

    /// <summary>The page handed out last, with the cursor that stands for it.</summary>
    public void HandOut(string cursor, IReadOnlyList<string> keys) => _open = (cursor, keys);

    /// <summary>The cursor that came back.</summary>
    public void Settle(string? cursor)
    {
        if (_open is { } page && page.Cursor == cursor)
            Keep(page.Keys);
        _open = null;
    }

    private void Keep(IReadOnlyList<string> keys)
    {
        if (_young.Count >= Generation)
            (_old, _young) = (_young, new HashSet<string>(StringComparer.Ordinal));
        _young.UnionWith(keys);
    }
}
