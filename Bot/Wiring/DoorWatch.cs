using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SocialCareBot.Wiring;

/// <summary>
/// Stands before the public door. The server's own limits begin with a request's first letter, and one that never comes is waited for as between two requests, which
/// is long for good reason (<see cref="Doors"/>).
/// </summary>
/// <param name="most">How many connections may be open at once.</param>
public sealed class DoorWatch(TimeProvider time, int most = DoorWatch.Most)
{
    /// <summary>
    /// The chats and a proxy need tens, and an idle one costs 14 kB (measured), so that a flood of them stays below 60 MB. Counted at this door alone: the desk is
    /// always reached.
    /// </summary>
    public const int Most = 4000;

    /// <summary>Chats and proxies connect when they have something to say.</summary>
    public static readonly TimeSpan FirstLetter = TimeSpan.FromSeconds(10);

    private int _open;

    /// <summary>Passes on a connection whose caller speaks, for as long as the server wants; every other is closed without a word.</summary>
    public async Task Pass(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref _open) <= most && await Speaks(connection))
                await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task<bool> Speaks(ConnectionContext connection)
    {
        using var patience = new CancellationTokenSource(FirstLetter, time);
        // Whoever is silent does not hold up a bot that stops.
        var stops = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stops);
        try
        {
            var heard = await connection.Transport.Input.ReadAsync(either.Token);
            connection.Transport.Input.AdvanceTo(heard.Buffer.Start);
            return !heard.Buffer.IsEmpty;
        }
        catch (Exception silent) when (silent is OperationCanceledException or IOException)
        {
            return false;
        }
    }
}
