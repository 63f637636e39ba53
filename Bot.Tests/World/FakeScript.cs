namespace SocialCareBot.Tests.World;

/// <summary>What is to go wrong next at a fake, in the order in which it was told.</summary>
internal sealed class FakeScript<TCall, TCruelty>
    where TCruelty : class
{
    private readonly List<(Func<TCall, bool> When, TCruelty Cruelty, int Left)> _lines = [];

    internal void Add(Func<TCall, bool> when, TCruelty cruelty, int times)
    {
        lock (_lines)
            _lines.Add((when, cruelty, times));
    }

    internal TCruelty? Next(TCall call)
    {
        lock (_lines)
        {
            var at = _lines.FindIndex(line => line.When(call));
            if (at < 0)
                return null;
            var (when, cruelty, left) = _lines[at];
            if (left > 1)
                _lines[at] = (when, cruelty, left - 1);
            else
                _lines.RemoveAt(at);
            return cruelty;
        }
    }
}
