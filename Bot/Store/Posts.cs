using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>What was received. The unique key makes a post known for ever; its payload may be pruned with age.</summary>
public static class Posts
{
    /// <summary>False when this version of the post was known before: whoever hears it again stops here.</summary>
    public static bool TryAdd(Session session, Post post, CaseId? caseId) => session.Execute(
        """
        insert into post (network, native_id, version, case_id, account, author, posted_at, version_at, received_at, payload)
        values (@Network, @NativeId, @Version, @caseId, @Account, @author, @postedAt, @versionAt, @receivedAt, @payload)
        on conflict (network, native_id, version) do nothing
        """,
        new
        {
            post.Network,
            post.NativeId,
            post.Version,
            caseId = caseId?.ToString(),
            post.Account,
            author = post.Author.Id,
            postedAt = post.PostedAt.Ms(),
            versionAt = post.VersionAt.Ms(),
            receivedAt = post.ReceivedAt.Ms(),
            payload = StoreJson.Write(post),
        }) == 1;

    /// <summary>Whether another version of it was received before, whose case it is, and the version that was made last, where it was not pruned.</summary>
    public static (bool Known, CaseId? Case, Post? Newest) Known(Session session, string network, string nativeId)
    {
        var rows = session.Query<(string? Case, string? Payload)>(
            "select case_id, payload from post where network = @network and native_id = @nativeId order by version_at desc, received_at desc",
            new { network, nativeId });
        var (owner, newest) = (rows.FirstOrDefault(row => row.Case is not null).Case, rows.FirstOrDefault(row => row.Payload is not null).Payload);
        return (rows.Count > 0, owner is null ? null : new CaseId(Guid.Parse(owner)), newest is null ? null : StoreJson.Read<Post>(newest));
    }

    /// <summary>Whose case a post is, without reading what it says; null where it belongs to none or was never heard.</summary>
    public static CaseId? CaseOf(Session session, string network, string nativeId) => session.First<string>(
        """
        select case_id
        from post
        where network = @network and native_id = @nativeId and case_id is not null
        order by version_at desc, received_at desc
        limit 1
        """,
        new { network, nativeId }) is { } id ? new CaseId(Guid.Parse(id)) : null;

    /// <summary>The version of a post that was made last, whenever it was heard; null where it was pruned or never heard.</summary>
    public static Post? Latest(Session session, string network, string nativeId) => session.First<string>(
        """
        select payload
        from post
        where network = @network and native_id = @nativeId and payload is not null
        order by version_at desc, received_at desc
        limit 1
        """,
        new { network, nativeId }) is { } payload ? StoreJson.Read<Post>(payload) : null;

    /// <summary>All versions of all posts of a case, oldest first.</summary>
    public static IReadOnlyList<(Post Post, DateTimeOffset? GoneAt)> OfCase(Session session, CaseId caseId) =>
    [
        .. session.Query<(string Payload, long? GoneAt)>(
            "select payload, gone_at from post where case_id = @id and payload is not null order by posted_at, received_at",
            new { id = caseId.ToString() }).Select(row => (StoreJson.Read<Post>(row.Payload), Instants.Of(row.GoneAt))),
    ];

    /// <summary>Notes a deletion, also of a post that has not come yet.</summary>
    public static void MarkGone(Session session, string network, string nativeId, DateTimeOffset at)
    {
        session.Execute(
            "update post set gone_at = @at where network = @network and native_id = @nativeId and gone_at is null",
            new { network, nativeId, at = at.Ms() });
        session.Execute(
            """
            insert into gone (network, native_id, at)
            values (@network, @nativeId, @at)
            on conflict (network, native_id) do nothing
            """,
            new { network, nativeId, at = at.Ms() });
    }

    public static bool IsGone(Session session, string network, string nativeId) =>
        session.First<int>("select count(*) from gone where network = @network and native_id = @nativeId", new { network, nativeId }) > 0;
}
