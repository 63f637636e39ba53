namespace SocialCareBot.Tests.World;

/// <summary>Where the databases of tests stand: in memory where the machine has a folder there, because no test outlives a power cut, and waiting for a disk would be most of what it does.</summary>
internal static class Scratch
{
    private const string InMemory = "/dev/shm";
    private const long Enough = 1L << 30;

    public static string Folder { get; } = Directory.Exists(InMemory) && new DriveInfo(InMemory).AvailableFreeSpace > Enough ? InMemory : Path.GetTempPath();
}
