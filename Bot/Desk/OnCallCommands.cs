namespace SocialCareBot.Desk;

/// <summary>The commands about being on call and being called.</summary>
public sealed class OnCallCommands(OnCallLists rotas, OnCallOrders shifts, ChatPages pages)
{
    /// <summary>Null: it is none of them.</summary>
    public async Task<CommandAnswer?> Handle(ChatCommand command, string[] words, CancellationToken ct) => words switch
    {
        ["oncall", "next", ..] or ["on", "call", "next", ..] => rotas.Next(),
        ["oncall", ..] or ["on", "call", ..] => rotas.Now(),
        ["override", var rota, .. var rest] => await shifts.Override(command, rota, string.Join(' ', rest), ct),
        ["swap", var rota, .. var rest] => await shifts.Swap(command, rota, string.Join(' ', rest), ct),
        ["accept", ..] => await shifts.Accept(command, ct),
        ["away", .. var rest] => await shifts.Away(command, string.Join(' ', rest), ct),
        ["back"] => await shifts.Back(command, ct),
        ["who", var number, ..] => pages.Who(number),
        ["ack" or "acknowledge", var number, ..] => await pages.Acknowledge(command, number, ct),
        ["got", "it", var code, ..] => await pages.GotIt(command, code, ct),
        _ => null,
    };
}
