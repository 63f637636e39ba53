using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace SocialCareBot.Store;

/// <summary>
/// A connection to SQLite that keeps every statement it has prepared: preparing costs several times what most of ours cost to run. The texts of our statements
/// are few and constant. For one thread at a time, as the connection is.
/// </summary>
internal sealed class KeptStatements(SqliteConnection connection) : DbConnection
{
    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    /// <summary>The connection itself.</summary>
    public SqliteConnection Connection { get; } = connection;

    [AllowNull]
    public override string ConnectionString { get; set; } = connection.ConnectionString;

    public override string Database => Connection.Database;
    public override string DataSource => Connection.DataSource;
    public override string ServerVersion => Connection.ServerVersion;
    public override ConnectionState State => Connection.State;

    public override void Open() => Connection.Open();

    public override void Close() => Connection.Close();

    public override void ChangeDatabase(string databaseName) => Connection.ChangeDatabase(databaseName);

    /// <summary>A statement whose rows are still being read is not handed out twice.</summary>
    internal SqliteCommand Take(string text)
    {
        if (_idle.Remove(text, out var kept))
            return kept;
        var command = Connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    internal void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (!_idle.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    protected override DbCommand CreateDbCommand() => new KeptStatement(this);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Connection.BeginTransaction(isolationLevel);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _idle.Values)
                command.Dispose();
            _idle.Clear();
            Connection.Dispose();
        }
        base.Dispose(disposing);
    }
}

/// <summary>A command of <see cref="KeptStatements"/>: takes the prepared statement of its text, and gives it back at its end.</summary>
internal sealed class KeptStatement(KeptStatements kept) : DbCommand
{
    private SqliteCommand? _command;

    [AllowNull]
    public override string CommandText
    {
        get => _command?.CommandText ?? "";
        set => _command = kept.Take(value ?? "");
    }

    public override int CommandTimeout { get => Command.CommandTimeout; set => Command.CommandTimeout = value; }
    public override CommandType CommandType { get; set; } = CommandType.Text;
    public override bool DesignTimeVisible { get; set; }
    public override UpdateRowSource UpdatedRowSource { get; set; }
    protected override DbConnection? DbConnection { get; set; } = kept;
    protected override DbParameterCollection DbParameterCollection => Command.Parameters;
    protected override DbTransaction? DbTransaction { get; set; }

    private SqliteCommand Command => _command ?? throw new InvalidOperationException("The command has no text.");

    public override void Cancel() => Command.Cancel();

    public override int ExecuteNonQuery() => Command.ExecuteNonQuery();

    public override object? ExecuteScalar() => Command.ExecuteScalar();

    public override void Prepare() => Command.Prepare();

    protected override DbParameter CreateDbParameter() => new PlainParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Command.ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _command is { } command)
        {
            _command = null;
            kept.GiveBack(command);
        }
        base.Dispose(disposing);
    }
}

/// <summary>Named as the statement has it: a bare name SQLite's library tries with each sign it could begin with, and that was most of what binding cost.</summary>
internal sealed class PlainParameter : SqliteParameter
{
    [AllowNull]
    public override string ParameterName
    {
        get => base.ParameterName;
        set => base.ParameterName = $"@{value}";
    }
}
