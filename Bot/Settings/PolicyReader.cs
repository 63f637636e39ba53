using SocialCareBot.Cases;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;

namespace SocialCareBot.Settings;

/// <summary>What the settings say, and what is wrong with it.</summary>
public sealed record PolicyRead(SlaPolicy Clocks, IReadOnlyList<Rota> Rotas, IReadOnlyList<string> Problems);

/// <summary>Makes the policy of what stands in the settings, and names everything that is wrong with it.</summary>
public sealed class PolicyReader
{
    private readonly List<string> _problems = [];
    private readonly CareSettings _care;
    private readonly PolicySettings _policy;
    private readonly HoursReader _hours;
    private readonly string _zone;

    private PolicyReader(CareSettings care, PolicySettings policy, string folder, DateOnly today)
    {
        (_care, _policy) = (care, policy);
        _zone = care.Routes.LastOrDefault(route => !route.Quiet)?.Zone ?? "Etc/UTC";
        _hours = new HoursReader(folder, today, _zone, _problems);
    }

    /// <summary>The policy, and each problem as "key: what is wrong, what to do"; with a problem the policy is of no use.</summary>
    /// <param name="folder">Where calendar files stand that are named without a whole path.</param>
    public static PolicyRead Read(CareSettings care, PolicySettings policy, string folder, DateOnly today)
    {
        var reader = new PolicyReader(care, policy, folder, today);
        var (clocks, rotas) = (reader.Policy(), RotaReader.Read(care, policy.Rotas, reader._problems));
        return new PolicyRead(clocks, rotas, [.. reader._problems, .. PagingCheck.Ways(care.Paging, policy.PageWays, "Care:Policy:PageWays")]);
    }

    private SlaPolicy Policy()
    {
        var plain = new SlaPolicy();
        var reminders = _policy.Reminders.Select((line, index) => (line.Clocks, Read: Reminder(line, $"Care:Policy:Reminders:{index}"))).ToList();
        Doubles("Care:Policy:Reminders", reminders.SelectMany(line => line.Clocks.Count == 0 ? [""] : line.Clocks.Select(clock => clock.ToString())), "every other clock");
        var sets = _policy.Hours.Select((hours, index) => (hours.Brands, Hours: _hours.Read(hours, $"Care:Policy:Hours:{index}"))).ToList();
        Doubles("Care:Policy:Hours", sets.SelectMany(set => set.Brands.Count == 0 ? [""] : set.Brands), "every other brand");
        return plain with
        {
            Targets = Targets(),
            Hours = sets.SelectMany(set => set.Brands.Select(brand => (brand, set.Hours))).DistinctBy(one => one.brand, StringComparer.OrdinalIgnoreCase).ToDictionary(one => one.brand, one => one.Hours),
            UsualHours = sets.Find(set => set.Brands.Count == 0).Hours ?? BusinessHours.Always with { Zone = _zone },
            Reminders = reminders.SelectMany(line => line.Clocks.Select(clock => (clock, line.Read))).DistinctBy(one => one.clock).ToDictionary(one => one.clock, one => one.Read),
            UsualReminders = reminders.Find(line => line.Clocks.Count == 0).Read ?? Nags(plain.UsualReminders),
            OnBreach = plain.OnBreach.Where(line => !_policy.OnBreach.ContainsKey(line.Key)).Select(line => (line.Key, line.Value))
                .Concat(_policy.OnBreach.Select(line => (line.Key, (IReadOnlyList<BreachAction>)(line.Value ?? [])))).ToDictionary(line => line.Key, line => line.Item2),
            ClaimLease = Lease(_policy.ClaimLease, "Care:Policy:ClaimLease"),
            ClaimWarning = Between(_policy.ClaimWarning, 1, 99, "Care:Policy:ClaimWarning"),
            Acknowledgement = Lease(_policy.Acknowledgement, "Care:Policy:Acknowledgement"),
            PageEvery = Length(_policy.PageEvery, "Care:Policy:PageEvery"),
            PageRounds = Between(_policy.PageRounds, 1, 100, "Care:Policy:PageRounds"),
            Ladders = [.. _policy.Ladders.Select((ladder, index) => Ladder(ladder, $"Care:Policy:Ladders:{index}"))],
            Quiet = [.. _policy.Quiet.Select((quiet, index) => Quiet(quiet, $"Care:Policy:Quiet:{index}")).OfType<QuietHours>()],
            Spread = [.. _policy.Spread.Select((spread, index) => Spread(spread, $"Care:Policy:Spread:{index}"))],
        };
    }

