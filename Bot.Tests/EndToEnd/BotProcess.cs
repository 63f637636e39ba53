using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.EndToEnd;

/// <summary>The program as people start it, in a process of its own, which can die at any line; never left running.</summary>
internal sealed partial class BotProcess : IAsyncDisposable
{
    /// <summary>What the shell calls a process that was ended by SIGKILL.</summary>
    public const int Killed = 128 + 9;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    private BotProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>A browser on its desk; null where it died before it opened its door.</summary>
    public HttpClient? Desk { get; private set; }

    /// <param name="program">Null: the one beside this test program.</param>
    public static async Task<BotProcess> Start(string folder, string settings, IReadOnlyDictionary<string, string?> environment, string? program = null)
    {
        var file = Path.Combine(folder, "appsettings.json");
        await File.WriteAllTextAsync(file, settings);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { program ?? Program(), $"--Care:Settings={file}", $"--Care:Data={Path.Combine(folder, "data")}", "--urls", "http://127.0.0.1:0" },
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_ENVIRONMENT"] = "Development" },
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var bot = new BotProcess(start);
        try
        {
            await bot.Open();
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> Ended()
    {
        await _process.WaitForExitAsync().WaitAsync(LongestWait);
        return _process.ExitCode;
    }

    /// <summary>The machine loses it, as with kill -9.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await Ended();
    }

    /// <summary>Sends it a signal by its name: STOP makes it hang, CONT lets it go on.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Whether these words stand in its log.</summary>
    public bool Said(string words) => _said.Any(line => line.Contains(words, StringComparison.Ordinal));

    public override string ToString() => string.Join(Environment.NewLine, _said.TakeLast(30));

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        Desk?.Dispose();
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    private async Task Open()
    {
        var first = await Task.WhenAny(_listens.Task, _process.WaitForExitAsync()).WaitAsync(LongestWait);
        if (first == _listens.Task)
            Desk = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = await _listens.Task };
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
            _listens.TrySetResult(new Uri(match.Groups["url"].Value));
    }

    /// <summary>Beside this test program, built the same way.</summary>
    private static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Repository.Path("Bot", "bin", here.Parent!.Name, here.Name, "SocialCareBot.dll");
    }

    [GeneratedRegex("Now listening on: (?<url>http://\\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
