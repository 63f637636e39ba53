using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SocialCareBot.Web.Pages;

/// <summary>The queue alone, with what to do next; or what a search found.</summary>
public sealed class QueuePage(QueueBoard board, CaseScreens screens) : PageModel
{
    /// <summary>What the left column shows: the queue, or what was found.</summary>
    public QueueView Queue { get; private set; } = null!;

    /// <summary>All open cases, also while a search is shown.</summary>
    public QueueView Board { get; private set; } = null!;

    /// <summary>The most urgent case that is free or the operator's own.</summary>
    public QueueRow? Next { get; private set; }

    /// <summary>What else the operator has.</summary>
    public IReadOnlyList<QueueRow> Yours => [.. Board.Rows.Where(row => row.Mine && row != Next).Take(8)];

    /// <summary>How many there are under each heading.</summary>
    public IEnumerable<(string Title, int Count)> Tiles => QueueBoard.Headings
        .Select(title => (title, Board.Groups.FirstOrDefault(group => group.Title == title)?.Rows.Count ?? 0));

    public IActionResult OnGet(string? q)
    {
        if (screens.Find(q) is { } named)
            return Redirect($"/cases/{named.Name}");
        Board = board.Open();
        Queue = string.IsNullOrWhiteSpace(q) ? Board : board.Find(q.Trim()) with { Calls = Board.Calls };
        Next = Board.Groups.Where(QueueBoard.Presses).SelectMany(group => group.Rows).FirstOrDefault(row => row.Mine || row.Owner.Length == 0);
        return Page();
    }
}
