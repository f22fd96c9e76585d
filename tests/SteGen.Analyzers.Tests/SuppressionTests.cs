using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests;

/// <summary>The three ways to silence a rule, and to make it louder, on rules of each kind: symbols (STG0109), bodies (STG0030, STG0048), types (STG0100).</summary>
public sealed class SuppressionTests
{
    private const string Smooth = "[StraightThrough] public static float {0}(float x) => x * x;";

    [Theory]
    [InlineData("STG0030", "[StraightThrough] public static float F(float x) => x * x;")]
    [InlineData("STG0109", "[StraightThrough(Surrogate = \"None\")] public static double F(double x) => Math.Round(x);")]
    [InlineData("STG0041", "[CustomGradient(nameof(B))] public static double F(double x) => x * x; static double B(double x, double g) => 2 * x;")]
    [InlineData("STG0001", "[Differentiable] public static double F(double x) => x * x + Math.Round(x);")]
    [InlineData("STG0005", "[Differentiable] public static double F(double x, [NoGradient] double t) => x > 0 ? t : 0;")]
    [InlineData("STG0101", "[Differentiable] public static double F(double x) { lock (typeof(C)) { return x * x; } }")]
    [InlineData("STG0107", "[Differentiable] public static double F(double x) => x * x; public static double FGradient;")]
    public async Task PragmaAndConfiguration(string id, string member)
    {
        Assert.Contains(id, (await Reported.In(Rule.InClass(member))).Select(d => d.Id));
        await Rule.Members($"#pragma warning disable {id} // tested here\n{member}\n#pragma warning restore {id}");
        await Rule.Members(member, new AnalysisOptions { EditorConfig = $"root = true\n[*.cs]\ndotnet_diagnostic.{id}.severity = none\n" });
    }

    [Fact]
    public Task PragmaOnAType() => Rule.File("""
        using SteGen;
        #pragma warning disable STG0100
        public class Suppressed
        #pragma warning restore STG0100
        {
            [Differentiable]
            public static double F(double x) => x * x;
        }

        public class {|STG0100:Reported|}
        {
            [Differentiable]
            public static double F(double x) => x * x;
        }
        """);

    [Fact]
    public Task SuppressMessageOnTheMember() => Rule.Members($$"""
            [System.Diagnostics.CodeAnalysis.SuppressMessage("SteGen", "STG0030", Justification = "Tested here.")]
            {{string.Format(Smooth, "Suppressed")}}

            {{string.Format(Smooth, "{|STG0030:Reported|}")}}
        """);

    [Fact]
    public Task SuppressMessageOnTheType() => Rule.File($$"""
        using SteGen;
        [System.Diagnostics.CodeAnalysis.SuppressMessage("SteGen", "STG0030:Smooth")]
        public static class C
        {
            {{string.Format(Smooth, "F")}}
        }
        """);

    [Fact]
    public async Task SeverityFromTheConfiguration()
    {
        var reported = await Rule.Members(
            string.Format(Smooth, "{|STG0030:F|}"),
            new AnalysisOptions { EditorConfig = "root = true\n[*.cs]\ndotnet_diagnostic.STG0030.severity = error\n" });
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(reported).Severity);
    }
}
