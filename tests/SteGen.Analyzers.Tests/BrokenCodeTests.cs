using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests;

/// <summary>While somebody types, the analyzer sees every kind of half-written program. It may say much or little, but never throws.</summary>
public sealed class BrokenCodeTests
{
    private const string Attributes = """
        using System;
        using SteGen;

        namespace N;

        public static partial class Model<T>
        {
            [Differentiable("weight", nameof(bias), Emit = Derivatives.Gradient | Derivatives.Backward, Name = "Layer")]
            public static double F(double weight, [NoGradient] double bias, in double x, out double y)
            {
                y = Gradient.StopGradient(weight) * Quantize(x);
                return y + bias;
            }

            [StraightThrough(Surrogate = nameof(Soft))]
            private static double Quantize(double x) => Math.Round(x * 4) / 4;

            private static double Soft(double x) => Math.Tanh(x);

            [StraightThrough(Clip = 1, Boundary = Boundary.Exclusive)]
            private static float Step(float x) => x > 0 ? 1 : 0;

            [CustomGradient(nameof(Back), Jvp = "None")]
            private static double Dot(ReadOnlySpan<double> a, double[] b) => a[0] * b[0];

            private static void Back(ReadOnlySpan<double> a, double[] b, double g, Span<double> da, Span<double> db)
            {
                da[0] += b[0] * g;
                db[0] = a[0] * g;
            }

            [CustomGradient("Pass")]
            private static double Floor(double x) => Math.Floor(x);

            private static double Pass(double x, double g) => g;

            [GradientOf(typeof(Math), nameof(Math.Cbrt))]
            private static double CbrtGradient(double x, double result, double g) => 1 / (3 * result * result);
        }
        """;

    private const string Body = """
        using System;
        using SteGen;
        using static System.MathF;

        public static partial class C
        {
            [Differentiable]
            public static float Loss(ReadOnlySpan<float> w, float x, [Uniform] float rate, int n)
            {
                float sum = 0f;
                for (int i = 0; i < w.Length; i++)
                {
                    float q = w[i] + Gradient.StopGradient(Sign(w[i]) - w[i]);
                    if (q > 0 && i != n)
                    {
                        sum += q * x;
                    }
                    else
                    {
                        sum -= (int)(x * 4) / 4f;
                    }
                }

                (float a, float b) = (sum, x > 0 ? 1f : 0f);
                return a * Helper(b, rate) + Gradient.StraightThrough(Round(x), Tanh(x));

                static float Helper(float u, float v) => u switch { > 1 => v, _ => Floor(u) };
            }
        }
        """;

    public static TheoryData<string> Programs => [Attributes, Body];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task EveryTokenDeletedInTurn(string program)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(program).GetRoot();
        foreach (SyntaxToken token in root.DescendantTokens().Where(t => t.Span.Length > 0))
        {
            await Survives(program.Remove(token.SpanStart, token.Span.Length));
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task EveryPrefix(string program)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(program).GetRoot();
        foreach (SyntaxToken token in root.DescendantTokens().Where(t => t.Span.Length > 0))
        {
            await Survives(program[..token.Span.End]);
        }
    }

    /// <summary>Neighbours exchanged give other mistakes than omissions do.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public async Task NeighbouringTokensExchanged(string program)
    {
        List<SyntaxToken> tokens = [.. CSharpSyntaxTree.ParseText(program).GetRoot().DescendantTokens().Where(t => t.Span.Length > 0)];
        for (int i = 1; i < tokens.Count; i += 3)
        {
            (SyntaxToken a, SyntaxToken b) = (tokens[i - 1], tokens[i]);
            string between = program[a.Span.End..b.SpanStart];
            await Survives(program[..a.SpanStart] + b.Text + between + a.Text + program[b.Span.End..]);
        }
    }

    private static async Task Survives(string program)
    {
        try
        {
            foreach (Diagnostic diagnostic in await Reported.ByAnalyzer(Reported.Compile(program)))
            {
                Assert.DoesNotContain("{", diagnostic.GetMessage());
                Assert.DoesNotContain("SteGen failed on it", diagnostic.GetMessage());
            }
        }
        catch (TestFailure failure)
        {
            throw new TestFailure($"{failure.Message}\n--- in\n{program}");
        }
    }
}
