using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Tests.Interpretation;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

public class StraightThroughTests
{
    private static Function Lower(string members)
    {
        Program program = Program.Lower($"public static partial class C {{ {members} }}");
        Assert.Empty(program.Result.Problems);
        Function f = program.Result.Model!.Body.Decode();
        SteGen.Compiler.Ir.Verifier.Verify(f, Stage.Resolved);
        return f;
    }

    /// <summary>What the derivative sees: every node replaced by its soft operand.</summary>
    private static double Soft(Function f, params object[] arguments)
    {
        foreach (Inst inst in f.All().Where(i => i.Op == Op.StraightThrough).ToList())
        {
            // x + 0 of soft: the interpreter has no identity
            (inst.Op, inst.Args) = (Op.MaxNumber, [inst.Args[1], inst.Args[1]]);
        }

        return new Interpreter(f).Reals(arguments)[0];
    }

    [Theory]
    [InlineData("[StraightThrough] static double G(double x) => Math.Floor(x);", 2.75, 2.75)]
    [InlineData("[StraightThrough(Clip = 1.0)] static double G(double x) => x > 0 ? 1 : -1;", 1.0, 1.0)]
    [InlineData("[StraightThrough(Clip = 1.0)] static double G(double x) => x > 0 ? 1 : -1;", 1.5, 0.0)]
    [InlineData("[StraightThrough(Clip = 1.0, Boundary = Boundary.Exclusive)] static double G(double x) => x > 0 ? 1 : -1;", 1.0, 0.0)]
    [InlineData("[StraightThrough(Surrogate = nameof(S))] static double G(double x) => x > 0 ? 1 : -1; static double S(double x) => 3 * x;", 1.5, 4.5)]
    [InlineData("static double G(double x) => Gradient.StopGradient(x);", 1.5, 0.0)]
    [InlineData("static double G(double x) => Gradient.StraightThrough(Math.Round(x), x * x);", 1.5, 2.25)]
    [InlineData("static double G(double x) { var v = Gradient.StopGradient((A: x, B: 2 * x)); return v.A + v.B; }", 1.5, 0.0)]
    [InlineData("static double G(double x) { double[] a = [x, 2]; return Gradient.StopGradient((ReadOnlySpan<double>)a)[0] + a[1]; }", 1.5, 2.0)]
    public void The_soft_operand(string method, double x, double soft)
    {
        string members = $"{method} [Differentiable] public static double F(double x) => G(x);";
        Program.Lower($"public static partial class C {{ {members} }}").Agrees(x);
        Assert.Equal(soft, Soft(Lower(members), x));
    }

    [Fact]
    public void A_root_that_is_straight_through_has_that_derivative_itself() =>
        Assert.Equal(2.75, Soft(Lower("[Differentiable, StraightThrough] public static double F(double x) => Math.Floor(x);"), 2.75));

    [Fact]
    public void A_custom_gradient_stays_a_call()
    {
        Inst call = Lower("""
            [Differentiable] public static double F(double x, ReadOnlySpan<double> w) { Span<double> y = stackalloc double[2]; H(w[1..], y); return G(x, w, 3, out double e) + e + y[1]; }
            [CustomGradient(nameof(GB))] static double G(double x, ReadOnlySpan<double> w, int n, out double e) { e = x; return x * w[n]; }
            static void GB(double x, ReadOnlySpan<double> w, int n, double result, double resultGradient, double eGradient, out double xGradient, Span<double> wGradient) { xGradient = 0; }
            [CustomGradient(nameof(HB))] static void H(ReadOnlySpan<double> w, Span<double> y) { }
            static void HB(ReadOnlySpan<double> w, ReadOnlySpan<double> yGradient, Span<double> wGradient) { }
            """).All().Last(i => i.Op == Op.Call);
        Assert.Equal("global::C.G", call.Callee!.Method);
        Assert.Equal(5, call.Args.Count);
        Assert.Equal([Ty.F64, Ty.F64], call.Results.Select(r => r.Type));
        Assert.Equal("Input0 Input1 Input2 Result0 Upstream-1 Upstream3 Gradient0 Gradient1", string.Join(" ", call.Callee.Backward!.Arguments.Select(a => $"{a.Kind}{a.Index}")));
        Assert.Equal(-1, call.Callee.Backward.ReturnsGradientOf);
    }

    [Fact]
    public void A_gradient_of_somebody_elses_method()
    {
        Inst call = Lower("""
            [Differentiable] public static double F(double x) => Math.ReciprocalEstimate(x);
            [GradientOf(typeof(Math), nameof(Math.ReciprocalEstimate))] static double B(double d, double g) => -g / (d * d);
            """).All().Single(i => i.Op == Op.Call);
        Assert.Equal("global::System.Math.ReciprocalEstimate", call.Callee!.Method);
        Assert.Equal(0, call.Callee.Backward!.ReturnsGradientOf);
    }

    /// <summary>The library of one assembly is inlined in another, from what the generator published.</summary>
    [Fact]
    public void Bodies_cross_assemblies()
    {
        GeneratorRun library = GeneratorHarness.Create<SteGenGenerator>(new HarnessOptions { AssemblyName = "Library", LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13 }).Run("""
            using System; using SteGen;
            public static partial class L
            {
                public enum Kind { A, B }
                [StraightThrough] public static double Floor(double x) => Math.Floor(x);
                [Differentiable(Emit = Derivatives.None)] public static double Sum(ReadOnlySpan<double> w, Kind kind) { double s = 0; foreach (double v in w) s += kind == Kind.A ? v : -v; return s; }
                [Differentiable(Emit = Derivatives.None)] public static void Scale(double f, Span<double> y, out double last, ref double total) { for (int i = 0; i < y.Length; i++) y[i] = f * i; last = f; total += f; }
                [Differentiable(Emit = Derivatives.None)] public static T Twice<T>(T x) where T : System.Numerics.INumber<T> => x + x;
                static readonly double s_secret = 3;
                [Differentiable(Emit = Derivatives.None)] public static double Closed(double x) => x * s_secret;
            }
            """);
        library.AssertCompiles();
        using MemoryStream image = new();
        Assert.True(library.Output.Emit(image).Success);
        MetadataReference reference = MetadataReference.CreateFromImage(image.ToArray());

        Program program = Program.Lower("""
            public static partial class C
            {
                [Differentiable] public static double F(double x, double[] w)
                {
                    Span<double> y = stackalloc double[5]; double total = 1;
                    L.Scale(x, y[2..], out double last, ref total);
                    return L.Floor(x) + L.Sum(w.AsSpan(1), L.Kind.B) + y[3] + y[0] + last + total + L.Twice(x);
                }
            }
            """, reference);
        Assert.Empty(program.Result.Problems);
        Function f = program.Result.Model!.Body.Decode();
        SteGen.Compiler.Ir.Verifier.Verify(f, Stage.Resolved);
        Memory memory = new(1.0, 2.0, 4.0);
        Assert.Equal(2 - 6 + 2.5 + 0 + 2.5 + 3.5 + 5, new Interpreter(f).Reals(2.5, memory, 3)[0]);
        Assert.Equal("STG0102", Program.Lower("public static partial class C { [Differentiable] public static double F(double x) => L.Closed(x); }", reference).Result.Problems.Single().Id);
    }
}
