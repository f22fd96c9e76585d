using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Compiler;
using SteGen.Compiler.Emit;
using SteGen.Compiler.Model;
using SteGen.Generator;
using Xunit;

namespace SteGen.Analyzers.Tests.Language;

/// <summary>STG0107.</summary>
public sealed class ClashesTests
{
    [Fact]
    public async Task MembersThatAreNoMethods()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static double F(double x) => x * x;

            public static double {|STG0107:FGradient|};

            public static double {|STG0107:FForward|} => 1;

            public enum {|STG0107:FBackward|} { None }
        """);
        Assert.Contains(reported, d => d.GetMessage() == "'FGradient' is in the way of the member that SteGen would add for 'F'");
    }

    [Fact]
    public Task MethodsThatDifferInModifiersOrReturnType() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => x * x;

            public static float {|STG0107:FGradient|}(double x) => 0;

            public static double {|STG0107:FValueAndGradient|}(double x, ref double gradient) => 0;

            [Differentiable(Name = "Layer")]
            public static double G(double x) => x * x;

            public static void {|STG0107:LayerForwardBatch|}(in ReadOnlySpan<double> x, Span<double> y)
            {
            }
        """);

    [Fact]
    public Task ArraysAndSpansAreOneInput() => Rule.Members("""
            [Differentiable]
            public static double F(double[] x) => x[0];

            [Differentiable]
            public static double {|STG0107:F|}(ReadOnlySpan<double> x) => x[0];

            [Differentiable]
            public static void G([InOut] double[] x) => x[0] *= 2;

            [Differentiable]
            public static void {|STG0107:G|}(Span<double> x) => x[0] = 2;

            [Differentiable]
            public static double H(double[] x) => x[0];

            [Differentiable]
            public static double H(float[] x) => x[0];

            [Differentiable(Name = "OfSpan")]
            public static double H(ReadOnlySpan<double> x) => x[0];
        """);

    [Fact]
    public Task ExactSignaturesReplaceTheMember() => Rule.Members("""
            [Differentiable]
            public static double F(double x, ReadOnlySpan<double> w) => x * w[0];

            public static double FForward(double x, ReadOnlySpan<double> w) => 1;

            public static void FBackward(double x, ReadOnlySpan<double> w, double upstream, out double dx, Span<double> dw) => dx = 0;
        """);

    [Fact]
    public Task OtherOverloadsAndMembersThatAreNotEmittedAreSilent() => Rule.Members("""
            [Differentiable(Emit = Derivatives.Gradient)]
            public static double F(double x) => x * x;

            public static double FGradient(float x) => 0;

            public static double FForward = 1;

            public static T FValueAndGradient<T>(double x, T gradient) => gradient;
        """);

    /// <summary>The signatures that are compared are those that are emitted.</summary>
    [Theory]
    [InlineData("public static double F(double x, [NoGradient] float t, int n) => x * t * n;")]
    [InlineData("public static float F(float x, [Uniform] float w) => x * w;")]
    [InlineData("public static double F(ReadOnlySpan<double> x, double[] w, Span<double> y, [InOut] double[] z) { y[0] = x[0] * w[0]; z[0] *= x[0]; return x[1]; }")]
    [InlineData("public static (double U, double V) F(double x, out double t) { t = x * x; return (x, t); }")]
    [InlineData("public static void F(ReadOnlySpan<float> x, Span<float> y) => y[0] = x[0] * x[0];")]
    [InlineData("public readonly record struct P(double X, double Y); [Differentiable(Emit = (Derivatives)63)] public static P F(P p, double @in) => new(p.X * @in, p.Y);")]
    public void SignaturesAreThoseOfTheEmittedMembers(string member)
    {
        string marked = member.Contains("[Differentiable") ? member : "[Differentiable(Emit = Derivatives.Default | Derivatives.Accumulate)] " + member;
        CSharpCompilation compilation = Reported.Compile(Rule.InClass(marked));
        IMethodSymbol method = compilation.GetTypeByMetadataName("C")!.GetMembers("F").OfType<IMethodSymbol>().Single();
        LoweringResult lowered = new FrontEnd(compilation).Lower(method, method.GetAttributes().Single(), CancellationToken.None);
        Assert.Empty(lowered.Problems);
        MethodModel model = lowered.Model!;

        IEnumerable<string> emitted = Pipeline.Compile(model)
            .SelectMany(f => CSharpSyntaxTree.ParseText(f.Text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Where(m => m.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(m => $"{m.ReturnType} {m.Identifier.ValueText}({string.Join(", ", m.ParameterList.Parameters.Select(p => $"{p.Modifiers.ToString()} {p.Type}"))})");
        IEnumerable<string> expected = MemberSignatures.Of(model)
            .Select(s => $"{s.ReturnType} {s.Name}({string.Join(", ", s.Types.Zip(s.Modifiers, (t, m) => $"{m} {t}"))})");
        Assert.Equal(expected.Order(), emitted.Order());
    }
}
