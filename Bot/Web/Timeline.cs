using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>Who speaks in a conversation, and so on which side and in which colour.</summary>
public enum Voice
{
    Customer,
    Ours,

    /// <summary>Ours, on its way: not public, or not known to be.</summary>
    Pending,
    Note,
}

/// <summary>One entry of a case's conversation, newest last.</summary>
public abstract record TimelineEntry
{
    public required DateTimeOffset At { get; init; }

    public required string When { get; init; }

    /// <summary>Somebody's words, literal.</summary>
    /// <param name="Remark">"edited twice", "deleted 10:25", "private".</param>
    public sealed record Said(Voice Voice, string Who, string Text, string? Remark, string? Url) : TimelineEntry;

    /// <summary>Lines of the log between two messages; many of them are folded.</summary>
    public sealed record Happened(IReadOnlyList<LogSentence> Lines) : TimelineEntry
    {
        public const int MostUnfolded = 3;

        /// <summary>"5 events, 10:10 to 10:40".</summary>
        public string Title => Lines[0].When == Lines[^1].When ? $"{Lines.Count} events, {Lines[0].When}" : $"{Lines.Count} events, {Lines[0].When} to {Lines[^1].When}";

        public bool Folded => Lines.Count > MostUnfolded;
    }
}

/// <summary>A line of the log as people read it, and the words that belong to it.</summary>
public sealed record LogSentence(string When, string Text, string? Words);

/// <summary>Puts posts, answers, notes and the log of a case into one conversation.</summary>
public static class Timeline
{
    public static IReadOnlyList<TimelineEntry> Of(CaseView view, People people, Clockface clock, DateTimeOffset now)
    {
        var words = new Words(view, people, clock, now);
        var posts = view.Posts.Select(words.Post);
        var rest = view.Log.Select(words.Line).OfType<TimelineEntry>();
        var entries = posts.Concat(rest).OrderBy(entry => entry.At).ToList();
        if (words.Pending() is { } pending)
            entries.Add(pending);
        return Joined(entries);
    }

    /// <summary>Neighbouring lines of the log stand together.</summary>
    private static List<TimelineEntry> Joined(List<TimelineEntry> entries)
    {
        List<TimelineEntry> joined = [];
        foreach (var entry in entries)
        {
            if (entry is TimelineEntry.Happened now && joined.LastOrDefault() is TimelineEntry.Happened before)
                joined[^1] = before with { Lines = [.. before.Lines, .. now.Lines] };
            else
                joined.Add(entry);
        }
        return joined;
    }

    private sealed record Words(CaseView View, People People, Clockface Clock, DateTimeOffset Now)
    {
        public TimelineEntry Post(PostView post) => new TimelineEntry.Said(
            Voice.Customer,
            PlainText.Line(post.Post.Author.Name, 80),
            PlainText.Paragraphs(post.Post.Text),
            Remark(post),
            WebLink.Of(post.Post.Url))
        {
            At = post.Post.PostedAt,
            When = Clock.At(post.Post.PostedAt, Now),
        };

        /// <summary>Null for what another entry shows already.</summary>
        public TimelineEntry? Line(LogLine line) => line.Event switch
        {
            CaseEvent.CustomerWrote or CaseEvent.ReplyLeft => null,
            CaseEvent.Noted note => Said(line, Voice.Note, People.Name(line.Actor), View.Bodies.GetValueOrDefault(note.Body), null, null),
            CaseEvent.Answered answer when Body(answer.Row) is { } text =>
                Said(line, Voice.Ours, People.Name(answer.Author), text, answer.Audience == Audience.Private ? "private" : null, answer.Url),
            var happened => new TimelineEntry.Happened([Sentence(line, happened)]) { At = line.At, When = Clock.At(line.At, Now) },
        };

        public TimelineEntry? Pending()
        {
            if (View.Case.Pending is not { } reply || View.Bodies.GetValueOrDefault(reply.Body) is not { } text)
                return null;
            var stage = reply.Stage switch
            {
                ReplyStage.Countdown => $"goes out at {Clock.Exactly(reply.LeavesAt)}",
                ReplyStage.Sending => "is going out",
                ReplyStage.Held => "held, not sent",
                _ => "nobody can tell yet whether it is public",
            };
            return new TimelineEntry.Said(Voice.Pending, People.Name(reply.By), text, stage, null) { At = reply.LeavesAt, When = "" };
        }

        private TimelineEntry.Said Said(LogLine line, Voice voice, string who, string? text, string? remark, string? url) =>
            new(voice, who, PlainText.Repair(text ?? "(the words were erased)"), remark, WebLink.Of(url)) { At = line.At, When = Clock.At(line.At, Now) };

        private LogSentence Sentence(LogLine line, CaseEvent? happened)
        {
            var when = Clock.At(line.At, Now);
            var sentence = LogWords.Say(line, People, Clock, Now)[(when.Length + 1)..];
            var words = happened is CaseEvent.Escalated or CaseEvent.SentBack && happened.Text is { } body ? View.Bodies.GetValueOrDefault(body) : null;
            return new LogSentence(when, sentence, words);
        }

        private string? Body(ReplyId row) => View.Log
            .Select(line => line.Event)
            .OfType<CaseEvent.ReplyQueued>()
            .Where(queued => queued.Reply.Row == row)
            .Select(queued => View.Bodies.GetValueOrDefault(queued.Reply.Body))
            .FirstOrDefault();

        private string? Remark(PostView post)
        {
            string?[] parts =
            [
                post.Post.Audience == Audience.Private ? "private" : null,
                post.Edits switch { 0 => null, 1 => "edited", var n => $"edited {n} times" },
                post.GoneAt is { } gone ? $"deleted {Clock.At(gone, Now)}" : null,
                CaseWords.Media(post.Post),
            ];
            var said = string.Join(" · ", parts.Where(part => part is not null));
            return said.Length == 0 ? null : said;
        }
    }
}
