using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

/// <summary>STG0107: overloads whose members C# could not tell apart.</summary>
public class OverloadTests
{
    [Theory]
    [InlineData("public static double F(double[] x) => x[0];", "public static double F(ReadOnlySpan<double> x) => x[0];")]
    [InlineData("public static void F([InOut] double[] x) => x[0] *= 2;", "public static void F([InOut] Span<double> x) => x[0] *= 2;")]
    [InlineData("public static double F(double x) => x * x;", "public static void F(double x, out double y) => y = x * x;")]
    public void One_member_for_two(string first, string second) => Assert.Equal(["", "STG0107"], Problems(first, second));

    [Theory]
    [InlineData("public static double F(double[] x) => x[0];", "public static float F(ReadOnlySpan<float> x) => x[0];")]
    [InlineData("public static double F(double x) => x * x;", "public static double F(double x, double y) => y * x;")]
    [InlineData("public static double F(double x) => x * x;", "public static double F(double x, int n) => n * x;")]
    [InlineData("public static double F(ReadOnlySpan<double> x) => x[0];", "public static void F(ReadOnlySpan<double> x, Span<double> y) => x.CopyTo(y);")]
    public void Members_of_their_own(string first, string second) => Assert.Equal(["", ""], Problems(first, second));

    private static string[] Problems(params string[] methods)
    {
        CSharpCompilation compilation = Program.Compile($"public static partial class C {{ {string.Join(" ", methods.Select(m => "[Differentiable] " + m))} }}");
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        SteGen.Generator.FrontEnd frontEnd = new(compilation);
        return [.. compilation.GetSymbolsWithName("F", SymbolFilter.Member).OfType<IMethodSymbol>().OrderBy(m => m.Locations[0].SourceSpan.Start)
            .Select(m => string.Join(",", frontEnd.Lower(m, m.GetAttributes()[0], default).Problems.Select(p => p.Id)))];
    }
}
