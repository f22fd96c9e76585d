using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>What members have computed: the result, and gradients by the names that the reference has for them.</summary>
internal sealed record Outcome(double[] Result, Dictionary<string, double[]> Gradients)
{
    /// <summary>The numbers of the reference, in the precision of the operation.</summary>
    public static T[] As<T>(IEnumerable<double> x)
        where T : IFloatingPointIeee754<T> =>
        [.. x.Select(T.CreateChecked)];

    public static Outcome Of<T>(T[] result, params (string Name, T[] Gradient)[] gradients)
        where T : IFloatingPointIeee754<T> =>
        new(Wide(result), gradients.ToDictionary(g => g.Name, g => Wide(g.Gradient)));

    /// <summary>A method that C# has compiled, beside its generated forward: elementary functions and orders of sums differ in last bits.</summary>
    public static void AssertSame<T>(T[] method, T[] forward)
        where T : IFloatingPointIeee754<T> =>
        ReferenceRecord.AssertEqual(Wide(method), Wide(forward), typeof(T) == typeof(double) ? 1e-14 : ReferenceRecord.SingleTolerance, "the method and its forward");

    private static double[] Wide<T>(T[] x)
        where T : IFloatingPointIeee754<T> =>
        [.. x.Select(double.CreateChecked)];

    /// <summary>Held against a record: the results under a name, or all of them, and every gradient.</summary>
    public void AssertEqual(ReferenceRecord r, string? output, double? single)
    {
        double[] expected = output is null ? r.Forward : r.Output(output);
        ReferenceRecord.AssertEqual(expected, Result, single ?? r.ForwardTolerance, $"{r.Id}, result");
        foreach (var (name, gradient) in Gradients)
        {
            ReferenceRecord.AssertEqual(r.Gradients(name), gradient, single ?? r.GradientTolerance, $"{r.Id}, gradient of {name}");
        }
    }
}
