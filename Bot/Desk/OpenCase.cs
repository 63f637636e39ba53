using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>A message in the team chat from which somebody wants a case. Who asks comes from the verified envelope.</summary>
public sealed record ChatFind
{
    public required Actor By { get; init; }
    public required string Front { get; init; }
    public required string Tenant { get; init; }

    /// <summary>The message as the front refers to its own (<see cref="MessageRow.Ref"/>): unique within front and tenant.</summary>
    public required string Reference { get; init; }
    public required string Text { get; init; }

    /// <summary>Who wrote it, as the chat shows them; for a forwarded complaint the colleague who forwarded it.</summary>
    public required string Author { get; init; }

    /// <summary>The platform's id of that person; the name stands for it where there is none.</summary>
    public string? AuthorId { get; init; }

    /// <summary>Opens the message in the chat.</summary>
    public string? Link { get; init; }
}

/// <summary>What came of it: a sentence for the person who asked, and the case where there is one.</summary>
/// <param name="Opened">False: there was a case already, or nothing was done.</param>
public sealed record FoundCase(string Sentence, Case? Case, bool Opened);

/// <summary>"Open a case from this message", the same on every front: the message becomes a post, which is judged and routed as every other.</summary>
public sealed class OpenCase(CaseDesk desk, DeskFacts facts, Database database, TimeProvider time)
{
    public const string Account = "chat";
    public const string Network = "chat";
    public const string Title = "Team chat";
    public const string NoAnswer = "This case was opened from a message in the team chat, so there is no public place to answer it";
    private const int MostWords = 10_000;

    private static readonly Capabilities Can = new()
    {
        PublicReply = Capability.No(NoAnswer),
        PrivateReply = Capability.No(NoAnswer),
        DirectMessage = Capability.No(NoAnswer),
        Like = Capability.No(NoAnswer),
        Boost = Capability.No(NoAnswer),
        Attachments = Capability.No(NoAnswer),
    };

    /// <summary>The brand that routes see; the first configured account's.</summary>
    public string Brand { get; init; } = "";

    /// <summary>Opens the case, once for each message; never throws for a busy store: that is a sentence too.</summary>
    public async Task<FoundCase> From(ChatFind find, CancellationToken ct)
    {
        if (find.By.Role < Role.Agent)
            return Nothing(facts.Say(new Refusal(RefusalCode.NotListed), time.Now()));
        if (string.IsNullOrWhiteSpace(find.Text))
            return Nothing("This message has no words. Nothing was opened.");
        if (database.Read(session => Messages.ByRef(session, find.Front, find.Tenant, find.Reference)) is { SubjectKind: Messages.CaseSubject } ours)
            return Nothing($"This message belongs to {database.Read(session => CaseStore.Look(session, ours.CaseId))?.Name ?? "a case"} already. Nothing was opened.");
        try
        {
            var post = Post(find);
            var outcome = await desk.Hear(post, ct, patience: facts.Rules.ClickPatience, by: find.By);
            return Found(post, outcome == HearOutcome.Opened);
        }
        catch (WriterBusyException)
        {
            return Nothing(Refusals.Busy);
        }
        catch (StoreRefusesException)
        {
            return Nothing(Refusals.Refusing);
        }
        catch (StillWorkingException)
        {
            return Nothing(Refusals.StillWorking);
        }
    }

    private FoundCase Found(Post post, bool opened)
    {
        var found = database.Read(session => Posts.CaseOf(session, post.Network, post.NativeId) is { } id ? CaseStore.Look(session, id) : null);
        return found is null
            ? Nothing("This message was taken in, but no case belongs to it. Look at the queue.")
            : new FoundCase(opened ? $"{found.Name} is open, on the route {found.Route}." : $"{found.Name} was opened from this message already.", found, opened);
    }

    /// <summary>The promise begins when somebody asks for the case: what was written in the chat before then nobody had promised to hear.</summary>
    private Post Post(ChatFind find)
    {
        var now = time.Now();
        return new Post
        {
            Network = Network,
            NetworkTitle = Title,
            NativeId = $"{find.Front}/{find.Tenant}/{find.Reference}",
            Version = "1",
            Account = Account,
            Brand = Brand,
            Author = new Author { Id = $"{find.Front}/{find.Tenant}/{find.AuthorId ?? find.Author}", Handle = "", Name = PlainText.Clip(find.Author, 200) },
            Text = PlainText.Clip(find.Text.Trim(), MostWords),
            Url = find.Link,
            PostedAt = now,
            ReceivedAt = now,
            Can = Can,
        };
    }

    private static FoundCase Nothing(string sentence) => new(sentence, null, false);
}
