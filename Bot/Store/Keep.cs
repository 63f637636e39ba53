namespace SocialCareBot.Store;

/// <summary>Small keyed JSON documents of networks and fronts: sessions, cursors, conversation references, rosters.</summary>
public sealed class Keep(Database database, IWriter writer)
{
    /// <summary>The document, or null.</summary>
    public Task<string?> Read(string owner, string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(session => session.First<string?>("select json from keep where owner = @owner and key = @key", new { owner, key })));
    }

    /// <summary>All documents of an owner, by key.</summary>
    public IReadOnlyDictionary<string, string> All(string owner) => database.Read(session => session
        .Query<(string Key, string Json)>("select key, json from keep where owner = @owner order by key", new { owner })
        .ToDictionary(row => row.Key, row => row.Json, StringComparer.Ordinal));

    public Task Write(string owner, string key, string json, CancellationToken ct, TimeSpan? patience = null) =>
        writer.Run(session => Put(session, owner, key, json), ct, patience);

    public Task Delete(string owner, string key, CancellationToken ct) =>
        writer.Run(session => session.Execute("delete from keep where owner = @owner and key = @key", new { owner, key }), ct);

    /// <summary>For a document that belongs to the same transaction as something else.</summary>
    public static int Put(Session session, string owner, string key, string json) => session.Execute(
        """
        insert into keep (owner, key, json)
        values (@owner, @key, @json)
        on conflict (owner, key) do update set json = excluded.json
        """,
        new { owner, key, json });
}
