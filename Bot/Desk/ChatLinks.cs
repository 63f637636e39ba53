using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>The command <c>link</c>: a code, a code typed on the other side, or two people joined by an admin.</summary>
public sealed class ChatLinks(Linking linking, ChatOrders orders, People people)
{
    private const string Title = "One person on both sides";

    /// <param name="rest">What follows the word, in lower case.</param>
    public async Task<CommandAnswer> Link(ChatCommand command, string rest, CancellationToken ct) => rest switch
    {
        "" when !command.Alone => CommandAnswer.Say(Title, "Say \"link\" to me in a chat with me alone: the code is for you only, and here everybody could read it."),
        "" => CommandAnswer.Say(Title, await linking.Code(command.By, command.Tenant, ct)),
        ['@', .. var names] => orders.Denied(command) ?? CommandAnswer.Say(Title, await Join(names, ct)),
        _ => CommandAnswer.Say(Title, await linking.Redeem(command.By, command.Tenant, rest, ct)),
    };

    /// <summary>Two names in a row, each of somebody known; names may have spaces.</summary>
    private Task<string> Join(string names, CancellationToken ct)
    {
        var pairs = people.All
            .Where(person => names.StartsWith($"{person.Name} ", StringComparison.OrdinalIgnoreCase))
            .SelectMany(one => people.All.Where(other => other.Id != one.Id && Is(other, names[(one.Name.Length + 1)..])).Select(other => (One: one, Other: other)))
            .DistinctBy(pair => pair.One.Id.Value.CompareTo(pair.Other.Id.Value) < 0 ? (pair.One.Id, pair.Other.Id) : (pair.Other.Id, pair.One.Id))
            .ToList();
        return pairs.Count switch
        {
            1 => linking.Join(pairs[0].One, pairs[0].Other, ct),
            0 => Task.FromResult("I do not know two people by these names. Nothing was linked. Write \"link @name NAME\" with the names as the cards show them."),
            _ => Task.FromResult("More than two people have these names. Nothing was linked. Let the person say \"link\" and type the code on the other side."),
        };
    }

    private static bool Is(Person person, string name) => string.Equals(person.Name, name.Trim().TrimStart('@'), StringComparison.OrdinalIgnoreCase);
}
