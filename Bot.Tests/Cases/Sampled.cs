using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace SocialCareBot.Tests.Cases;

/// <summary>A property over samples that are the same in every run; a failure is shrunk to its smallest sample.</summary>
internal static class Sampled
{
    private static readonly FSharpOption<Replay> Seed = FSharpOption<Replay>.Some(new Replay(new Rnd(20261123, 9), FSharpOption<int>.None));

    public static void Over<T>(Gen<T> samples, int count, Action<T> holds) =>
        Prop.ForAll(samples.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Seed).WithQuietOnSuccess(true));

    public static void OverLists<T>(Gen<T> items, int longest, int count, Action<IReadOnlyList<T>> holds) => Prop
        .ForAll(Arb.From(items.ArrayOf(), Shorter), holds)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(longest).WithReplay(Seed).WithQuietOnSuccess(true));

    private static IEnumerable<T[]> Shorter<T>(T[] list) => list.Select((_, skipped) => list.Where((_, i) => i != skipped).ToArray());
}
