using Microsoft.Extensions.Logging;
using SocialCareBot.Store;

namespace SocialCareBot.Jobs;

/// <summary>
/// Ends this program when a newer one, started beside it, has said in the schema that this one is too old to work on: from then on it writes nothing, and the host
/// stops as it does when somebody stops it.
/// </summary>
public sealed class NewerProgram(Database database, IWriter writer, IHostApplicationLifetime host, ILogger<NewerProgram> log)
{
    /// <summary>Looks once; as often as wanted.</summary>
    public void Look()
    {
        if (host.ApplicationStopping.IsCancellationRequested)
            return;
        try
        {
            Migrator.Check(database);
        }
        catch (SchemaException tooOld)
        {
            log.LogCritical("{Reason} This one writes nothing more, and stops", tooOld.Message);
            writer.Refuse("a newer program works on this database, and this one stops");
            host.StopApplication();
        }
    }
}
