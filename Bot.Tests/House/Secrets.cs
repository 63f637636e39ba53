using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SocialCareBot.Tests.House;

/// <summary>A record prints all it holds, and logs print records: one that holds a secret says something else.</summary>
public sealed partial class Secrets
{
    private const string Canary = "canary-of-records";

    [Fact]
    public void No_record_prints_a_secret_it_holds()
    {
        var holders = typeof(Program).Assembly.GetTypes().Where(type => type.GetMethod("<Clone>$") is not null && !type.IsAbstract && !type.ContainsGenericParameters && Fields(type).Any()).ToList();
        Assert.True(holders.Count >= 10, string.Join(", ", holders.Select(type => type.Name)));
        Assert.Empty(holders.Where(Prints).Select(type => type.FullName));
    }

    private static bool Prints(Type type)
    {
        var record = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(field => field.FieldType == typeof(Uri)))
            field.SetValue(record, new Uri("https://service.example/"));
        foreach (var field in Fields(type))
            field.SetValue(record, Canary);
        return record.ToString()!.Contains(Canary, StringComparison.Ordinal);
    }

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(field => field.FieldType == typeof(string) && Secret().IsMatch(field.Name) && !field.Name.Contains("Continuation", StringComparison.Ordinal));

    [GeneratedRegex("^<(\\w*(Secret|Password|Token|Bearer)|Access|Refresh)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();
}
