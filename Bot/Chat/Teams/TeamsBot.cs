using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>What an activity leads to. The envelope is verified; who acts is taken from it and from nothing else.</summary>
public sealed class TeamsBot(TeamsClicks clicks, TeamsForms forms, TeamsExtension extension, TeamsCallers callers, TeamsEvents events)
{
    private const string CardAction = "adaptiveCard/action";
    private const string Search = "composeExtension/query";

    /// <summary>Answers an invoke in this very response, whatever the store does; everything else is written down, answered, and worked on afterwards.</summary>
    public async Task<InvokeResponse> Turn(Envelope envelope, DateTimeOffset now, CancellationToken ct)
    {
        if (envelope.Activity.Type != ActivityTypes.Invoke)
            return await events.Take(envelope, ct);
        events.Note(envelope, now);
        try
        {
            return await Invoke(envelope, ct);
        }
        catch (WriterBusyException)
        {
            return Say(envelope, Refusals.Busy);
        }
        catch (StillWorkingException)
        {
            return Say(envelope, Refusals.StillWorking);
        }
        finally
        {
            events.Later(envelope);
        }
    }

    /// <summary>A sentence in the shape this invoke is answered in.</summary>
    internal static InvokeResponse Say(Envelope envelope, string sentence) => envelope.Activity.Name switch
    {
        CardAction => InvokeResponse.Notice(sentence),
        Search => InvokeResponse.SearchMessage(sentence),
        _ => InvokeResponse.DialogMessage(sentence),
    };

    private async Task<InvokeResponse> Invoke(Envelope envelope, CancellationToken ct) => envelope.Activity.Name switch
    {
        CardAction => await As(envelope, by => clicks.Execute(envelope, by, ct), ct),
        "task/fetch" => await As(envelope, by => forms.Fetch(envelope, by, ct), ct),
        "task/submit" => await As(envelope, by => forms.Submit(envelope, by, ct), ct),
        Search => await As(envelope, by => Task.FromResult(extension.Query(envelope, by)), ct),
        "composeExtension/fetchTask" => await As(envelope, by => Task.FromResult(extension.Fetch(envelope, by)), ct),
        "composeExtension/submitAction" => await As(envelope, by => extension.Submit(envelope, by, ct), ct),
        "signin/verifyState" => InvokeResponse.Empty,
        _ => InvokeResponse.NotImplemented,
    };

    /// <summary>The permission gate of everything in Teams: the caller must be somebody of the care team. Roles are looked at by the case itself.</summary>
    private async Task<InvokeResponse> As(Envelope envelope, Func<Actor, Task<InvokeResponse>> work, CancellationToken ct)
    {
        var (actor, sentence) = await callers.Who(envelope, ct);
        return actor is null ? Say(envelope, sentence!) : await work(actor);
    }
}

/// <summary>Who stands behind an activity.</summary>
public sealed class TeamsCallers(Database database, People people, DeskFacts facts, TeamsMemory memory, TimeProvider time)
{
    /// <summary>The actor, or the sentence of the refusal; reveals nothing of any case.</summary>
    public async Task<(Actor? Actor, string? Sentence)> Who(Envelope envelope, CancellationToken ct)
    {
        var from = envelope.Activity.From;
        if ((from?.AadObjectId ?? from?.Id) is not { Length: > 0 } id)
            return (null, facts.Say(new Refusal(RefusalCode.NotListed), time.Now()));
        var identity = new Identity(TeamsFront.FrontName, envelope.Tenant, id.ToLowerInvariant());
        var (actor, refusal) = await people.Resolve(
            new Caller
            {
                Identity = identity,
                Name = from?.Name ?? "Somebody",
                Address = from?.Id,
                Guest = memory.IsGuest(envelope.Tenant, id.ToLowerInvariant()),
                InRoutedConversation = people.Known(identity) is null && IsRouted(envelope),
            },
            ct);
        return (actor, refusal is null ? null : facts.Say(refusal, time.Now()));
    }

    private bool IsRouted(Envelope envelope)
    {
        var conversation = TeamsPlaces.Bare(envelope.Activity.Conversation?.Id);
        return database.Read(RouteBindings.All).Any(binding => binding.Front == TeamsFront.FrontName && binding.Tenant == envelope.Tenant && binding.Conversation == conversation);
    }
}
