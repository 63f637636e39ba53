using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SocialCareBot.Tests.World;

/// <summary>Keeps the warnings and errors (or what is wanted) of the part of the bot whose names contain a word.</summary>
public sealed class ListLog(string part, LogLevel from = LogLevel.Warning) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => categoryName.Contains(part, StringComparison.Ordinal) ? this : NullLogger.Instance;

    /// <summary>A log for one class, kept here.</summary>
    public ILogger<T> For<T>() => new Logger<T>(new LoggerFactory([this]));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= from;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            _lines.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
