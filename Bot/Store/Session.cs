using System.Data.Common;
using Dapper;

namespace SocialCareBot.Store;

/// <summary>
/// One open transaction (in the writer) or one read. Synchronous on purpose: it runs on the writer's own thread,
/// where waiting costs nobody anything.
/// </summary>
public sealed class Session(DbConnection connection, DbTransaction? transaction, Dialect dialect)
{
    public Dialect Dialect { get; } = dialect;

    public int Execute(string sql, object? arguments = null) => connection.Execute(sql, arguments, transaction);

    public IReadOnlyList<T> Query<T>(string sql, object? arguments = null) => connection.Query<T>(sql, arguments, transaction).AsList();

    /// <summary>The first row, or default where there is none.</summary>
    public T? First<T>(string sql, object? arguments = null) => connection.QueryFirstOrDefault<T>(sql, arguments, transaction);
}
