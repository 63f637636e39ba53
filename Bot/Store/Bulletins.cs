using Npgsql;

namespace SocialCareBot.Store;

/// <summary>Short notes between the nodes of one PostgreSQL database. One that is lost costs a moment: the truth is read from the tables.</summary>
public sealed class Bulletins(Database database)
{
    private const string Channel = "social_care_bot";

    /// <summary>Tells all other nodes; a note is a line of at most a few thousand characters.</summary>
    public void Tell(IReadOnlyList<string> notes) => database.Directly(session => session.Execute(
        "select pg_notify(@Channel, note) from unnest(@notes) as note",
        new { Channel, notes = notes.ToArray() }));

    /// <summary>Hears until cancelled, or until the connection breaks, which throws.</summary>
    /// <param name="ready">Called once nothing is missed any more.</param>
    public async Task Hear(Action ready, Action<string> heard, CancellationToken ct)
    {
        await using var connection = database.OpenPostgres();
        connection.Notification += (_, note) => heard(note.Payload);
        await using (var listen = connection.CreateCommand())
        {
            listen.CommandText = $"listen {Channel}";
            await listen.ExecuteNonQueryAsync(ct);
        }
        ready();
        while (true)
            await connection.WaitAsync(ct);
    }
}
