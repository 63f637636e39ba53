using FsCheck;
using FsCheck.Fluent;
using SocialCareBot.Cases;

namespace SocialCareBot.Tests.Cases;

/// <summary>Whatever people and the world do in whatever order, an answer is never lost and never stands twice.</summary>
public sealed class Any_order_of_commands
{
    private static readonly int Kinds = Every.Wish(A.Case(), A.Actor(A.Ana)).Count + Every.Fact.Count;

    /// <summary>A kind of command and one of its four variants; a third of the steps concerns an answer and a third the time, so that courses get far.</summary>
    private static readonly Gen<int> Steps = Gen.OneOf(
        Gen.Choose(0, Kinds * 4 - 1),
        Gen.Elements(Enumerable.Range(0, Kinds * 4).Where(step => Course.ConcernsAnAnswer(step % Kinds))),
        Gen.Elements(Enumerable.Range(0, Kinds * 4).Where(step => Course.IsAnInstant(step % Kinds))));

    [Fact]
    public void Every_answer_ends_once_and_its_row_stands_where_the_case_says()
    {
        var reached = new HashSet<Type>();
        Sampled.OverLists(Steps, 120, 1_000, steps => reached.UnionWith(new Course().Run(steps)));
        // A course that never gets this far would prove nothing.
        Assert.Empty(Every.Event.Select(happened => happened.GetType()).Except(reached).Except([typeof(CaseEvent.Opened)]));
    }

    /// <summary>A case on its way through a list of commands, with its outbox rows as the consequences move them.</summary>
    private sealed class Course
    {
        private readonly Dictionary<ReplyId, ReplyRowState> _rows = [];
        private readonly List<CaseEvent> _log = [];
        private static readonly EveryPromise Policy = new();
        private Case _now = Case.Begin(A.Received() with { Policy = Policy, Judgement = new(PostKind.Complaint, Priority.P2, "outage") }) is var events
            ? events.Skip(1).Aggregate(Case.From((CaseEvent.Opened)events[0]), (now, happened) => now.Evolve(happened))
            : A.Case();
        private DateTimeOffset _at = A.Monday9;
        private int _next = 1;

        public static bool ConcernsAnAnswer(int kind) => kind < Every.Wish(A.Case(), A.Actor(A.Ana)).Count
            ? Every.Wish(A.Case(), A.Actor(A.Ana))[kind] is CaseWish.Reply or CaseWish.RetryReply or CaseWish.MarkReplySent
            : Every.Fact[kind - Every.Wish(A.Case(), A.Actor(A.Ana)).Count].GetType().Name.StartsWith("Reply", StringComparison.Ordinal);

        public static bool IsAnInstant(int kind) => kind - Every.Wish(A.Case(), A.Actor(A.Ana)).Count is >= 0 and var fact && Every.Fact[fact] is CaseFact.InstantPassed;

        /// <summary>The kinds of what happened on the way.</summary>
        public IEnumerable<Type> Run(IReadOnlyList<int> steps)
        {
            foreach (var step in steps)
            {
                _at = _at.AddSeconds(40);
                var decision = _now.Decide(Command(step % Kinds, step / Kinds) with { Policy = Policy });
                foreach (var happened in decision.Events)
                    Follow(happened);
            }
            foreach (var row in _rows.Keys)
                Assert.True(_log.Count(happened => happened is CaseEvent.Answered answered && answered.Row == row) <= 1, "one answer is recorded twice");
            return _log.Select(happened => happened.GetType());
        }

        private void Follow(CaseEvent happened)
        {
            var before = _now.Pending;
            _now = _now.Evolve(happened);
            _log.Add(happened);
            foreach (var consequence in Outbound.After(happened, _now))
            {
                if (consequence is Outbound.QueueReply queued)
                    Assert.True(_rows.TryAdd(queued.Reply.Row, ReplyRowState.Queued), "one row is queued twice");
                else if (consequence is Outbound.MoveReply move && _rows[move.Row] is not (ReplyRowState.Sent or ReplyRowState.Cancelled))
                    _rows[move.Row] = move.To;
            }
            if (before is not null && _now.Pending?.Row != before.Row)
                Assert.True(happened is CaseEvent.Answered or CaseEvent.ReplyUndone, $"{happened.GetType().Name} loses an answer");
            if (happened is CaseEvent.ReplyUndone)
                Assert.True(before is { CanUndo: true }, "an answer that left is undone");
            AssertRows();
        }

