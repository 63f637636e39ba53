using System.Reflection;
using SocialCareBot.Tests.World;
using Xunit.Sdk;

namespace SocialCareBot.Tests.Store;

/// <summary>Runs a theory on SQLite, in a file of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[TestStore.Sqlite]];
}

/// <summary>Runs a theory on PostgreSQL, in a schema of its own, where <c>CARE_POSTGRES</c> says how to reach a server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute()
    {
        if (TestDatabase.Server is null)
            Skip = $"{TestDatabase.Variable} is not set: needs the PostgreSQL of .ci/postgres";
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[TestStore.Postgres]];
}
