using SocialCareBot.Cases;
using SocialCareBot.Triage;

namespace SocialCareBot.Desk;

/// <summary>Asks for the plan of calls with what stands now.</summary>
public static class PagePlans
{
    public static PagePlan Of(DeskFacts facts, Case about, DateTimeOffset now) => Of(facts, facts.Rules.Route(about.Route), about, now);

    /// <summary>For an urgent case that would come in on this route now.</summary>
    public static PagePlan Of(DeskFacts facts, Route route, DateTimeOffset now) => Of(facts, route, null, now);

    private static PagePlan Of(DeskFacts facts, Route route, Case? about, DateTimeOffset now) => PagePlan.For(new()
    {
        Route = route,
        Watchers = facts.Standby.Watchers(route, ClockKind.Paging, now),
        People = facts.People.All.ToDictionary(person => person.Id, person => new PageCallee(person.Name, Chats(facts, person.Id))),
        Ways = facts.Rules.Pages,
        Every = facts.Rules.Policy.PageEvery,
        At = now,
        Case = about,
    });

    private static IReadOnlyList<string> Chats(DeskFacts facts, PersonId id) =>
        [.. facts.People.Ways(id).Where(way => Fronts.IsChat(way.Identity.Platform)).Select(way => Fronts.Title(way.Identity.Platform)).Distinct(StringComparer.Ordinal)];
}
