using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SteGen.Compiler.Ir;
using Xunit;

namespace SteGen.Compiler.Tests;

/// <summary>Random programs against differences, in every form. <c>STEGEN_RANDOM=20000</c> runs that many.</summary>
public sealed class RandomTests
{
    private static readonly int s_count = int.TryParse(Environment.GetEnvironmentVariable("STEGEN_RANDOM"), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 300;

    [Fact]
    public void GradientsOfRandomPrograms() => All(Check);

    [Fact]
    public void GradientsInFloatAreThoseInDouble() => All(CheckFloat);

    private static void All(Action<int> check)
    {
        List<string> wrong = [];
        for (int seed = 0; seed < s_count && wrong.Count < 10; seed++)
        {
            try
            {
                check(seed);
            }
            catch (Exception e)
            {
                wrong.Add($"{seed}: {e.GetType().Name} {string.Join(" ", e.Message.Split('\n').Take(2))}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static void CheckFloat(int seed)
    {
        Outcome wide = new GradientOracle(() => RandomPrograms.Make(seed)).Gradient(singleSweep: true, finish: true);
        GradientOracle oracle = new(() => RandomPrograms.Make(seed, Ty.F32));
        Outcome narrow = oracle.Gradient(singleSweep: true, finish: true);
        GradientOracle.AssertClose(wide, narrow, 2e-4, 2e-5);
        Outcome tape = oracle.ThroughTape(singleSweep: true, out _);
        Assert.Equal(narrow.Gradients, tape.Gradients);
    }

    private static void Check(int seed)
    {
        GradientOracle oracle = new(() => RandomPrograms.Make(seed));
        Outcome expected = oracle.Differences();
        Outcome forward = oracle.Forward();
        Assert.Equal(expected.Values, forward.Values);
        GradientOracle.AssertClose(expected, oracle.Gradient(false, finish: false, prepare: false), 1e-6);
        foreach (bool singleSweep in new[] { false, true })
        {
            Outcome raw = oracle.Gradient(singleSweep, finish: false);
            GradientOracle.AssertClose(expected, raw, 1e-6);
            Outcome whole = oracle.Gradient(singleSweep, finish: true);
            GradientOracle.AssertClose(raw, whole, 1e-13);
            Assert.Equal(forward.Values, whole.Values);
            Outcome tape = oracle.ThroughTape(singleSweep, out _);
            Assert.Equal(whole.Values, tape.Values);
            Assert.Equal(whole.Gradients, tape.Gradients);
        }
    }
}
