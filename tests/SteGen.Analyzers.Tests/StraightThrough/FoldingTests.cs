using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms;
using SteGen.Generator;
using Xunit;

namespace SteGen.Analyzers.Tests.StraightThrough;

/// <summary>STG0025 and the compiler agree: an estimator is reported exactly where it keeps its arithmetic.</summary>
public sealed class FoldingTests
{
    [Theory]
    [InlineData("x + Gradient.StopGradient(Math.Round(x) - x)")]
    [InlineData("Math.Round(x) - Gradient.StopGradient(x) + x")]
    [InlineData("x - Gradient.StopGradient(x) + Gradient.StopGradient(Math.Round(x))")]
    [InlineData("x - Gradient.StopGradient(x - Math.Round(x))")]
    [InlineData("-(Gradient.StopGradient(x - Math.Round(x)) - x)")]
    [InlineData("w * x + Gradient.StopGradient(0.25 * Math.Round(4 * x) - w * x)")]
    [InlineData("Math.Tanh(x) + Gradient.StopGradient(Math.Round(w) - Math.Tanh(x))")]
    [InlineData("x + 0.5 * Gradient.StopGradient(2 * (Math.Round(x) - x))")]
    [InlineData("x + Gradient.StopGradient((Math.Round(x) - x) * 4) / 4")]
    [InlineData("x + 1 * Gradient.StopGradient(3 * Math.Round(x) - x - 2 * Math.Round(x))")]
    [InlineData("0.5 * (x + x) + Gradient.StopGradient(Math.Round(x) - x)")]
    public async Task ReportedWhereItIsNotFolded(string expression)
    {
        string code = Rule.InClass($"[Differentiable] public static double F(double x, double w) => {expression};");
        CSharpCompilation compilation = Reported.Compile(code);
        IMethodSymbol method = compilation.GetTypeByMetadataName("C")!.GetMembers("F").OfType<IMethodSymbol>().Single();
        Function function = new FrontEnd(compilation).Lower(method, method.GetAttributes().Single(), CancellationToken.None).Model!.Body.Decode();
        Passes.Prepare(function);
        Inst? result = function.All().SingleOrDefault(i => i.Results.Contains(function.Body.Yields[0]));

        bool folds = result?.Op == Op.StraightThrough;
        bool reported = (await Reported.In(code)).Any(d => d.Id == "STG0025");

        Assert.NotEqual(folds, reported);
    }
}
