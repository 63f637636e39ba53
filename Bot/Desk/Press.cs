using System.Security.Cryptography;
using System.Text;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>A button pressed on any front: the verb and inputs as they came, and who pressed as the verified envelope says.</summary>
public sealed record Press
{
    public required CaseId Case { get; init; }
    public required string Verb { get; init; }

    /// <summary>The version the pressed copy showed; part of the key that makes a double click harmless. Compared, never believed.</summary>
    public int? ShownVersion { get; init; }

    /// <summary>The form's nonce, where a form was submitted; then it is the key.</summary>
    public string? Nonce { get; init; }
    public required Actor By { get; init; }

    /// <summary>By the names of <see cref="InputNames"/>.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();
}

/// <summary>What the person who pressed gets to see: the case as it is now (null: there is none, or the store does not answer), and a sentence when nothing was done.</summary>
public sealed record Pressed(Case? Now, bool Accepted, string? Sentence);

/// <summary>From a press to the wish it means, the same for every front. An unknown verb or a bad input is refused in a sentence, never ignored.</summary>
public sealed class PressDesk(Database database, CaseDesk desk, DeskFacts facts, HandOverDesk handOvers, TimeProvider time)
{
    public const string Gone = "There is no such case any more. Nothing was done.";

    /// <summary>Carries it out within the click's patience; never throws for a busy store: that is a sentence too.</summary>
    public async Task<Pressed> Handle(Press press, CancellationToken ct)
    {
        List<Body> bodies = [];
        var (wish, problem) = Wish(press, time.Now(), bodies);
        if (wish is null)
            return new Pressed(Look(press.Case), false, problem);
        try
        {
            return await desk.Handle(press.Case, wish, new With { Key = Key(press), Bodies = bodies, Patience = facts.Rules.ClickPatience, Also = Also(press, wish) }, ct) switch
            {
                DeskAnswer.Done done => new Pressed(done.Now, true, null),
                DeskAnswer.Refused refused => new Pressed(refused.Now, false, Say(refused.Why, refused.Now)),
                _ => new Pressed(null, false, Gone),
            };
        }
        catch (WriterBusyException)
        {
            return new Pressed(null, false, Refusals.Busy);
        }
        catch (StoreRefusesException)
        {
            return new Pressed(null, false, Refusals.Refusing);
        }
        catch (StillWorkingException)
        {
            return new Pressed(null, false, Refusals.StillWorking);
        }
    }

    private Case? Look(CaseId id) => database.Read(session => CaseStore.Look(session, id));

    /// <summary>A second press of the same is the same; other words from the same copy of a card are another wish.</summary>
    private static string Key(Press press)
    {
        if (press.Nonce is { } nonce)
            return $"form:{nonce}:{press.By.Id}";
        var inputs = string.Join('\n', press.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key}={input.Value}"));
        var digest = inputs.Length == 0 ? "" : $":{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(inputs)))}";
        return $"click:{press.Case}:{press.Verb}:{press.ShownVersion}:{press.By.Id}{digest}";
    }

    private Action<Session>? Also(Press press, CaseWish wish) => wish is CaseWish.Assign { LeftBy: { } left } ? session => handOvers.Accepted(session, press.Case, left, press.By.Id) : null;

    private string Say(Refusal refusal, Case about) => facts.Say(refusal, about, time.Now());

    /// <summary>Most wishes need no look at the case: it is looked at under its lock, where they are decided.</summary>
    private (CaseWish? Wish, string? Problem) Wish(Press press, DateTimeOffset at, List<Body> bodies) => Plain(press, at) is { } plain
        ? (plain, null)
        : press.Verb switch
        {
            CardVerbs.Assign => Assign(press, at),
            CardVerbs.SendBack => Written(press, InputNames.SendBackNote, at, bodies, body => new CaseWish.SendBack { At = at, By = press.By, Body = body }),
            CardVerbs.Resolve => Resolve(press, at),
            _ => Look(press.Case) is { } shown ? About(press, shown, at, bodies) : (null, Gone),
        };

    private CaseWish? Plain(Press press, DateTimeOffset at) => press.Verb switch
    {
        CardVerbs.Claim => new CaseWish.Claim { At = at, By = press.By },
        CardVerbs.Release => new CaseWish.Release { At = at, By = press.By },
        CardVerbs.Take => new CaseWish.Assign { At = at, By = press.By, To = press.By.Id },
        CardVerbs.Undo => new CaseWish.UndoReply { At = at, By = press.By },
        CardVerbs.Retry => new CaseWish.RetryReply { At = at, By = press.By },
        CardVerbs.Sent => new CaseWish.MarkReplySent { At = at, By = press.By },
        CardVerbs.Acknowledge => new CaseWish.Acknowledge { At = at, By = press.By },
        CardVerbs.KeepClaim => new CaseWish.KeepClaim { At = at, By = press.By },
        CardVerbs.Accept => new CaseWish.Assign { At = at, By = press.By, To = press.By.Id, LeftBy = handOvers.LeftBy(press.Case, press.By.Id) },
        CardVerbs.Reopen => new CaseWish.Reopen { At = at, By = press.By },
        _ => null,
    };

