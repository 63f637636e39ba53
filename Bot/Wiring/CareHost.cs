using SocialCareBot.Settings;

namespace SocialCareBot.Wiring;

/// <summary>The host before anything is built: which settings file, which data folder, which doors.</summary>
public sealed record CareHost(WebApplicationBuilder Builder, CareSettings Care, string SettingsPath, string DataFolder)
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The host would watch files whose settings are not read here; a profile showed 38 ms of the start for it.</summary>
    private const string NoWatching = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>The command line, by which the settings are read again.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Reads exactly one settings file, the environment and the command line. Throws <see cref="SettingsException"/> with every problem, one a line.</summary>
    public static CareHost Create(string[] args)
    {
        var (builder, care, path) = Read(args);
        var data = Path.GetFullPath(care.Data ?? Path.Combine(Path.GetDirectoryName(path)!, "data"));
        Directory.CreateDirectory(data);
        builder.WebHost.ConfigureKestrel((context, kestrel) => Doors.Listen(kestrel, context.Configuration["urls"] ?? DefaultUrl, care.Public.Url));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(8));
        return new CareHost(builder, care, path, data) { Args = args };
    }

    /// <summary>The settings alone, with the same refusals; nothing is made or opened.</summary>
    public static CareSettings Settings(string[] args) => Read(args).Care;

    private static (WebApplicationBuilder Builder, CareSettings Care, string Path) Read(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = [NoWatching] });
        var path = FileOf(args);
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddJsonFile(path, optional: false, reloadOnChange: false).AddEnvironmentVariables().AddCommandLine(args);
        return (builder, Checked(builder.Configuration, path), path);
    }

    /// <summary>Which settings file is read.</summary>
    public static string FileOf(string[] args)
    {
        var named = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build()["Care:Settings"];
        return SettingsFile.Find(named, Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
    }

    /// <summary>The settings as the file is now, with the same refusals.</summary>
    public static CareSettings Again(string path, IReadOnlyList<string> args) =>
        Checked(new ConfigurationBuilder().AddJsonFile(path, optional: false, reloadOnChange: false).AddEnvironmentVariables().AddCommandLine([.. args]).Build(), path);

    private static CareSettings Checked(IConfiguration configuration, string path)
    {
        var care = Bind(configuration, path);
        var problems = SettingsCheck.Problems(care);
        return problems.Count == 0 ? care : throw new SettingsException(string.Join(Environment.NewLine, problems.Select(problem => $"{path}: {problem}")));
    }

    private static CareSettings Bind(IConfiguration configuration, string path)
    {
        try
        {
            return configuration.GetSection("Care").Get<CareSettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new CareSettings();
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingsException($"{path}: {wrong.Message} {wrong.InnerException?.Message}".TrimEnd());
        }
    }
}
