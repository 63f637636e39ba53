using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace SocialCareBot.Networks.TownSquare;

/// <summary>Draws the square. Every word somebody wrote goes through the encoder; there is no script and no style in the page itself.</summary>
internal static class SquarePage
{
    private const int MostThreads = 80;

    /// <summary>The whole page.</summary>
    /// <param name="token">The antiforgery field's name and value, for every form.</param>
    public static string Draw(Square square, SquareHour hour, (string Name, string Value) token, DateTimeOffset now, string? answer, string? edit)
    {
        var field = $"""<input type="hidden" name="{E(token.Name)}" value="{E(token.Value)}">""";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>Town Square</title>
              <link rel="stylesheet" href="/square.css">
              <script src="/square.js" defer></script>
            </head>
            <body>
            <a class="skip" href="#stream">Skip to the posts</a>
            <header>
              <h1>Town Square</h1>
              <p>A place for practice only. Nobody here is real, and nothing said here leaves this machine. <a href="/">To the care desk</a></p>
            </header>
            <main>
              <div class="tools">
                {Compose(square, field, answer)}
                {Hour(hour, field)}
              </div>
              <section id="stream" aria-label="Posts" tabindex="-1">
            {Stream(square, hour, field, now, edit)}
              </section>
            </main>
            </body>
            </html>
            """;
    }

    /// <summary>The posts alone, for the live refresh, headed by how far the scripted hour is.</summary>
    public static string Stream(Square square, SquareHour hour, string field, DateTimeOffset now, string? edit)
    {
        var page = new StringBuilder();
        if (hour.Running)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"hour\">The scripted hour is on: {hour.Played} of {SquareScript.Hour.Count} posts so far.</p>");
        foreach (var thread in square.Threads(MostThreads))
        {
            page.Append("<article class=\"thread\">");
            foreach (var post in thread)
                page.Append(Post(post, field, now, edit == post.Id));
            page.Append("</article>\n");
        }
        return page.ToString();
    }

    private static string Compose(Square square, string field, string? answer)
    {
        var parent = answer is null ? null : square.Find(answer);
        var about = parent is null ? "" : $"""<input type="hidden" name="parent" value="{E(parent.Id)}"><p class="about">Under the post of {E(parent.Name)}: “{E(Short(parent.Text))}” <a href="/square">Not this one</a></p>""";
        return $"""
            <form class="compose" method="post" action="/square/posts" aria-labelledby="compose-title">
              {field}
              <h2 id="compose-title">Post as a customer</h2>
              {about}
              <label for="name">Name</label>
              <input id="name" name="name" list="names" required maxlength="60" autocomplete="off" value="{E(parent is { Handle: not Square.BrandHandle } ? parent.Name : "")}">
              <datalist id="names">{Names(square)}</datalist>
              <label for="text">What the customer says</label>
              <textarea id="text" name="text" rows="4" required maxlength="2000">@gridco </textarea>
              <button type="submit">Post it</button>
            </form>
            """;
    }

    private static string Names(Square square)
    {
        var names = square.Threads(MostThreads).SelectMany(thread => thread)
            .Where(post => post.Handle != Square.BrandHandle)
            .Select(post => post.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return string.Concat(names.Select(name => $"""<option value="{E(name)}">"""));
    }

    private static string Hour(SquareHour hour, string field) => hour.Running
        ? ""
        : $"""<form class="hour" method="post" action="/square/hour">{field}<button type="submit">Start the scripted hour</button><p>Thirteen more posts in an hour: the outage grows, and ends.</p></form>""";

    private static string Post(SquarePost post, string field, DateTimeOffset now, bool editing)
    {
        var ours = post.Handle == Square.BrandHandle;
        var kind = ours ? "post ours" : post.Parent is null ? "post" : "post reply";
        if (post.Deleted)
            return $"""<div class="{kind} gone" id="{E(post.Id)}"><p>{E(post.Name)} deleted this post.</p></div>""";
        var words = editing
            ? $"""<form method="post" action="/square/posts/{E(post.Id)}/edit">{field}<label class="unseen" for="edit">New words</label><textarea id="edit" name="text" rows="3" required maxlength="2000">{E(post.Text)}</textarea><button type="submit">Save</button> <a href="/square">Leave it</a></form>"""
            : $"""<p class="words"{Lang(post)}>{E(post.Text)}</p>""";
        return $"""
            <div class="{kind}" id="{E(post.Id)}">
              <p class="who"><strong>{E(post.Name)}</strong> <span>@{E(post.Handle)} · {Followers(post.Followers)} · <time datetime="{post.At:O}">{Ago(now - post.At)}</time>{(post.Version > 1 ? " · edited" : "")}</span></p>
              {words}
              {(ours ? "" : Acts(post, field))}
            </div>
            """;
    }

    private static string Acts(SquarePost post, string field) =>
        $"""<div class="acts"><a href="/square?answer={E(post.Id)}#compose-title" aria-label="Comment on the post of {E(post.Name)}">Comment</a> <a href="/square?edit={E(post.Id)}#{E(post.Id)}" aria-label="Edit the post of {E(post.Name)}">Edit</a> <form method="post" action="/square/posts/{E(post.Id)}/delete">{field}<button class="plain" type="submit" aria-label="Delete the post of {E(post.Name)}">Delete</button></form></div>""";

    private static string Lang(SquarePost post) => post.Language.Length > 0 ? $" lang=\"{E(post.Language)}\"" : "";

    private static string Followers(int count) => count == 1 ? "1 follower" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} followers";

    private static string Ago(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalMinutes: < 60 } => $"{(int)age.TotalMinutes} min ago",
        { TotalHours: < 24 } => $"{(int)age.TotalHours} h ago",
        _ => $"{(int)age.TotalDays} d ago",
    };

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";

    private static string E(string text) => HtmlEncoder.Default.Encode(text);
}
