using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Settings;
using SocialCareBot.Store;
using SocialCareBot.Web;

namespace SocialCareBot.Wiring;

/// <summary>What happens once, before the first request and the first chore.</summary>
public static class Opening
{
    /// <summary>How the web desk knows its operator.</summary>
    private static readonly Identity AtTheDesk = new(DeskOperator.Front, "", "operator");

    /// <summary>The person of <c>Care:Desk:Operator</c>; known once the house is open.</summary>
    public static DeskOperator Operator(IServiceProvider services)
    {
        var people = services.GetRequiredService<People>();
        return new DeskOperator(people.Find(people.Known(AtTheDesk) ?? throw new InvalidOperationException("The people were not seeded yet."))!);
    }

    /// <summary>Seeds the people, reads the stop switch, and gives running clocks the present policy.</summary>
    public static async Task Open(IServiceProvider services, CareSettings care, CancellationToken ct)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var people = services.GetRequiredService<People>();
        await PeopleSeed.Plant(services.GetRequiredService<IWriter>(), Seeds(care), time.Now(), ct, services.GetRequiredService<PersonMerge>());
        people.Reload();
        await services.GetRequiredService<ReplySwitch>().Load(care.Replies == "held", ct);
        var desk = services.GetRequiredService<CaseDesk>();
        await PolicyVersions.Retarget(services.GetRequiredService<Database>(), desk, services.GetRequiredService<PolicyInForce>().Now, time, ct);
    }

    private static IReadOnlyList<SeededPerson> Seeds(CareSettings care)
    {
        var listed = care.People.Select(person => new SeededPerson(
            person.Name,
            person.Initials ?? People.Initials(person.Name),
            person.Role,
            [.. Identities(person)]));
        var desk = care.Desk.Operator;
        return [.. listed, new SeededPerson(desk.Name, desk.Initials ?? People.Initials(desk.Name), desk.Role, [AtTheDesk])];
    }

    private static IEnumerable<Identity> Identities(PersonSettings person)
    {
        if (person.Teams is { } teams)
            yield return new Identity("teams", teams.Tenant.ToLowerInvariant(), teams.AadObjectId.ToLowerInvariant());
        if (person.Slack is { } slack)
            yield return new Identity("slack", slack.Team, slack.User);
    }
}
