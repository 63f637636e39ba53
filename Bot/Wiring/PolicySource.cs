using System.Security.Cryptography;
using SocialCareBot.Desk;
using SocialCareBot.Settings;
using SocialCareBot.Sla;

namespace SocialCareBot.Wiring;

/// <summary>The policy as its files say it: the settings file, the policy's own file where one is named, and the calendar files.</summary>
/// <param name="args">The command line, which overrides the file.</param>
public sealed class PolicySource(string path, IReadOnlyList<string> args, TimeProvider time)
{
    private IReadOnlyList<string> _files = [path];
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
            return Made(care, Section(file), file, Path.GetDirectoryName(Path.GetFullPath(file))!, today);
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
        return Made(care, policy, own ?? path, folder, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
    }

    private static PolicyReading Made(CareSettings care, PolicySettings policy, string file, string folder, DateOnly today)
    {
        var (made, problems) = PolicyReader.Read(care, policy, folder, today);
        return problems.Count == 0 ? new PolicyReading(made, []) : new PolicyReading(null, [.. problems.Select(problem => $"{file}: {problem}")]);
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
