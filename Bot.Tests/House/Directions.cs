using System.Text.RegularExpressions;

namespace SocialCareBot.Tests.House;

/// <summary>Which folder may know which: the core knows nobody, adapters do not know each other, and only the wiring knows all.</summary>
public sealed partial class Directions
{
    /// <summary>What each folder of the bot may use of the house; what is not listed here may use everything.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Cases"] = [],
        ["Triage"] = ["Cases"],
        ["Sla"] = ["Cases"],
        ["OnCall"] = ["Cases", "Sla"],
        ["Ports"] = ["Cases", "Cards"],
        ["Store"] = ["Cases"],
        ["Desk"] = ["Cases", "Triage", "Sla", "OnCall", "Store", "Ports", "Cards"],
        ["Egress"] = [],
        ["Networks"] = ["Cases", "Ports", "Desk", "Store", "Egress"],
        ["Chat"] = ["Cases", "Ports", "Desk", "Store", "Sla", "Triage", "Egress", "Cards"],
        ["Paging"] = ["Cases", "Ports", "Desk", "Store", "Egress"],
        ["Settings"] = ["Cases", "Triage", "Sla", "OnCall", "Store"],
        ["Jobs"] = ["Desk", "Ports", "Store"],
    };

    /// <summary>Foreign packages, by the folders that may name them.</summary>
    private static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["NodaTime"] = ["Sla", "OnCall"],
        ["Dapper"] = ["Store", "Networks/TownSquare"],
        ["Npgsql"] = ["Store"],
        ["Microsoft.Data.Sqlite"] = ["Store", "Networks/TownSquare"],
        ["SQLitePCL"] = ["Store", "Networks/TownSquare"],
        ["MailKit"] = ["Paging"],
        ["MimeKit"] = ["Paging"],
        ["Quartz"] = ["Jobs", "Wiring"],
        ["OpenTelemetry"] = ["Wiring"],
    };

    [Fact]
    public void Every_folder_uses_only_what_it_may()
    {
        var breaches = Repository.Sources("Bot").SelectMany(file => Breaches(file)).ToList();
        Assert.True(breaches.Count == 0, string.Join('\n', breaches));
    }

    [Fact]
    public void The_core_does_no_waiting_logging_or_reading()
    {
        string[] foreign = ["Microsoft.", "System.IO", "System.Net", "System.Data", "System.Threading"];
        var breaches = Repository.Sources("Bot")
            .Where(file => Folder(file) is "Cases" or "Triage" or "Sla" or "OnCall")
            .SelectMany(file => Usings(file).Where(name => foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).Select(name => $"{file} uses {name}")
                .Concat(File.ReadLines(Repository.Path(file)).Where(line => Waits().IsMatch(line)).Select(line => $"{file}: {line.Trim()}")))
            .ToList();
        Assert.True(breaches.Count == 0, string.Join('\n', breaches));
    }

    [Fact]
    public void The_cards_know_nothing_of_the_bot()
    {
        var breaches = Repository.Sources("Cards").SelectMany(file => Usings(file)
            .Where(name => name.StartsWith("SocialCareBot.", StringComparison.Ordinal) && !name.StartsWith("SocialCareBot.Cards", StringComparison.Ordinal))
            .Select(name => $"{file} uses {name}")).ToList();
        Assert.True(breaches.Count == 0, string.Join('\n', breaches));
    }

    [Fact]
    public void Every_folder_of_the_bot_is_known_here()
    {
        string[] free = ["", "Web", "Wiring"];
        Assert.Empty(Repository.Sources("Bot").Select(Folder).Distinct().Except(Allowed.Keys).Except(free));
    }

    private static IEnumerable<string> Breaches(string file)
    {
        var folder = Folder(file);
        foreach (var name in Usings(file))
        {
            if (Packages.FirstOrDefault(package => name == package.Key || name.StartsWith(package.Key + ".", StringComparison.Ordinal)) is { Key: { } package, Value: { } homes }
                && !homes.Any(home => file.StartsWith($"Bot/{home}/", StringComparison.Ordinal)))
            {
                yield return $"{file} uses {package}";
            }
            if (!name.StartsWith("SocialCareBot.", StringComparison.Ordinal) || !Allowed.TryGetValue(folder, out var allowed))
                continue;
            var parts = name.Split('.');
            var sibling = folder is "Networks" or "Chat" && parts[1] == folder && parts.Length > 2 && parts[2] != Path(file)[1];
            if (sibling || (parts[1] != folder && !allowed.Contains(parts[1])))
                yield return $"{file} uses {name}";
        }
    }

    private static string Folder(string file) => Path(file) is { Length: > 1 } path ? path[0] : "";

    private static string[] Path(string file) => file.Split('/')[1..];

    /// <summary>The namespaces a file names, in its using lines and in full.</summary>
    private static IEnumerable<string> Usings(string file) =>
        File.ReadLines(Repository.Path(file)).Select(line => Using().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^(?:global )?using (?:static )?(?:\w+ = )?(?<name>[\w.]+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b(async|await|Task<|ILogger|TimeProvider)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Waits();
}
