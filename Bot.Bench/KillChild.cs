using System.Text;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>
/// Store and desk alone, writing as fast as they can until somebody kills them: posts are heard, claimed and answered, several at once, and each outcome is
/// told on the output as soon as it was acknowledged.
/// </summary>
internal sealed class KillChild(BenchDesk desk, Stream told, int from)
{
    private const int AtOnce = 16;
    private int _next = from;

    /// <summary>Writes from this number on; never ends by itself.</summary>
    public static async Task<int> Run(string folder, int from, TimeProvider time, Stream told)
    {
        using var desk = new BenchDesk(folder, time);
        var child = new KillChild(desk, told, from);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => child.Write()));
        return 0;
    }

    private async Task Write()
    {
        while (true)
        {
            var number = Interlocked.Increment(ref _next);
            await desk.Desk.Hear(desk.Post(number), CancellationToken.None);
            Tell("heard", number);
            var id = desk.CaseOf(number);
            await desk.Desk.Handle(id, new CaseWish.Claim { At = desk.Time.Now(), By = BenchDesk.Agent }, With.Nothing, CancellationToken.None);
            Tell("claimed", number);
            if (await Answer(id, number) is DeskAnswer.Done)
                Tell("answered", number);
        }
    }

    private Task<DeskAnswer> Answer(CaseId id, int number)
    {
        var at = desk.Time.Now();
        var body = new Body(new(Guid.CreateVersion7(at)), $"An answer to number {number}");
        var reply = new CaseWish.Reply
        {
            At = at,
            By = BenchDesk.Agent,
            Row = new(Guid.CreateVersion7(at)),
            Body = body.Id,
            Token = 1,
            Seen = desk.Post(number).Mark,
            Audience = Audience.Public,
            LeavesAt = at.AddHours(1),
        };
        return desk.Desk.Handle(id, reply, new With { Bodies = [body] }, CancellationToken.None);
    }

    private void Tell(string what, int number)
    {
        lock (told)
            told.Write(Encoding.ASCII.GetBytes($"{what} {number}\n"));
    }
}
