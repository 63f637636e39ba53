namespace SocialCareBot.Store;

/// <summary>
/// The write-ahead log beside a SQLite file. The writer empties it whenever it has grown and no reader needs it; where a reader needs it for long, its growth
/// is told of before the disk is full.
/// </summary>
public sealed class Journal(Database database, TimeProvider time)
{
    private const long MB = 1024 * 1024;

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    private long _looked;

    /// <summary>SQLite itself writes over a log that nobody reads any more at about 4 MB, but never makes it smaller.</summary>
    public long EmptyAbove { get; init; } = 64 * MB;

    public long AlarmAbove { get; init; } = 256 * MB;

    public long Size => new FileInfo($"{database.Where}-wal") is { Exists: true } file ? file.Length : 0;

    /// <summary>In one line; null where all is well.</summary>
    public string? Problem => Size is var size && size > AlarmAbove
        ? $"{database.Where}-wal has grown to {size / MB} MB, because something has been reading the database for long: look for another program that has it open, and end it"
        : null;

    /// <summary>Whether to try to empty it now; asked after every batch, so it looks once a second only.</summary>
    internal bool IsGrown()
    {
        if (time.GetElapsedTime(_looked) < Often)
            return false;
        _looked = time.GetTimestamp();
        return Size > EmptyAbove;
    }
}
