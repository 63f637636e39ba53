namespace SocialCareBot.Bench;

/// <summary>A clock that stands still until told.</summary>
internal sealed class MovingTime(DateTimeOffset from) : TimeProvider
{
    private long _ticks = from.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public void To(DateTimeOffset at) => Interlocked.Exchange(ref _ticks, at.UtcTicks);
}
