using System.Collections.Generic;
using System.Linq;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>
/// The straight-through algebra on values: however it is spelled, the forward has the bits of the hard part and computes nothing else, and the derivative is that of the
/// expression as written. What only looks like it keeps its arithmetic.
/// </summary>
[Trait("Category", "Widths")]
public class StraightThroughPrograms
{
    /// <summary>A multiple of a sign: x + (h - x) is not h in floating point. NaN and -0 go through.</summary>
    private const string Hard = "public static double H(double x) => x > 0.0 ? 0.3 : x < 0.0 ? -0.3 : x; static double S(double x) => Math.Exp(-x * x) * x; static double Sg(double x) => Gradient.StopGradient(x); ";

    private static readonly double[] s_points = [0.1, 1e30, -1e30, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, double.NaN, 5e-324, 0.7];

    private static readonly ProgramSet s_all = Suite.Of([.. Spellings(), .. NearMisses()]);

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);

    private static IEnumerable<TestProgram> Spellings() =>
        from s in new (string Name, string Body)[]
        {
            ("x + sg(h - x)", "=> x + Sg(H(x) - x);"),
            ("sg(h - x) + x", "=> Sg(H(x) - x) + x;"),
            ("x - sg(x) + sg(h)", "=> x - Sg(x) + Sg(H(x));"),
            ("x - sg(x - h)", "=> x - Sg(x - H(x));"),
            ("sg(h) + x - sg(x)", "=> Sg(H(x)) + x - Sg(x);"),
            ("sg(h) - (sg(x) - x)", "=> Sg(H(x)) - (Sg(x) - x);"),
            ("sg(h) + (x - sg(x))", "=> Sg(H(x)) + (x - Sg(x));"),
            ("(x + sg(h)) - sg(x)", "=> (x + Sg(H(x))) - Sg(x);"),
            ("-(sg(x) - x) + sg(h)", "=> -(Sg(x) - x) + Sg(H(x));"),
            ("x + sg(-x + h)", "=> x + Sg(-x + H(x));"),
            ("x + sg(h) + sg(-x)", "=> x + Sg(H(x)) + Sg(-x);"),
            ("With temporaries", "{ double h = H(x); double d = h - x; double stopped = Gradient.StopGradient(d); double y = x + stopped; return y; }"),
            ("With +=", "{ double y = x; y += Sg(H(x) - x); return y; }"),
            ("With -=", "{ double y = Sg(H(x)); y -= Sg(x); y += x; return y; }"),
            ("Through a helper", "=> Ste2(H(x), x); static double Ste2(double hard, double soft) => soft + Gradient.StopGradient(hard - soft);"),
            ("Through a generic helper", "=> Ste2<double>(H(x), x); static T Ste2<T>(T hard, T soft) where T : struct, IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T> => soft + Gradient.StopGradient(hard - soft);"),
            ("h - sg(s) + s", "=> Sg(H(x)) - Sg(S(x)) + S(x);"),
            ("s + sg(h - s), with a surrogate", "{ double s = S(x); return s + Sg(H(x) - s); }"),
            ("Two of them, nested", "{ double y = x + Sg(H(x) - x); return y + Sg(H(x) - y); }"),
            ("sg(h - s) + s, the surrogate written twice", "=> Sg(H(x) - S(x)) + S(x);"),
            ("The method Gradient.StraightThrough", "=> Gradient.StraightThrough(H(x), S(x));"),
            ("The attribute, identity", "=> Q(x); [StraightThrough] static double Q(double x) => H(x);"),
            ("The attribute, with a surrogate", "=> Q(x); [StraightThrough(Surrogate = nameof(S))] static double Q(double x) => H(x);"),
            ("The attribute, with a clip", "=> Q(x); [StraightThrough(Clip = 1.0)] static double Q(double x) => H(x);"),
            ("The attribute, with an open clip", "=> Q(x); [StraightThrough(Clip = 0.5, Boundary = Boundary.Exclusive)] static double Q(double x) => H(x);"),
            ("The surrogate under a branch", "=> x < 100.0 ? x + Sg(H(x) - x) : H(x);"),
        }
        select WithPoints(new TestProgram(s.Name, Hard + "[Differentiable] public static double F(double x) " + s.Body).ForwardIs("H").ForwardWithout("Exp").Kinks());

    private static IEnumerable<TestProgram> NearMisses() =>
        from s in new (string Name, string Body)[]
        {
            ("Not folded: a compensated sum", "{ double t = x + 0.3; return (x - t) + 0.3 + t; }"),
            ("Not folded: another x", "{ double y = x + 1e-3; return x + Sg(H(x) - y); }"),
            ("Not folded: nothing is stopped", "=> x + (0.3 - x);"),
            ("Not folded: both copies are stopped", "=> Sg(x) + Sg(H(x) - x);"),
            ("Not folded: a factor in between", "=> x + Sg(0.5 * (H(x) - x));"),
            ("Not folded: a sign that does not cancel", "=> x + Sg(H(x) + x);"),
            ("Not folded: a copy that was changed", "{ double y = x; y *= 1.000001; return x + Sg(H(x) - y); }"),
            ("Not folded: the other branch's x", "{ double y = x; if (x > 1.0) y = x + 1.0; return x + Sg(0.3 - y); }"),
            ("Not folded: h is stopped, x is not", "=> Sg(H(x)) - x + x;"),
            ("Not folded: x twice", "=> x + x + Sg(H(x) - x);"),
            ("Not folded: a division", "=> x + Sg(H(x) - x) / 2.0;"),
        }
        select WithPoints(new TestProgram(s.Name, Hard + "[Differentiable] public static double F(double x) " + s.Body).Exact().Kinks());

    private static TestProgram WithPoints(TestProgram program) => s_points.Aggregate(program, (p, x) => p.At(("x", x)));
}
