using System.Security.Cryptography;
using SocialCareBot.Desk;
using SocialCareBot.Settings;

namespace SocialCareBot.Wiring;

/// <summary>The policy as its files say it: the settings file, the policy's own file where one is named, and the calendar files.</summary>
/// <param name="args">The command line, which overrides the file.</param>
public sealed class PolicySource(string path, IReadOnlyList<string> args, TimeProvider time)
{
    private IReadOnlyList<string> _files = [path];
    private CareSettings? _first;
    private string _seen = "";

    /// <summary>The calendar files that the policy named when it was read last.</summary>
    public IReadOnlyList<string> HolidayFiles { get; private set; } = [];

    /// <summary>The policy now. Never throws: what is wrong stands in the reading.</summary>
    public PolicyReading Read()
    {
        try
        {
            var reading = Read(CareHost.Again(path, args), Path.GetDirectoryName(path)!);
            _seen = Mark();
            return reading;
        }
        catch (Exception wrong) when (wrong is SettingsException or IOException or InvalidDataException or FormatException or UnauthorizedAccessException)
        {
            _seen = Mark();
            return new PolicyReading(null, Lines(path, wrong));
        }
    }

    /// <summary>The policy where a file has changed since it was read last, or a year has begun (calendars reach three years ahead); else null.</summary>
    public PolicyReading? Changed() => Mark() == _seen ? null : Read();

    /// <summary>The policy of other settings, for a look at what would be: the section itself, or a file with the whole of it.</summary>
    public static PolicyReading Of(CareSettings care, string file, DateOnly today)
    {
        try
        {
            return Made(care with { Policy = Section(file) }, file, Path.GetDirectoryName(Path.GetFullPath(file))!, today);
        }
        catch (SettingsException wrong)
        {
            return new PolicyReading(null, Lines(file, wrong));
        }
    }

    private PolicyReading Read(CareSettings care, string folder)
    {
        var own = care.Policy.File is { } named ? Path.Combine(folder, named) : null;
        _files = own is null ? [path] : [path, own];
        var policy = own is null ? care.Policy : Section(own);
        HolidayFiles = [.. policy.Hours.SelectMany(hours => hours.HolidayFiles).Select(file => Path.Combine(folder, file)).Distinct(StringComparer.Ordinal)];
        _files = [.. _files, .. HolidayFiles];
        return Standing(care with { Policy = policy }, own ?? path, folder, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
    }

    /// <summary>The policy of today beside the people and routes that were read at start: a rota must not name somebody whom nobody can call yet.</summary>
    private PolicyReading Standing(CareSettings care, string file, string folder, DateOnly today)
    {
        _first ??= care;
        var reading = Made(_first with { Clocks = care.Clocks, Policy = care.Policy }, file, folder, today);
        return reading.Problems.Count > 0 && Made(care, file, folder, today).Problems.Count == 0
            ? new PolicyReading(null, [.. reading.Problems.Select(problem => $"{problem} People, routes and gateways are read at start: restart the bot to take this over.")])
            : reading;
    }

    private static PolicyReading Made(CareSettings care, string file, string folder, DateOnly today)
    {
        var read = PolicyReader.Read(care, care.Policy, folder, today);
        return read.Problems.Count > 0
            ? new PolicyReading(null, [.. read.Problems.Select(problem => $"{file}: {problem}")])
            : new PolicyReading(new DeskPolicy { Clocks = read.Clocks, Rotas = read.Rotas, Ways = PagingWiring.Ways(care), TestPages = care.Policy.TestPages }, []);
    }

    private static PolicySettings Section(string file)
    {
        try
        {
            var root = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false).Build();
            var whole = root.GetSection("Care:Policy");
            return (whole.Exists() ? whole : (IConfiguration)root).Get<PolicySettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new PolicySettings();
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or IOException or InvalidDataException or FormatException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file}: {wrong.Message} {wrong.InnerException?.Message}".TrimEnd());
        }
    }

    private string Mark() => string.Join('|', _files.Select(Hash).Prepend(time.GetUtcNow().Year.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static string Hash(string file)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return "away";
        }
    }

    /// <summary>Each begins with the file.</summary>
    private static IReadOnlyList<string> Lines(string file, Exception wrong) => wrong is SettingsException
        ? wrong.Message.Split(Environment.NewLine)
        : [$"{file}: {wrong.Message} {wrong.InnerException?.Message}".TrimEnd()];
}
