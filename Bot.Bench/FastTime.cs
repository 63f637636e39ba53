namespace SocialCareBot.Bench;

/// <summary>A clock that begins at an instant and runs so many times faster than the real one.</summary>
internal sealed class FastTime(TimeProvider real, DateTimeOffset from, int times) : TimeProvider
{
    private readonly long _began = real.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => from + (real.GetElapsedTime(_began) * times);
}
