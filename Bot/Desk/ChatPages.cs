using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Commands about calls: who would be called and why, acknowledging where no alert is at hand, and the answer to a test page.</summary>
public sealed class ChatPages(Database database, DeskFacts facts, PressDesk presses, PageTests tests, TimeProvider time)
{
    /// <summary>Who would be called for this case, in which order, on which ways, and why.</summary>
    public CommandAnswer Who(string number)
    {
        if (Find(number) is not { } found)
            return CommandAnswer.NoSuchCase(facts, time.Now());
        var plan = PagePlans.Of(facts, found, time.Now());
        return CommandAnswer.Say("Who is called", $"{found.Name}: {plan.Text}", [.. plan.Lines.Select(line => new NoticeRow(line.When, line.Text))]);
    }

    /// <summary>The same as pressing Acknowledge.</summary>
    public async Task<CommandAnswer> Acknowledge(ChatCommand command, string number, CancellationToken ct)
    {
        if (Find(number) is not { } found)
            return CommandAnswer.NoSuchCase(facts, time.Now());
        var pressed = await presses.Handle(new Press { Case = found.Id, Verb = CardVerbs.Acknowledge, ShownVersion = found.Version, By = command.By }, ct);
        return pressed.Accepted
            ? CommandAnswer.Say("Acknowledged", $"Nobody else is called for {found.Name}. It still waits for somebody to claim it.")
            : CommandAnswer.Say("Not acknowledged", pressed.Sentence);
    }

    /// <summary>A test page arrived.</summary>
    public async Task<CommandAnswer> GotIt(ChatCommand command, string code, CancellationToken ct) => await tests.Confirm(command.By.Id, code, ct) is { } way
        ? CommandAnswer.Say("Thank you", $"{PageTests.Title(way)} reaches you.")
        : CommandAnswer.Say("No such test page", "That code is on no test page of yours of the last two days. Nothing was done.");

    private Case? Find(string number) => database.Read(session => CaseStore.Find(session, number));
}
