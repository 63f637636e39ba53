using Microsoft.AspNetCore.Routing;
using SocialCareBot.Cards.Models;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>What every page shows on top: who works here, who is on call, and whether all is well.</summary>
public sealed class TopBar(Database database, ReplySwitch stop, DeskFacts facts, DeskOperator me, EndpointDataSource endpoints, TimeProvider time)
{
    public string Name => me.Person.Name;

    public string Initials => me.Person.Initials;

    public string Role => me.Person.Role.ToString();

    /// <summary>The practice network takes part.</summary>
    public bool HasSquare => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .Any(endpoint => endpoint.RoutePattern.RawText?.Trim('/') == "square");

    /// <summary>"On call: Ana Brandt, Bo Lindqvist"; null where there is no rota.</summary>
    public (CardTone Tone, string Words)? OnCall()
    {
        var rotas = facts.Rules.Rotas;
        if (rotas.Count == 0)
            return null;
        var at = time.GetUtcNow();
        var called = rotas.SelectMany(rota => rota.Called(at, facts.People.RotaChanges)).Where(one => one.Level == 1).Select(one => one.Who).Distinct().ToList();
        if (called.Count > 0)
            return (CardTone.Default, $"On call: {string.Join(", ", called)}");
        return rotas.Any(rota => rota.Covers.IsOpen(at)) ? (CardTone.Attention, "Nobody is on call") : (CardTone.Default, "No shift now");
    }

    /// <summary>The health dot: a colour and its word.</summary>
    public (CardTone Tone, string Words) Health()
    {
        if (stop.Held is not null)
            return (CardTone.Warning, "Replies are held");
        var sources = database.Read(SourceStates.All);
        var failing = sources.Count(source => source.FailingSince is not null);
        return (failing, sources.Count) switch
        {
            (0, 0) => (CardTone.Default, "No source yet"),
            (0, _) => (CardTone.Good, "All sources heard"),
            (1, _) => (CardTone.Attention, "One source is not heard"),
            _ => (CardTone.Attention, $"{failing} sources are not heard"),
        };
    }
}