    /// <summary>The lines written out; for clocks that have none, those of <c>Care:Clocks</c>.</summary>
    private IReadOnlyList<TargetLine> Targets()
    {
        var lines = _policy.Targets.Select((line, index) => Line(line, $"Care:Policy:Targets:{index}")).ToList();
        var (clocks, answers) = (_care.Clocks, new[] { ClockKind.FirstResponse, ClockKind.NextResponse });
        return
        [
            .. lines,
            .. answers.Where(clock => lines.TrueForAll(line => line.Clock != clock)).SelectMany(clock => TargetLine.Answers(
                clock,
                TimeSpan.FromMinutes(clocks.P1),
                TimeSpan.FromMinutes(clocks.P2),
                TimeSpan.FromMinutes(clocks.P3),
                clocks.P4 is { } p4 ? TimeSpan.FromMinutes(p4) : null)),
        ];
    }

    private TargetLine Line(TargetSettings line, string key)
    {
        if (line.Clock is not (ClockKind.FirstResponse or ClockKind.NextResponse or ClockKind.Resolution))
            Wrong($"{key}:Clock: {line.Clock} has no target of its own. It is FirstResponse, NextResponse or Resolution.");
        Priorities(line.Priorities, key);
        Routes(line.Routes, key);
        var within = line.Within.Equals("none", StringComparison.OrdinalIgnoreCase) ? null : Target.Parse(line.Within);
        if (within is null && !line.Within.Equals("none", StringComparison.OrdinalIgnoreCase))
            Wrong($"{key}:Within: \"{line.Within}\" must be a length such as 30 min, \"next business day\", \"next business day by 12:00\" or \"none\".");
        return new TargetLine
        {
            Clock = line.Clock,
            Brands = line.Brands,
            Networks = line.Networks,
            Routes = line.Routes,
            Priorities = line.Priorities,
            Tags = line.Tags,
            Followers = line.Followers,
            Within = within,
        };
    }

    private Reminders Nags(Reminders plain) =>
        _care.Clocks.Nags.Count == 0 ? plain : new Reminders { Before = [.. _care.Clocks.Nags.Select(percent => new Threshold { Percent = percent })] };

    private Reminders Reminder(ReminderSettings line, string key)
    {
        if (line.Before.Any(one => one is { Percent: null, BeforeEnd: null } or { Percent: not null, BeforeEnd: not null } or { Percent: < 1 or > 99 }))
            Wrong($"{key}:Before: each needs either Percent, from 1 to 99, or BeforeEnd such as 10 min; the breach at 100 comes by itself.");
        return new Reminders
        {
            Before = [.. line.Before.Select(one => new Threshold { Percent = one.Percent, BeforeEnd = one.BeforeEnd is { } end ? Length(end, $"{key}:Before") : null, Tell = one.Tell, Alone = one.Alone })],
            RepeatEvery = line.RepeatEvery is { } every ? Length(every, $"{key}:RepeatEvery") : null,
            RepeatAtMost = Between(line.RepeatAtMost, 1, 1000, $"{key}:RepeatAtMost"),
            RepeatTell = line.RepeatTell,
            RepeatAlone = line.RepeatAlone,
        };
    }

    private Ladder Ladder(LadderSettings ladder, string key)
    {
        if (string.IsNullOrWhiteSpace(ladder.Name))
            Wrong($"{key}:Name: is missing; the card and the log name the ladder.");
        if (ladder.Steps.Count == 0)
            Wrong($"{key}:Steps: there must be at least one.");
        Routes(ladder.Routes, key);
        return new Ladder
        {
            Name = ladder.Name,
            Routes = ladder.Routes,
            Steps = [.. ladder.Steps.Select((step, index) => Rung(step, $"{key}:Steps:{index}"))],
            Repeat = Between(ladder.Repeat, 0, 20, $"{key}:Repeat"),
        };
    }

