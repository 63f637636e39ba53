using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace SocialCareBot.Store;

/// <summary>PostgreSQL's own programs for backups, found on the path. The password goes to them through the environment, where other users cannot see it.</summary>
internal static class PostgresPrograms
{
    /// <summary>Everything of the connection's schema into a file of the custom format.</summary>
    public static void Dump(Database database, string file)
    {
        Run(database, "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--schema={SchemaOf(database)}", $"--file={file}"]);
        Version(database, file);
    }

    /// <summary>The schema version in a file, and the oldest program that can work with it. Throws where the file is no whole backup of ours.</summary>
    public static (int Version, int OldestReader) Version(Database database, string file)
    {
        var row = Run(database, "pg_restore", ["--data-only", "--table=schema_version", "--file=-", file], connects: false)
            .Split('\n').SkipWhile(line => !line.StartsWith("COPY ", StringComparison.Ordinal)).Skip(1).FirstOrDefault()?.Split('\t');
        return row is [var version, var oldest] && int.TryParse(version, CultureInfo.InvariantCulture, out var number) && int.TryParse(oldest, CultureInfo.InvariantCulture, out var reader)
            ? (number, reader)
            : throw new BackupException($"{file} is no backup of this program.");
    }

    /// <summary>The file's tables into the connection's schema, all or nothing.</summary>
    public static void Load(Database database, string file) =>
        Run(database, "pg_restore", ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", $"--schema={SchemaOf(database)}", $"--dbname={Parts(database).Database}", file]);

    public static string SchemaOf(Database database) => database.Directly(session => session.First<string>("select current_schema()"))
        ?? throw new BackupException($"{database.Where} has no schema to work in.");

    private static NpgsqlConnectionStringBuilder Parts(Database database) => new(database.ConnectionString);

    private static string Run(Database database, string program, IReadOnlyList<string> arguments, bool connects = true)
    {
        var parts = Parts(database);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (connects)
        {
            foreach (var (name, value) in new[] { ("PGHOST", parts.Host), ("PGPORT", $"{parts.Port}"), ("PGUSER", parts.Username), ("PGPASSWORD", parts.Password), ("PGDATABASE", parts.Database), ("PGSSLMODE", $"{parts.SslMode}".ToLowerInvariant()) })
                start.Environment[name] = value;
        }
        try
        {
            using var running = Process.Start(start)!;
            var errors = new StringBuilder();
            running.ErrorDataReceived += (_, line) => errors.Append(line.Data).Append(' ');
            running.BeginErrorReadLine();
            var output = running.StandardOutput.ReadToEnd();
            running.WaitForExit();
            return running.ExitCode == 0 ? output : throw new BackupException($"{program} failed: {errors.ToString().Trim()}");
        }
        catch (Win32Exception missing)
        {
            throw new BackupException($"A backup of PostgreSQL needs its program {program} on the path. Install the client package of your server's version (postgresql-client), and try again.", missing);
        }
    }
}
