using Dapper;
using Microsoft.Data.Sqlite;

namespace SocialCareBot.Networks.TownSquare;

/// <summary>One post on the square as it stands.</summary>
public sealed record SquarePost
{
    public required string Id { get; init; }

    /// <summary>The post this one answers; null for the first of a thread.</summary>
    public string? Parent { get; init; }
    public required string Thread { get; init; }
    public required string Handle { get; init; }
    public required string Name { get; init; }
    public int Followers { get; init; }
    public required string Text { get; init; }

    /// <summary>BCP 47; empty where nobody said.</summary>
    public string Language { get; init; } = "";
    public required DateTimeOffset At { get; init; }
    public int Version { get; init; } = 1;
    public bool Deleted { get; init; }

    /// <summary>Rises with every change on the square: what a listener's cursor counts.</summary>
    public long Seq { get; init; }
}

/// <summary>
/// The embedded practice network: a square with a memory of its own, apart from the bot's database. The bot reaches it through its ports alone.
/// </summary>
public sealed class Square
{
    public const string BrandHandle = "gridco";
    private const string Columns = "id, parent, thread, handle, name, followers, text, language, at, version, deleted, seq";
    private readonly string _connection;

    /// <summary>Opens or makes the square's own file.</summary>
    public Square(string file)
    {
        _connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 5 }.ToString();
        using var connection = Open();
        connection.Execute(
            """
            pragma journal_mode = wal;
            create table if not exists square (
                id text primary key,
                parent text,
                thread text not null,
                handle text not null,
                name text not null,
                followers integer not null,
                text text not null,
                language text not null,
                at integer not null,
                version integer not null,
                deleted integer not null,
                seq integer not null
            );
            create index if not exists square_seq on square (seq);
            create table if not exists square_state (name text primary key, value text not null);
            """);
    }

    /// <summary>Publishes; a second call with the same id changes nothing. Returns what stands.</summary>
    public SquarePost Publish(SquarePost post)
    {
        using var connection = Open();
        connection.Execute(
            """
            insert into square (id, parent, thread, handle, name, followers, text, language, at, version, deleted, seq)
            values (@Id, @Parent, @Thread, @Handle, @Name, @Followers, @Text, @Language, @at, 1, 0, (select coalesce(max(seq), 0) + 1 from square))
            on conflict (id) do nothing
            """,
            new { post.Id, post.Parent, post.Thread, post.Handle, post.Name, post.Followers, post.Text, post.Language, at = post.At.ToUnixTimeMilliseconds() });
        return Find(post.Id)!;
    }

    /// <summary>Changes the words; the post gets a new version.</summary>
    public void Edit(string id, string text) => Change("text = @text, version = version + 1", new { id, text });

    public void Delete(string id) => Change("deleted = 1", new { id });

    public SquarePost? Find(string id) => Rows($"select {Columns} from square where id = @id", new { id }).FirstOrDefault();

    /// <summary>The newest post of the customer of that name; null where nobody of that name has spoken.</summary>
    public SquarePost? LatestOf(string name) => Rows(
        $"select {Columns} from square where name = @name collate nocase and handle <> @brand order by seq desc limit 1",
        new { name, brand = BrandHandle }).FirstOrDefault();

    /// <summary>Everything that changed after a cursor, oldest change first.</summary>
    public IReadOnlyList<SquarePost> After(long seq, int atMost) => Rows($"select {Columns} from square where seq > @seq order by seq limit @atMost", new { seq, atMost });

    /// <summary>The newest threads, the newest first, each with its posts in order.</summary>
    public IReadOnlyList<IReadOnlyList<SquarePost>> Threads(int atMost)
    {
        var posts = Rows(
            $"""
            select {Columns}
            from square
            where thread in (select thread from square group by thread order by max(at) desc limit @atMost)
            order by at
            """,
            new { atMost });
        return [.. posts.GroupBy(post => post.Thread, StringComparer.Ordinal).Select(thread => (IReadOnlyList<SquarePost>)[.. thread]).OrderByDescending(thread => thread[^1].At)];
    }

    /// <summary>Whether somebody of this thread is us.</summary>
    public bool WeAreIn(string thread) => One<long>("select count(*) from square where thread = @thread and handle = @handle", new { thread, handle = BrandHandle }) > 0;

    public string? State(string name) => One<string?>("select value from square_state where name = @name", new { name });

    public void Set(string name, string value)
    {
        using var connection = Open();
        connection.Execute("insert into square_state (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value", new { name, value });
    }

    private void Change(string set, object arguments)
    {
        using var connection = Open();
        connection.Execute($"update square set {set}, seq = (select max(seq) + 1 from square) where id = @id", arguments);
    }

    private T? One<T>(string sql, object? arguments = null)
    {
        using var connection = Open();
        return connection.QueryFirstOrDefault<T>(sql, arguments);
    }

    private IReadOnlyList<SquarePost> Rows(string sql, object arguments)
    {
        using var connection = Open();
        return [.. connection.Query<Row>(sql, arguments).Select(row => row.Post())];
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string? Parent { get; init; }
        public string Thread { get; init; } = "";
        public string Handle { get; init; } = "";
        public string Name { get; init; } = "";
        public int Followers { get; init; }
        public string Text { get; init; } = "";
        public string Language { get; init; } = "";
        public long At { get; init; }
        public int Version { get; init; }
        public bool Deleted { get; init; }
        public long Seq { get; init; }

        public SquarePost Post() => new()
        {
            Id = Id,
            Parent = Parent,
            Thread = Thread,
            Handle = Handle,
            Name = Name,
            Followers = Followers,
            Text = Text,
            Language = Language,
            At = DateTimeOffset.FromUnixTimeMilliseconds(At),
            Version = Version,
            Deleted = Deleted,
            Seq = Seq,
        };
    }
}
