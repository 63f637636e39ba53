namespace SocialCareBot.Cards.Models;

/// <summary>A plain answer to a command: help, queue, mine, one case.</summary>
public sealed record NoticeModel
{
    public required string Title { get; init; }
    /// <summary>A sentence under the title.</summary>
    public string? Text { get; init; }
    public CardTone Tone { get; init; }
    public IReadOnlyList<NoticeRow> Rows { get; init; } = [];
    /// <summary>How many more rows there are than the list shows.</summary>
    public int NotShown { get; init; }
    public string? LinkTitle { get; init; }
    public string? LinkUrl { get; init; }
}

/// <summary>A line of a notice: the number or word it leads with, and its text; the url opens it.</summary>
public sealed record NoticeRow(string Lead, string Text, string? Url = null);
