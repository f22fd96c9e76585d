using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Projects;

/// <summary>Generated code compiles, without a warning, in whatever project the user has: language version, nullable context, checked arithmetic, warnings as errors, names in use.</summary>
public sealed class AnybodysProjectTests
{
    private const string Program = """
        /// <summary>Documented.</summary>
        public static partial class Model
        {
            /// <summary>A struct.</summary>
            public record struct Point(double X, float Y);

            /// <summary>Scalars.</summary>
            [SteGen.Differentiable(Emit = (SteGen.Derivatives)1023)]
            public static double Scalars(double x, float y, int n, bool flip, [SteGen.Uniform] double c)
            {
                double t = flip ? -x : x;
                for (int i = 0; i < n; i++)
                {
                    t = global::System.Math.Tanh((t * c) + y);
                    if (t > 3)
                    {
                        break;
                    }
                }

                return t + SteGen.Ste.ClippedSign(x);
            }

            /// <summary>Spans.</summary>
            [SteGen.Differentiable(Emit = SteGen.Derivatives.Default | SteGen.Derivatives.Accumulate)]
            public static void Spans(global::System.ReadOnlySpan<float> x, [SteGen.InOut] global::System.Span<float> state, int[] index, global::System.Span<float> result)
            {
                for (int i = 0; i < result.Length; i++)
                {
                    state[i] = state[i] * 0.5f + x[index[i]];
                    result[i] = global::System.MathF.Exp(state[i]) + x[i];
                }
            }

            /// <summary>Structs and tuples.</summary>
            [SteGen.Differentiable]
            public static (double Sum, Point Moved) Structs(Point p, in Point q) => (p.X * q.Y, new Point(p.X + q.X, p.Y * q.Y));

            /// <summary>Keywords.</summary>
            [SteGen.Differentiable]
            public static double Keywords(double @in, double @class, double value, double result1) => @in * @class + global::System.Math.Sin(value) * result1;
        }
        """;

    public static TheoryData<string> Projects => [.. All.Keys];

    private static Dictionary<string, HarnessOptions> All { get; } = new()
    {
        ["C# 12, nullable on"] = new HarnessOptions(),
        ["C# 12, nullable off"] = new HarnessOptions { Nullable = NullableContextOptions.Disable },
        ["C# 13"] = new HarnessOptions { LanguageVersion = LanguageVersion.CSharp13 },
        ["The latest C#"] = new HarnessOptions { LanguageVersion = LanguageVersion.Latest },
        ["Preview"] = new HarnessOptions { LanguageVersion = LanguageVersion.Preview },
        ["Checked arithmetic"] = new HarnessOptions { CheckOverflow = true },
        ["Warnings as errors, documentation"] = new HarnessOptions { WarningsAsErrors = true },
        ["Debug"] = new HarnessOptions { Optimization = OptimizationLevel.Debug },
    };

    /// <summary>Declarations of the user's own that a careless generator would trip over.</summary>
    public static TheoryData<string> Neighbours =>
    [
        "/// <summary/>\npublic class Math { }\n/// <summary/>\npublic class MathF { }",
        "/// <summary/>\npublic class Vector { }\n/// <summary/>\npublic class Vector512 { }\n/// <summary/>\npublic class Span { }",
        "/// <summary/>\npublic static partial class Model { /// <summary/>\npublic class System { }\n/// <summary/>\npublic class Math { }\n/// <summary/>\npublic class Span<T> { }\n/// <summary/>\npublic class Tape { } }",
        "/// <summary/>\npublic static partial class Model { /// <summary/>\npublic static int D, F, V, M, count, i, workspace; /// <summary/>\npublic static double Min(double a) => a; }",
        "namespace Model2.System { /// <summary/>\npublic class Math { } }",
        "namespace Other.SteGen { /// <summary/>\npublic class Tape { } }",
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Compiles_under(string project)
    {
        GeneratorRun run = GeneratorHarness.Create<SteGenGenerator>(All[project]).Run(Program).AssertCompiles();
        AssertComplete(run);
        run.Load().Dispose();
    }

    [Theory]
    [MemberData(nameof(Neighbours))]
    public void Compiles_beside(string neighbours) =>
        AssertComplete(GeneratorHarness.Create<SteGenGenerator>(new HarnessOptions { WarningsAsErrors = true }).Run(Program, neighbours).AssertCompiles());

    [Fact]
    public void Compiles_in_a_namespace_with_the_name_of_a_framework_one() =>
        AssertComplete(GeneratorHarness.Create<SteGenGenerator>().Run($"namespace Company.System.Numerics\n{{\n{Program}\n}}").AssertCompiles());

    [Fact]
    public void The_text_is_the_same_in_every_culture_and_run()
    {
        string Text() => GeneratorHarness.Create<SteGenGenerator>().Run(Program).AllText;
        string first = Text();
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            var odd = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NegativeSign = "minus";
            System.Globalization.CultureInfo.CurrentCulture = odd;
            Assert.Equal(first, Text());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>A generator that gave up would compile very cleanly.</summary>
    private static void AssertComplete(GeneratorRun run)
    {
        foreach (string member in new[] { "ScalarsForwardBatch", "ScalarsHessian", "SpansAccumulateBackward", "StructsBackward", "KeywordsValueAndGradient" })
        {
            Assert.Contains(run.Output.GetSymbolsWithName(member), s => s.Kind == SymbolKind.Method);
        }
    }
}