    private LadderRung Rung(LadderStepSettings step, string key)
    {
        if (step.Targets.Count == 0)
            Wrong($"{key}:Targets: there must be at least one.");
        foreach (var target in step.Targets)
            CheckTarget(target, $"{key}:Targets");
        Priorities(step.Priorities, key);
        return new LadderRung
        {
            After = step.After is { } after ? Length(after, $"{key}:After") : TimeSpan.Zero,
            Targets = step.Targets,
            Priorities = step.Priorities,
            LocalHours = step.LocalHours is { } hours ? _hours.Interval(hours, $"{key}:LocalHours") : null,
        };
    }

    private void CheckTarget(string target, string key)
    {
        var (kind, name) = target.Split(':', 2) is [var first, var rest] ? (first, rest) : (target, "");
        var problem = kind switch
        {
            "duty" or "channel" => name.Length == 0 ? null : "takes no name",
            "role" => Enum.TryParse<Role>(name, ignoreCase: true, out _) ? null : "names no role; it is agent, lead, manager or admin",
            "person" => _care.People.Any(person => person.Name == name) ? null : "names nobody in Care:People",
            "rota" => _policy.Rotas.Any(rota => string.Equals(rota.Name, name, StringComparison.OrdinalIgnoreCase)) ? null : "names no rota in Care:Policy:Rotas",
            "webhook" => _care.Paging.Webhooks.Any(gateway => gateway.Name == name) ? null : "names no gateway in Care:Paging:Webhooks",
            _ => "must be duty, rota:NAME, role:lead, person:NAME, channel or webhook:NAME",
        };
        if (problem is not null)
            Wrong($"{key}: \"{target}\" {problem}.");
    }

    private QuietHours? Quiet(QuietSettings quiet, string key)
    {
        var zone = quiet.Zone ?? _care.Routes.FirstOrDefault(route => quiet.Routes.Contains(route.Name, StringComparer.OrdinalIgnoreCase))?.Zone ?? _zone;
        if (!Clockface.Knows(zone))
            Wrong($"{key}:Zone: \"{zone}\" is not a time zone. Write an IANA name such as Europe/Berlin.");
        Routes(quiet.Routes, key);
        foreach (var name in quiet.People.Where(name => _care.People.All(person => person.Name != name)))
            Wrong($"{key}:People: {name} is not in Care:People.");
        return _hours.Interval(quiet.Between, $"{key}:Between") is { } between ? new QuietHours { Routes = quiet.Routes, People = quiet.People, Zone = zone, Between = between } : null;
    }

    private SpreadLine Spread(SpreadSettings spread, string key)
    {
        if (spread is { Reposts: null, Likes: null, Replies: null })
            Wrong($"{key}: needs Reposts, Likes or Replies.");
        if (!Enum.IsDefined(spread.AtLeast))
            Wrong($"{key}:AtLeast: must be P1, P2, P3 or P4.");
        return new SpreadLine { Reposts = spread.Reposts, Likes = spread.Likes, Replies = spread.Replies, AtLeast = spread.AtLeast };
    }

    private void Routes(IReadOnlyList<string> routes, string key)
    {
        foreach (var name in routes.Where(name => !_care.Routes.Any(route => string.Equals(route.Name, name, StringComparison.OrdinalIgnoreCase))))
            Wrong($"{key}:Routes: {name} is not in Care:Routes.");
    }

    private void Priorities(IReadOnlyList<Priority> priorities, string key)
    {
        if (priorities.Any(priority => !Enum.IsDefined(priority)))
            Wrong($"{key}:Priorities: must be P1, P2, P3 or P4.");
    }

    private TimeSpan? Lease(string text, string key) => text.Equals("none", StringComparison.OrdinalIgnoreCase) ? null : Length(text, key);

    private TimeSpan Length(string text, string key)
    {
        if (Target.Length(text) is { } length)
            return length;
        Wrong($"{key}: \"{text}\" must be a length such as 30 min or 2 h.");
        return TimeSpan.FromHours(1);
    }

    private int Between(int value, int least, int most, string key)
    {
        if (value < least || value > most)
            Wrong($"{key}: {value} must be from {least} to {most}.");
        return value;
    }

    private void Doubles(string key, IEnumerable<string> names, string everyOther)
    {
        foreach (var twice in names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            Wrong($"{key}: {(twice.Key.Length == 0 ? everyOther : twice.Key)} stands there twice.");
    }

    private void Wrong(string problem) => _problems.Add(problem);
}
