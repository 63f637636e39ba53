namespace SocialCareBot.Cases;

public sealed partial record Case
{
    /// <summary>
    /// The one permission gate: every wish of every front passes here, and nowhere else is a role looked at for a case.
    /// Null: allowed.
    /// </summary>
    public Refusal? Gate(CaseWish wish) => wish switch
    {
        { By.Role: < Role.Agent } => new Refusal(RefusalCode.NotListed),
        CaseWish.Release when Owner is { } owner && owner != wish.By.Id => AtLeast(Role.Lead, wish, owner),
        CaseWish.Assign w when w.To != w.By.Id => AtLeast(Role.Lead, wish, null),
        CaseWish.Assign { LeftBy: { } left } when left == Owner => null,
        CaseWish.Assign when Owner is { } owner && owner != wish.By.Id => AtLeast(Role.Lead, wish, owner),
        CaseWish.UndoReply when Pending is { } reply && reply.By != wish.By.Id => AtLeast(Role.Lead, wish, reply.By),
        CaseWish.RetryReply or CaseWish.MarkReplySent => AtLeast(Role.Lead, wish, null),
        CaseWish.SendBack => Escalation?.To == wish.By.Id ? null : AtLeast(Role.Manager, wish, null),
        _ => null,
    };

    private static Refusal? AtLeast(Role role, CaseWish wish, PersonId? who) =>
        wish.By.Role >= role ? null : Refusal.Need(role) with { Who = who };
}
