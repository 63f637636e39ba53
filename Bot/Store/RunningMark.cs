namespace SocialCareBot.Store;

/// <summary>
/// A file in the data folder that is locked while a bot works there, and gone after a proper stop. The lock ends with the process, whatever ended it; the file
/// stays behind where the stop was no proper one.
/// </summary>
public sealed class RunningMark : IDisposable
{
    private readonly FileStream _lock;

    private RunningMark(FileStream held, bool leftBehind)
    {
        _lock = held;
        LeftBehind = leftBehind;
    }

    /// <summary>Whoever worked here last did not stop properly.</summary>
    public bool LeftBehind { get; }

    /// <summary>Null: another process works in this folder.</summary>
    public static RunningMark? Take(string folder)
    {
        var file = Path.Combine(folder, "running");
        var leftBehind = File.Exists(file);
        try
        {
            return new RunningMark(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), leftBehind);
        }
        catch (IOException) when (leftBehind)
        {
            return null;
        }
    }

    /// <summary>A proper stop.</summary>
    public void End()
    {
        File.Delete(_lock.Name);
        Dispose();
    }

    public void Dispose() => _lock.Dispose();
}
