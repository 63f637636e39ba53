using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>
/// One person on two fronts: whoever shows with a one-time code that both identities are theirs becomes one person, with one name, one role and everything they
/// have. All answers are sentences for that person alone.
/// </summary>
public sealed class Linking(IWriter writer, People people, PersonMerge merge, TimeProvider time, ILogger<Linking> log)
{
    /// <summary>How long a code counts.</summary>
    public static readonly TimeSpan Valid = TimeSpan.FromMinutes(10);

    /// <summary>So many wrong codes within <see cref="Valid"/>, then none is looked at.</summary>
    public const int MostTries = 5;

    /// <summary>Without what is easily mistaken: 0 and O, 1 and I.</summary>
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>So that not every click asks the store.</summary>
    private readonly ConcurrentDictionary<PersonId, bool> _offered = new();

    /// <summary>Eight bytes nobody can guess.</summary>
    public Func<byte[]> Chance { get; init; } = () => RandomNumberGenerator.GetBytes(8);

    /// <summary>
    /// Once for each person that a first click has made, while the care team is on more than one front: how to become one with who they are there. Null: nothing
    /// to offer, or it was offered before. Never throws for a busy store.
    /// </summary>
    public async Task<string?> OfferOnce(PersonId person, CancellationToken ct)
    {
        if (people.Find(person) is not { Seeded: false } fresh || _offered.ContainsKey(fresh.Id) || Elsewhere(fresh) is not { } other)
            return null;
        try
        {
            var first = await writer.Run(session => Seen.TryAdd(session, $"link-offer:{fresh.Id}", null, time.Now().AddYears(10)), ct, Patience);
            _offered[fresh.Id] = true;
            return first
                ? $"You act here as {fresh.Name}. If the care team knows you in {other} already, say \"link\" to me there, in a chat with me alone, and type the code here. Then both are one person."
                : null;
        }
        catch (Exception busy) when (busy is WriterBusyException or StillWorkingException or StoreRefusesException)
        {
            return null;
        }
    }

    /// <summary>A fresh code; an earlier one no longer counts.</summary>
    public Task<string> Code(Actor by, string tenant, CancellationToken ct)
    {
        var code = new string([.. Chance().Select(chance => Letters[chance % Letters.Length])]);
        var now = time.Now();
        return Answer(
            async () =>
            {
                await writer.Run(
                    session =>
                    {
                        LinkCodes.Forget(session, now - TimeSpan.FromDays(1));
                        LinkCodes.Put(session, new LinkCode(Hash(code), PersonStore.Now(session, by.Id).Id, by.Front, tenant, now + Valid, null));
                        return true;
                    },
                    ct,
                    Patience);
                return $"Your code is {code[..4]}-{code[4..]}. Type \"link {code[..4]}-{code[4..]}\" on the other side within ten minutes. It is for you alone: whoever types it becomes you.";
            });
    }

    /// <summary>A code typed on the other side: both become one person, or a sentence says why not.</summary>
    public Task<string> Redeem(Actor by, string tenant, string code, CancellationToken ct)
    {
        var hash = Hash(code);
        var now = time.Now();
        return Answer(async () => After(await writer.Run(session => Redeem(session, by, tenant, hash, now), ct, Patience)));
    }

    /// <summary>An admin joins two people by name; the caller has looked at the role.</summary>
    public Task<string> Join(Person one, Person other, CancellationToken ct)
    {
        var now = time.Now();
        return Answer(async () => After(await writer.Run(session => Merge(session, one.Id, other.Id, now), ct, Patience)));
    }

    private Joined Redeem(Session session, Actor by, string tenant, string hash, DateTimeOffset now)
    {
        if (LinkCodes.Tries(session, by.Id, now - Valid) >= MostTries)
            return new("Too many wrong codes. Nothing was linked. Wait ten minutes, then say \"link\" on the other side for a new one.");
        var code = LinkCodes.Find(session, hash);
        if (code is null)
            LinkCodes.AddTry(session, by.Id, now);
        var refusal = code switch
        {
            null => "I do not know that code. Nothing was linked. Say \"link\" on the other side for a new one.",
            { UsedAt: not null } => "That code was used already. Nothing was linked. Say \"link\" on the other side for a new one.",
            _ when code.ExpiresAt <= now => "That code is older than ten minutes. Nothing was linked. Say \"link\" on the other side for a new one.",
            _ when code.Platform == by.Front && code.Tenant == tenant => "That code was given out here. Nothing was linked. Type it on the other side.",
            _ => null,
        };
        if (refusal is not null)
            return new(refusal);
        var joined = Merge(session, code!.Person, by.Id, now);
        if (joined.Stays is not null)
            LinkCodes.Use(session, hash, now);
        return joined;
    }

    private Joined Merge(Session session, PersonId one, PersonId other, DateTimeOffset now)
    {
        PersonStore.Lock(session, one, other);
        var (first, second) = (Find(session, one), Find(session, other));
        if (first is null || second is null)
            return new("One of the two is not known any more. Nothing was linked.");
        if (first.Id == second.Id)
            return new("You are one person on both sides already.");
        if (PersonMerge.Choose(first, second) is not var (stays, goes))
            return new($"{first.Name} and {second.Name} both stand in the settings. Nothing was linked. An admin joins them there: one entry with both identities.");
        return new("", stays, goes.Id, merge.Merge(session, goes.Id, stays.Id, now));
    }

    private static Person? Find(Session session, PersonId id) =>
        PersonStore.Now(session, id).Id is var now ? PersonStore.All(session).FirstOrDefault(person => person.Id == now) : null;

    private string After(Joined joined)
    {
        if (joined is not { Stays: { } stays, Goes: { } goes, Changed: { } changed })
            return joined.Refusal;
        people.Reload();
        merge.Tell(changed);
        log.LogInformation("{Goes} turned out to be {Stays}; {Count} cases went over", goes, stays.Id, changed.Count);
        var cases = changed.Count switch { 0 => "", 1 => " One case went over.", var count => $" {count} cases went over." };
        return $"Linked: {stays.Name}, {stays.Role.ToString().ToLowerInvariant()}, is one person on both sides now.{cases}";
    }

    /// <summary>A front on which the care team is known and this person is not.</summary>
    private string? Elsewhere(Person person)
    {
        var own = people.Ways(person.Id).Select(way => way.Identity.Platform).ToHashSet(StringComparer.Ordinal);
        return people.Platforms.Where(platform => !own.Contains(platform)).Select(Fronts.Title).FirstOrDefault();
    }

    private static async Task<string> Answer(Func<Task<string>> work)
    {
        try
        {
            return await work();
        }
        catch (WriterBusyException)
        {
            return Refusals.Busy;
        }
        catch (StoreRefusesException)
        {
            return Refusals.Refusing;
        }
        catch (StillWorkingException)
        {
            return "Still working on it. Look in a moment whether both are one; there is no need to repeat it.";
        }
    }

    private static string Hash(string code)
    {
        var letters = new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"link:{letters}")));
    }

    private sealed record Joined(string Refusal, Person? Stays = null, PersonId? Goes = null, IReadOnlyList<Case>? Changed = null);
}
