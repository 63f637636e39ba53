using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Commands that change how the house works; for admins.</summary>
public sealed class ChatOrders(IWriter writer, DeskFacts facts, ReplySwitch stop, TimeProvider time)
{
    public async Task<CommandAnswer> RouteHere(ChatCommand command, string name, CancellationToken ct)
    {
        if (Denied(command) is { } denied)
            return denied;
        if (command.NoRoute is { } reason)
            return CommandAnswer.Say("Cases cannot appear here", reason);
        if (facts.Rules.Routes.FirstOrDefault(route => string.Equals(route.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } route)
            return CommandAnswer.Say("No such route", $"There is no route \"{PlainText.Clip(name, 40)}\". There are: {string.Join(", ", facts.Rules.Routes.Select(r => r.Name))}.");
        var binding = new RouteBinding(route.Name, command.Front, command.Tenant, command.Conversation);
        await writer.Run(
            session =>
            {
                RouteBindings.Bind(session, binding, command.By.Id, time.Now());
                return true;
            },
            ct);
        return CommandAnswer.Say($"Route \"{route.Name}\" is here now", "New cases of this route appear in this channel as cards. To stop, remove the bot from the channel.");
    }

    public async Task<CommandAnswer> Hold(ChatCommand command, CancellationToken ct)
    {
        if (Denied(command) is { } denied)
            return denied;
        await stop.Hold(command.By.Id, ct);
        return CommandAnswer.Say("Replies are held", "Nothing public leaves any more. Answers that are sent wait, and every card says so. \"resume\" lists them.");
    }

    public CommandAnswer Resumable(ChatCommand command)
    {
        if (Denied(command) is { } denied)
            return denied;
        if (stop.Held is null)
            return CommandAnswer.Say("Replies are not held", "There is nothing to resume.");
        var waiting = stop.Waiting();
        var rows = waiting.Take(ChatLists.Length).Select(row => new NoticeRow(row.Case.Name, $"{facts.People.Name(row.Case.Pending?.By)}'s answer"));
        return new CommandAnswer.Notice(new NoticeModel
        {
            Title = waiting.Count == 1 ? "One answer waits" : $"{waiting.Count} answers wait",
            Text = "They leave when you say \"resume now\". To keep one back, press Undo on its card first.",
            Rows = [.. rows],
            NotShown = Math.Max(0, waiting.Count - ChatLists.Length),
        });
    }

    public async Task<CommandAnswer> Resume(ChatCommand command, CancellationToken ct)
    {
        if (Denied(command) is { } denied)
            return denied;
        var count = stop.Waiting().Count;
        await stop.Resume(ct);
        return CommandAnswer.Say("Replies leave again", count == 0 ? "None was waiting." : $"{count} that waited leave now, each after a last look at its post.");
    }

    /// <summary>The refusal for whoever is no admin; null: they are.</summary>
    public CommandAnswer? Denied(ChatCommand command) => command.By.Role >= Role.Admin
        ? null
        : CommandAnswer.Say("Not done", facts.Say(Refusal.Need(Role.Admin), time.Now()));
}
