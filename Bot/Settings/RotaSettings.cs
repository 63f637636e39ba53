using System.Globalization;
using System.Text.RegularExpressions;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;

namespace SocialCareBot.Settings;

/// <summary>Who is on duty when; a route names it in its <c>Duty</c> as <c>rota:NAME</c>.</summary>
public sealed record RotaSettings
{
    public string Name { get; init; } = "";

    /// <summary>IANA name.</summary>
    public string Zone { get; init; } = "";
    public IReadOnlyList<RotaLayerSettings> Layers { get; init; } = [];

    /// <summary>When somebody should be on duty, by day or days as in the policy's hours; left out: always.</summary>
    public IReadOnlyDictionary<string, List<string>> Covers { get; init; } = new Dictionary<string, List<string>>();
}

/// <summary>People who take turns.</summary>
public sealed record RotaLayerSettings
{
    /// <summary>1 is called first.</summary>
    public int Level { get; init; } = 1;

    /// <summary>Names in <c>Care:People</c>, in the order of their turns.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>IANA name; left out: the rota's.</summary>
    public string? Zone { get; init; }

    /// <summary>The first turn begins on this date.</summary>
    public string Start { get; init; } = "";

    /// <summary>The local time at which turns begin.</summary>
    public string HandOver { get; init; } = "09:00";

    /// <summary><c>day</c>, <c>week</c>, <c>3 d</c> or <c>12 h</c>.</summary>
    public string Every { get; init; } = "week";

    /// <summary>Only at these times; left out: always.</summary>
    public IReadOnlyDictionary<string, List<string>> When { get; init; } = new Dictionary<string, List<string>>();
}

/// <summary>Makes the rotas of what stands in the settings; every problem comes with its key.</summary>
internal static partial class RotaReader
{
    private const string Key = "Care:Policy:Rotas";
    private const string Prefix = "rota:";

    public static IReadOnlyList<Rota> Read(CareSettings care, IReadOnlyList<RotaSettings> settings, List<string> problems)
    {
        var rotas = settings.Select((rota, index) => Rota(care, rota, $"{Key}:{index}", problems)).ToList();
        problems.AddRange(rotas.GroupBy(rota => rota.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => $"{Key}: \"{group.Key}\" stands there twice."));
        problems.AddRange(care.Routes
            .SelectMany(route => route.Duty.Where(IsRota).Select(duty => (route, duty)))
            .Where(one => rotas.TrueForAll(rota => !string.Equals(Prefix + rota.Name, one.duty, StringComparison.OrdinalIgnoreCase)))
            .Select(one => $"{Key}: \"{one.duty[Prefix.Length..]}\" is missing; {one.route.Name} in Care:Routes has it on Duty."));
        return rotas;
    }

    /// <summary>Whether a route's <c>Duty</c> names a rota, and not a person.</summary>
    public static bool IsRota(string duty) => duty.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    private static Rota Rota(CareSettings care, RotaSettings rota, string key, List<string> problems)
    {
        if (!Name().IsMatch(rota.Name))
            problems.Add($"{key}:Name: \"{rota.Name}\" must be one word of letters, digits and hyphens; people type it.");
        var zone = Zone(rota.Zone, $"{key}:Zone", problems);
        if (rota.Layers.Count == 0)
            problems.Add($"{key}:Layers: there must be at least one with People and Start.");
        return new Rota
        {
            Name = rota.Name,
            Zone = zone,
            Layers = [.. rota.Layers.Select((layer, index) => Layer(care, layer, zone, $"{key}:Layers:{index}", problems))],
            Covers = Hours(rota.Covers, zone, $"{key}:Covers", problems),
        };
    }

    private static RotaLayer Layer(CareSettings care, RotaLayerSettings layer, string zone, string key, List<string> problems)
    {
        var own = layer.Zone is null ? zone : Zone(layer.Zone, $"{key}:Zone", problems);
        if (layer.People.Count == 0)
            problems.Add($"{key}:People: is empty.");
        problems.AddRange(layer.People.Where(name => care.People.All(person => !string.Equals(person.Name, name, StringComparison.OrdinalIgnoreCase))).Select(name => $"{key}:People: {name} is not in Care:People."));
        if (layer.Level is < 1 or > 9)
            problems.Add($"{key}:Level: {layer.Level} must be from 1 (called first) to 9.");
        if (!DateOnly.TryParseExact(layer.Start, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start))
            problems.Add($"{key}:Start: \"{layer.Start}\" must be a date such as 2026-11-23; the first turn begins on it.");
        if (!TimeOnly.TryParseExact(layer.HandOver, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var handOver))
            problems.Add($"{key}:HandOver: \"{layer.HandOver}\" must be a time such as 09:00.");
        var turn = Turn(layer.Every);
        if (turn is null)
            problems.Add($"{key}:Every: \"{layer.Every}\" must be day, week, a number of days such as 3 d (at most {RotaLayer.LongestTurn}), or of hours such as 12 h.");
        return new RotaLayer
        {
            Level = layer.Level,
            // An empty one has been said; a rota must still be able to be asked.
            People = layer.People.Count > 0 ? layer.People : [""],
            Zone = own,
            Start = start,
            HandOver = handOver,
            Days = turn?.Days ?? 7,
            Hours = turn?.Hours,
            When = Hours(layer.When, own, $"{key}:When", problems),
        };
    }

    private static (int Days, int? Hours)? Turn(string every) => every switch
    {
        "day" => (1, null),
        "week" => (7, null),
        _ when Every().Match(every) is { Success: true } match && int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) is var count and > 0 => match.Groups["unit"].Value == "h"
            ? count <= 24 * RotaLayer.LongestTurn ? (7, count) : null
            : count <= RotaLayer.LongestTurn ? (count, null) : null,
        _ => null,
    };

    private static BusinessHours Hours(IReadOnlyDictionary<string, List<string>> week, string zone, string key, List<string> problems) =>
        new() { Zone = zone, Week = new HoursReader("", DateOnly.MinValue, zone, problems).Week(week, key) };

    private static string Zone(string zone, string key, List<string> problems)
    {
        if (Clockface.Knows(zone))
            return zone;
        problems.Add($"{key}: \"{zone}\" is not a time zone. Write an IANA name such as Europe/Berlin.");
        return "Etc/UTC";
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,30}$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex("^(?<count>[0-9]{1,4}) ?(?<unit>d|h)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Every();
}
