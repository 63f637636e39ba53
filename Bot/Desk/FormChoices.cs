using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Sla;

namespace SocialCareBot.Desk;

/// <summary>What the small forms offer, and what their answers mean; the same on every front.</summary>
public static class FormChoices
{
    private static readonly (string Id, string Title, Func<Clockface, DateTimeOffset, DateTimeOffset> Until)[] Snoozes =
    [
        ("30m", "30 minutes", (_, now) => now + TimeSpan.FromMinutes(30)),
        ("1h", "1 hour", (_, now) => now + TimeSpan.FromHours(1)),
        ("4h", "4 hours", (_, now) => now + TimeSpan.FromHours(4)),
        ("9", "Next 09:00", (clock, now) => clock.Next(new TimeOnly(9, 0), now)),
    ];

    public static IReadOnlyList<CardChoice> Snooze { get; } = [.. Snoozes.Select(choice => new CardChoice(choice.Id, choice.Title))];

    private static readonly (string Id, string Title, Func<Clockface, DateTimeOffset, DateTimeOffset> By)[] PromisesBy =
    [
        ("1h", "Within 1 hour", (_, now) => now + TimeSpan.FromHours(1)),
        ("4h", "Within 4 hours", (_, now) => now + TimeSpan.FromHours(4)),
        ("17", "By 17:00", (clock, now) => clock.Next(new TimeOnly(17, 0), now)),
        ("12", "By 12:00 tomorrow", (clock, now) => clock.Next(new TimeOnly(12, 0), clock.Midnight(now).AddHours(30))),
        ("1w", "Within a week", (_, now) => now + TimeSpan.FromDays(7)),
    ];

    /// <summary>What can be promised with an answer or a note.</summary>
    public static IReadOnlyList<CardChoice> Promises { get; } = [.. PromisesBy.Select(choice => new CardChoice(choice.Id, choice.Title))];

    /// <summary>The instant a promise means when it is made now; null: nothing is promised.</summary>
    public static DateTimeOffset? PromiseBy(string? id, Clockface clock, DateTimeOffset now) =>
        PromisesBy.FirstOrDefault(choice => choice.Id == id).By?.Invoke(clock, now);

    public static IReadOnlyList<CardChoice> Reasons { get; } =
    [
        .. Enum.GetValues<ResolveReason>().Select(reason => new CardChoice(Id(reason), Word(reason))),
    ];

    public static IReadOnlyList<CardChoice> Kinds { get; } = [.. Enum.GetValues<PostKind>().Select(kind => new CardChoice(Id(kind), kind.ToString()))];

    public static IReadOnlyList<CardChoice> Priorities { get; } = [.. Enum.GetValues<Priority>().Select(priority => new CardChoice(Id(priority), priority.ToString()))];

    public static DateTimeOffset? SnoozeUntil(string? id, Clockface clock, DateTimeOffset now) =>
        Snoozes.FirstOrDefault(choice => choice.Id == id).Until?.Invoke(clock, now);

    /// <summary>The id of a choice: lower case, as it travels.</summary>
    public static string Id<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static T? Parse<T>(string? id)
        where T : struct, Enum => Enum.TryParse<T>(id, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    public static string Word(ResolveReason reason) => reason switch
    {
        ResolveReason.Fixed => "fixed",
        ResolveReason.Answered => "answered",
        ResolveReason.NoAnswerNeeded => "no answer needed",
        ResolveReason.Duplicate => "duplicate",
        ResolveReason.Gone => "gone",
        _ => reason.ToString(),
    };
}
