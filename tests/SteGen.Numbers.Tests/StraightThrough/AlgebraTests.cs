using System;
using System.Collections.Generic;
using System.Linq;
using SteGen;
using Xunit;

#pragma warning disable STG0020 // the forms of the literature are what is tested here

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>
/// The algebra of the literature. The records of these forms say what they give elsewhere: 0 for a large x, NaN at infinity. Here each is the straight-through node, so its result is that of the operation itself, and the gradient
/// that of the record.
/// </summary>
[Trait("Category", "Widths")]
public sealed class AlgebraTests
{
    private const string Native = "algebra.sign.native.f64";

    private static readonly Dictionary<string, string> s_signs = new()
    {
        ["algebra.sign.naive.f64"] = nameof(AlgebraForms.NaiveSign),
        ["algebra.sign.jax_exact.f64"] = nameof(AlgebraForms.ExactSign),
        ["algebra.sign.Julia article_order.f64"] = nameof(AlgebraForms.OtherOrderSign),
    };

    private static readonly Dictionary<string, string> s_rounds = new()
    {
        ["algebra.round.naive.f64"] = nameof(AlgebraForms.NaiveRound),
        ["algebra.round.jax_exact.f64"] = nameof(AlgebraForms.ExactRound),
    };

    public static IEnumerable<string> Used => [.. s_signs.Keys, .. s_rounds.Keys];

    [Fact]
    public void Forms_of_sign_are_exact_everywhere()
    {
        double[] native = new ReferenceRecord(Native).Forward;
        foreach (var (id, name) in s_signs)
        {
            Check(new ReferenceRecord(id), name, native);
        }
    }

    [Fact]
    public void Forms_of_rounding_are_exact_everywhere()
    {
        foreach (var (id, name) in s_rounds)
        {
            ReferenceRecord r = new(id);
            Check(r, name, [.. r.MainInput.Select(x => Math.Round(x))]);
        }
    }

    private static void Check(ReferenceRecord r, string name, double[] expected)
    {
        Members<double> members = Members<double>.Of(typeof(AlgebraForms), name);
        double[] x = r.MainInput, result = new double[x.Length], gradient = new double[x.Length];
        members.ForwardBatch(x, result);
        members.BackwardBatch(x, r.Upstream, gradient);
        ReferenceRecord.AssertEqual(expected, result, 0, r.Id);
        ReferenceRecord.AssertEqual(r.MainGradients, gradient, 0, r.Id + ", gradient");
    }
}

/// <summary>The same two operations, written as others write them.</summary>
internal static partial class AlgebraForms
{
    [Differentiable] public static double NaiveSign(double x) => x + Gradient.StopGradient(Ste.Sign(x) - x);

    [Differentiable] public static double ExactSign(double x) => x - Gradient.StopGradient(x) + Gradient.StopGradient(Ste.Sign(x));

    [Differentiable] public static double OtherOrderSign(double x) => Gradient.StopGradient(Ste.Sign(x)) - Gradient.StopGradient(x) + x;

    [Differentiable] public static double NaiveRound(double x) => x + Gradient.StopGradient(Math.Round(x) - x);

    [Differentiable] public static double ExactRound(double x) => x - Gradient.StopGradient(x) + Gradient.StopGradient(Math.Round(x));
}
