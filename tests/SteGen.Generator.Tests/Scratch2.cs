using System.Linq;
using SteGen.Generator.Tests.FrontEnd;
using Xunit;
namespace SteGen.Generator.Tests;
public class Scratch2
{
    [Theory]
    [InlineData("public static partial class C { [Differentiable] public static double F(double x, int n) { double s = x; while (s > n) { s *= 0.5; if (s < 0.1) return 3 * s; } return s; } }")]
    [InlineData("public sealed record Config(double Rate, double[] Table); public static partial class C { [Differentiable] public static double F(double x, Config config) => config.Rate * x * config.Table[1]; }")]
    [InlineData("public sealed partial class Layer { [Differentiable] readonly double[] _w = new double[3]; [Differentiable] public double F(double x) { for (int i = 0; i < _w.Length; i++) x += _w[i]; return x; } }")]
    public void Stack(string source)
    {
        var p = Program.Lower(source);
        Assert.Empty(p.Result.Problems);
        SteGen.Compiler.Pipeline.Compile(p.Result.Model!);
    }
}
