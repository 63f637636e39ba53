using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>Which channel of which chat a route's cases appear in; made by <c>route here NAME</c>.</summary>
public sealed record RouteBinding(string Route, string Front, string Tenant, string Conversation);

/// <summary>Route bindings at rest.</summary>
public static class RouteBindings
{
    /// <summary>The living bindings; one that was disabled (bot removed, channel deleted) is not among them.</summary>
    public static IReadOnlyList<RouteBinding> All(Session session) => session.Query<RouteBinding>(
        "select route as Route, front as Front, tenant as Tenant, conversation as Conversation from route_binding where disabled_reason is null order by bound_at");

    public static IReadOnlyList<RouteBinding> Of(Session session, string route) =>
        [.. All(session).Where(binding => string.Equals(binding.Route, route, StringComparison.OrdinalIgnoreCase))];

    public static void Bind(Session session, RouteBinding binding, PersonId? by, DateTimeOffset at) => session.Execute(
        """
        insert into route_binding (route, front, tenant, conversation, bound_by, bound_at)
        values (@Route, @Front, @Tenant, @Conversation, @by, @at)
        on conflict (route, front, tenant, conversation) do update set disabled_reason = null, bound_by = excluded.bound_by, bound_at = excluded.bound_at
        """,
        new { binding.Route, binding.Front, binding.Tenant, binding.Conversation, by = by?.ToString(), at = at.Ms() });

    /// <summary>Stops routing to a channel, for a reason people can read; returns the routes that had lived there.</summary>
    public static IReadOnlyList<string> Disable(Session session, string front, string tenant, string conversation, string reason) => session.Query<string>(
        """
        update route_binding
        set disabled_reason = @reason
        where front = @front and tenant = @tenant and conversation = @conversation and disabled_reason is null
        returning route
        """,
        new { front, tenant, conversation, reason });

    /// <summary>Bindings that were closed, with the reason: for the status page.</summary>
    public static IReadOnlyList<(RouteBinding Binding, string Reason)> Disabled(Session session) =>
    [
        .. session.Query<(string Route, string Front, string Tenant, string Conversation, string Reason)>(
            "select route, front, tenant, conversation, disabled_reason from route_binding where disabled_reason is not null order by route, front")
            .Select(row => (new RouteBinding(row.Route, row.Front, row.Tenant, row.Conversation), row.Reason)),
    ];
}