        private void AssertRows()
        {
            foreach (var (row, state) in _rows)
            {
                if (_now.Pending is { } pending && pending.Row == row)
                    Assert.Equal(RowOf(pending.Stage), state);
                else
                    Assert.True(state is ReplyRowState.Sent or ReplyRowState.Cancelled, $"a row nobody waits for is {state}");
            }
        }

        private static ReplyRowState RowOf(ReplyStage stage) => stage switch
        {
            ReplyStage.Countdown => ReplyRowState.Queued,
            ReplyStage.Sending => ReplyRowState.Sending,
            ReplyStage.Unknown => ReplyRowState.Unknown,
            ReplyStage.Parked => ReplyRowState.Parked,
            _ => ReplyRowState.Held,
        };

        private CaseCommand Command(int kind, int variant)
        {
            var who = variant % 2 == 0 ? A.Ana : A.Bo;
            var wishes = Every.Wish(_now, A.Actor(who, variant < 2 ? Role.Manager : Role.Agent));
            return kind < wishes.Count ? Wish(wishes[kind]) : Fact(Every.Fact[kind - wishes.Count], variant);
        }

        private CaseCommand Wish(CaseWish wish) => wish switch
        {
            CaseWish.Reply reply => reply with { At = _at, Row = A.Row(_next++), LeavesAt = _at.AddSeconds(20) },
            CaseWish.Snooze snooze => snooze with { At = _at, Until = _at.AddHours(1) },
            _ => wish with { At = _at },
        };

        /// <summary>The next mark of any clock that runs, and the time goes there; every fourth time the first step means nobody.</summary>
        private CaseFact.InstantPassed Instant(int variant)
        {
            var clocks = _now.Clocks.Where(clock => clock.NextAt is not null).ToList();
            if (clocks.Count == 0)
                return Every.Passed(30) with { At = _at };
            var clock = clocks[(variant + _log.Count) % clocks.Count];
            _at = clock.NextAt > _at ? clock.NextAt.Value : _at;
            var steps = Enumerable.Range(1, 3).Select(step => new LadderStep(step, "step", variant == 3 && step < 3 ? [] : [A.Dana]) { Gateways = variant == 1 ? ["desk"] : [] }).ToList();
            return new() { At = _at, Clock = clock.Kind, StartedAt = clock.Target.StartedAt, Watchers = A.Watchers with { Steps = steps } };
        }

        /// <summary>Facts of an answer speak of the pending row, and every fourth time of an older one.</summary>
        private CaseFact Fact(CaseFact fact, int variant)
        {
            var row = variant == 3 || _now.Pending is null ? A.Row(Math.Max(1, _next - 2)) : _now.Pending.Row;
            return fact switch
            {
                CaseFact.CustomerWrote f => f with { At = _at, Post = $"p{_at.Ticks}", Mark = $"p{_at.Ticks}#1", PostedAt = _at },
                CaseFact.PostEdited f => f with { At = _at, NativeId = _now.LastPost, Mark = $"{_now.LastPost}#{_at.Ticks}" },
                CaseFact.PostDeleted f => f with { At = _at, NativeId = _now.LastPost },
                CaseFact.ReplyDue f => f with { At = _at, Row = row, Against = variant == 1 ? new Hold(HoldReason.StopSwitch) : null },
                CaseFact.ReplyConfirmed f => f with { At = _at, Row = row },
                CaseFact.ReplyFailed f => f with { At = _at, Row = row },
                CaseFact.ReplyDelayed f => f with { At = _at, Row = row, Until = _at.AddMinutes(1) },
                CaseFact.ReplyUnclear f => f with { At = _at, Row = row },
                CaseFact.ReplyParked f => f with { At = _at, Row = row },
                CaseFact.InstantPassed => Instant(variant),
                _ => fact with { At = _at },
            };
        }
    }
}
