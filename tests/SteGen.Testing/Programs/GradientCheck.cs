using System;
using System.Collections.Generic;
using System.Linq;

namespace SteGen.Testing;

/// <summary><c>FBackward</c> (or what else gives gradients) against the dual program, and against differences of the frozen program.</summary>
internal static class GradientCheck
{
    public static void Run(CompiledProgram program, ProgramData data, bool againstDifferences)
    {
        if (!program.Differentiable.Any() || !program.Shape.Results.Any(r => r.HasReals))
        {
            return;
        }

        CallableMember? backward = program.Member("Backward") ?? program.Member("AccumulateBackward");
        if (backward is null)
        {
            return;
        }

        var calls = new MemberCalls(program, data);
        calls.DrawUpstream(program.Shape.ResultsOf(program.Function.Call(data.Self, data.Argument)));
        Dictionary<string, object?> zero = program.Differentiable.ToDictionary(i => i.Name, i => (object?)null);
        Dictionary<string, object?> gradients = calls.Call(backward, start: zero).Gradients;
        List<(string Name, double Value)> actual = [.. program.Differentiable.SelectMany(i => Reals.Read(gradients[i.Name]).Select((x, k) => ($"{i.GradientName}[{k}]", x.Value)))];

        double[] upstream = [.. program.Shape.Results.Where(r => r.HasReals).SelectMany(r => Reals.Read(calls.Upstream[r.Name])).Select(u => u.Value)];
        double[] Weighted(Func<int, Dual, Dual> leaf, Func<Dual, double> part)
        {
            Dictionary<string, List<Dual>> results = program.RunDual(data, leaf);
            double[] parts = [.. program.Shape.Results.Where(r => r.HasReals).SelectMany(r => results[r.Name]).Select(part)];
            return parts.Length == upstream.Length
                ? [.. parts.Zip(upstream, (p, u) => p == 0 ? 0 : p * u)]
                : throw new TestFailure($"The dual program gave {parts.Length} reals, the method {upstream.Length}.");
        }

        double[][] terms = new double[actual.Count][];
        DualF.RoundsValues = true;
        try
        {
            for (int i = 0; i < actual.Count; i++)
            {
                terms[i] = Weighted((k, x) => new Dual(x.Value, k == i ? 1 : 0), y => y.Tangent);
            }
        }
        finally
        {
            DualF.RoundsValues = false;
        }

        double size = terms.SelectMany(t => t).Select(Math.Abs).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        for (int i = 0; i < actual.Count; i++)
        {
            double expected = terms[i].Sum();
            double scale = terms[i].Sum(Math.Abs) + (0.01 * size);
            double tolerance = program.IsSingle ? 1e-4 : 1e-11;
            if (!(SameBits.Of(expected, actual[i].Value) || Math.Abs(expected - actual[i].Value) <= tolerance * scale))
            {
                throw new TestFailure($"{backward.Name}: {actual[i].Name} is {SameBits.Text(actual[i].Value)}, dual numbers give {SameBits.Text(expected)}.\n{Describe(data, calls)}");
            }
        }

        if (againstDifferences)
        {
            Frozen frozen = Frozen.Record(() => Weighted((_, x) => x, y => y.Value));
            for (int i = 0; i < actual.Count; i++)
            {
                (double expected, double error) = Differences.Of(h =>
                {
                    double sum = 0;
                    return frozen.Replay(() => sum = Weighted((k, x) => k == i ? x + h : x, y => y.Value).Sum()) ? sum : double.NaN;
                });
                double scale = terms[i].Sum(Math.Abs) + (0.01 * size) + 1e-3;
                if (double.IsNaN(expected) && double.IsFinite(actual[i].Value))
                {
                    throw new TestFailure($"{actual[i].Name}: no difference can be taken here. Move the data away from the step, or say that the program has kinks.");
                }

                if (!(error <= 1e-4 * scale) && double.IsFinite(error))
                {
                    throw new TestFailure($"{actual[i].Name}: differences do not converge ({expected} ± {error}; the member says {actual[i].Value}). Is there a kink?");
                }

                if (!(Math.Abs(expected - actual[i].Value) <= ((program.IsSingle ? 2e-4 : 1e-7) * scale) + (10 * error)) && double.IsFinite(actual[i].Value))
                {
                    throw new TestFailure($"{backward.Name}: {actual[i].Name} is {SameBits.Text(actual[i].Value)}, differences give {SameBits.Text(expected)} ± {error}.\n{Describe(data, calls)}");
                }
            }
        }
    }

    private static string Describe(ProgramData data, MemberCalls calls) =>
        string.Join("\n", data.Inputs.Concat(calls.Upstream.Select(u => KeyValuePair.Create(u.Key + "Gradient", u.Value))).Select(p => $"  {p.Key} = {SameBits.Text(p.Value)}"));
}