    private (CaseWish? Wish, string? Problem) About(Press press, Case shown, DateTimeOffset at, List<Body> bodies) => press.Verb switch
    {
        CardVerbs.Why => (null, ClockWords.Why(shown, facts.Rules.Clock(shown.Route), at)),
        CardVerbs.NotMe => (new CaseWish.DeclinePage { At = at, By = press.By, Watchers = facts.Watchers(shown, ClockKind.Paging, at) }, null),
        CardVerbs.Help => (new CaseWish.CallForHelp { At = at, By = press.By, Watchers = facts.Watchers(shown, ClockKind.Paging, at) }, null),
        CardVerbs.Note => Written(press, InputNames.Note, at, bodies, body => new CaseWish.Note
        {
            At = at,
            By = press.By,
            Body = body,
            PromiseBy = FormChoices.PromiseBy(Input(press, InputNames.PromiseBy), facts.Rules.Clock(shown.Route), at),
        }),
        CardVerbs.Escalate => Escalate(press, shown, at, bodies),
        CardVerbs.Snooze => Snooze(press, shown, at),
        CardVerbs.Reclassify => Reclassify(press, shown, at),
        _ => (null, $"This copy of the card is older than the bot: it no longer knows \"{press.Verb}\". Nothing was done. Use the live card."),
    };

    private (CaseWish?, string?) Assign(Press press, DateTimeOffset at) =>
        Guid.TryParse(Input(press, InputNames.AssignTo), out var id) && facts.People.Find(new(id)) is { } person
            ? (new CaseWish.Assign { At = at, By = press.By, To = person.Id }, null)
            : (null, "Choose who takes the case. Nothing was changed.");

    private static (CaseWish?, string?) Written(Press press, string input, DateTimeOffset at, List<Body> bodies, Func<BodyId, CaseWish> wish)
    {
        if (Input(press, input) is not { Length: > 0 } text)
            return (null, "Write a few words first. Nothing was changed.");
        return (wish(Keep(bodies, text, at)), null);
    }

    private (CaseWish?, string?) Escalate(Press press, Case shown, DateTimeOffset at, List<Body> bodies) => (new CaseWish.Escalate
    {
        At = at,
        By = press.By,
        To = facts.Watchers(shown, ClockKind.FirstResponse, at).Manager,
        Body = Input(press, InputNames.EscalateNote) is { Length: > 0 } text ? Keep(bodies, text, at) : null,
    }, null);

    private (CaseWish?, string?) Snooze(Press press, Case shown, DateTimeOffset at) =>
        FormChoices.SnoozeUntil(Input(press, InputNames.SnoozeFor), facts.Rules.Clock(shown.Route), at) is { } until
            ? (new CaseWish.Snooze { At = at, By = press.By, Until = until }, null)
            : (null, "Choose until when. Nothing was changed.");

    private static (CaseWish?, string?) Resolve(Press press, DateTimeOffset at) =>
        FormChoices.Parse<ResolveReason>(Input(press, InputNames.ResolveReason)) is { } reason
            ? (new CaseWish.Resolve { At = at, By = press.By, Reason = reason }, null)
            : (null, "Choose how it ended. Nothing was changed.");

    private (CaseWish?, string?) Reclassify(Press press, Case shown, DateTimeOffset at)
    {
        if (FormChoices.Parse<PostKind>(Input(press, InputNames.Kind)) is not { } kind || FormChoices.Parse<Priority>(Input(press, InputNames.Priority)) is not { } priority)
            return (null, "Choose a kind and a priority. Nothing was changed.");
        var judgement = new Judgement(kind, priority, "");
        var route = Triage.Route.For(facts.Rules.Routes, new(shown.Brand, shown.Network, shown.Language, judgement));
        var stays = shown.Judgement.HasClock ? facts.Rules.Route(shown.Route) : route;
        return (new CaseWish.Reclassify
        {
            At = at,
            By = press.By,
            Kind = kind,
            Priority = priority,
            Route = route.Name,
            Alert = stays.Alerts(judgement) ? [.. facts.Standby.Watchers(stays, ClockKind.FirstResponse, at).Duty.Where(facts.IsReachable)] : [],
        }, null);
    }

    private static BodyId Keep(List<Body> bodies, string text, DateTimeOffset at)
    {
        var body = new Body(new(Guid.CreateVersion7(at)), text);
        bodies.Add(body);
        return body.Id;
    }

    private static string? Input(Press press, string name) => press.Inputs.GetValueOrDefault(name)?.Trim();
}
