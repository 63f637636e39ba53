using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Desk;

public sealed class Strides_of_a_conversation
{
    private const string Channel = "complaints";
    private readonly FakeTime _time = new(TheBot.Monday9);
    private readonly Strides _strides;

    public Strides_of_a_conversation() => _strides = new Strides(_time);

    [Fact]
    public void Grow_twofold_while_the_chat_takes_everything()
    {
        List<int> widths = [];
        for (var turn = 0; turn < 9; turn++)
        {
            widths.Add(Next(Cards(200)));
            _strides.Taken(Channel);
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 128], widths);
    }

    [Fact]
    public void Are_single_steps_for_a_minute_after_the_chat_asked_for_patience()
    {
        _strides.Taken(Channel);
        _strides.Halted(Channel);
        _strides.Taken(Channel);
        Assert.Equal(1, Next(Cards(9)));
        _time.Advance(TimeSpan.FromMinutes(1));
        _strides.Taken(Channel);
        Assert.Equal(2, Next(Cards(9)));
        Assert.Single(_strides.Next("another channel", Cards(9)));
    }

    [Fact]
    public void End_where_a_thread_would_be_written_to_twice()
    {
        var head = Card();
        for (var turn = 0; turn < 4; turn++)
            _strides.Taken(Channel);
        Assert.Equal(2, Next([Card(), head, Card() with { ThreadMessage = head.Id }, Card()]));
        var below = Card() with { ThreadMessage = head.Id };
        Assert.Equal(1, Next([below, below with { Id = Guid.CreateVersion7(TheBot.Monday9) }]));
    }

    private int Next(IEnumerable<MessageRow> rows) => _strides.Next(Channel, rows).Count;

    private static IEnumerable<MessageRow> Cards(int count) => Enumerable.Range(0, count).Select(_ => Card());

    private static MessageRow Card() => new()
    {
        Id = Guid.CreateVersion7(TheBot.Monday9),
        SubjectKind = Messages.CaseSubject,
        SubjectId = Guid.CreateVersion7(TheBot.Monday9).ToString(),
        Purpose = MessagePurpose.Card,
        Key = "card",
        Front = "teams",
        Tenant = "tenant-1",
        WantedVersion = 1,
        NotBefore = TheBot.Monday9,
        CreatedAt = TheBot.Monday9,
    };
}
