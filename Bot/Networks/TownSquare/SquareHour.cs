using System.Globalization;

namespace SocialCareBot.Networks.TownSquare;

/// <summary>Fills the square on its first day, and plays the scripted hour line by line. What was played is remembered on the square itself.</summary>
public sealed class SquareHour(Square square, TimeProvider time) : BackgroundService
{
    private const string FurnishedKey = "furnished";
    private const string StartedKey = "hour-started";
    private const string PlayedKey = "hour-played";

    /// <summary>When the hour was last started; null: never.</summary>
    public DateTimeOffset? StartedAt => square.State(StartedKey) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>How many of its lines were played.</summary>
    public int Played => int.Parse(square.State(PlayedKey) ?? "0", CultureInfo.InvariantCulture);

    public bool Running => StartedAt is not null && Played < SquareScript.Hour.Count;

    /// <summary>On the first day: the forty posts, with instants that lie a little way back.</summary>
    public void Furnish()
    {
        if (square.State(FurnishedKey) is not null)
            return;
        var now = time.GetUtcNow();
        foreach (var (number, line) in SquareScript.Samples.Index())
            Say(line, now - TimeSpan.FromMinutes(line.Minute), $"sample-{number + 1}");
        square.Set(FurnishedKey, "yes");
    }

    /// <summary>Starts the hour, from the beginning when it had been played.</summary>
    public void Start()
    {
        if (Running)
            return;
        square.Set(StartedKey, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        square.Set(PlayedKey, "0");
    }

    /// <summary>Plays the lines whose minute has come.</summary>
    public void Play()
    {
        if (StartedAt is not { } start)
            return;
        var played = Played;
        while (played < SquareScript.Hour.Count && start + TimeSpan.FromMinutes(SquareScript.Hour[played].Minute) <= time.GetUtcNow())
        {
            Say(SquareScript.Hour[played], time.GetUtcNow(), $"hour-{start.ToUnixTimeSeconds()}-{played + 1}");
            square.Set(PlayedKey, (++played).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A post by anybody, in a thread of its own or under another. Somebody of a known name is the same customer as before.</summary>
    public SquarePost Say(string name, string text, string? parent)
    {
        var answered = parent is null ? null : square.Find(parent);
        var known = square.LatestOf(name);
        var id = Id();
        return square.Publish(new SquarePost
        {
            Id = id,
            Parent = answered?.Id,
            Thread = answered?.Thread ?? id,
            Handle = known?.Handle ?? HandleOf(name),
            Name = known?.Name ?? name,
            Followers = known?.Followers ?? 100,
            Text = text,
            At = time.GetUtcNow(),
        });
    }

    private static string HandleOf(string name)
    {
        var handle = new string([.. name.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '_')]);
        return handle == Square.BrandHandle ? "somebody" : handle;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Play();
    }

    /// <summary>Under an id of the script's own: a line that was said before a crash is not said twice.</summary>
    private void Say(ScriptLine line, DateTimeOffset at, string id)
    {
        square.Publish(new SquarePost
        {
            Id = id,
            Thread = id,
            Handle = line.Handle,
            Name = line.Name,
            Followers = line.Followers,
            Text = line.Text,
            Language = line.Language,
            At = at,
        });
    }

    private string Id() => $"post-{Guid.CreateVersion7(time.GetUtcNow()):N}";
}
