using System.Threading.Tasks;
using Xunit;

namespace SteGen.Analyzers.Tests.CustomGradients;

/// <summary>STG0055.</summary>
public sealed class CapturedByGradientTests
{
    [Fact]
    public Task FiresOnFields() => Rule.File("""
        using System;
        using SteGen;

        public sealed partial class Layer
        {
            [Differentiable] private double _scale = 2;

            [Differentiable]
            public double F(double x) => Quantize(x) * _scale + Cubed(x);

            [StraightThrough]
            private double Quantize(double x) => Math.Round(x / {|STG0055:_scale|}) * _scale;

            [CustomGradient(nameof(CubedGradient))]
            private double Cubed(double x) => x * x * x * this.{|STG0055:Factor|};

            private double CubedGradient(double x, double g) => 3 * x * x * g;

            [Differentiable] private double Factor => _scale;
        }
        """.Replace("this.{|STG0055:Factor|}", "{|STG0055:Factor|}"), Rule.Only("STG0055"));

    [Fact]
    public Task FiresOnLocalFunctions() => Rule.Members("""
            [Differentiable]
            public static double F(double x, double w)
            {
                double twice = 2 * w;
                return Quantize(x) * w;

                [StraightThrough]
                double Quantize(double v) => Math.Round(v * {|STG0055:w|}) / {|STG0055:twice|};
            }
        """, Rule.Only("STG0055"));

    [Fact]
    public Task IsSilentOnParametersConstantsAndOtherMethods() => Rule.File("""
        using System;
        using SteGen;

        public sealed partial class Layer(int levels)
        {
            private readonly double _step = 0.5;
            [Differentiable] private double _scale = 2;
            private int Levels => levels;

            [Differentiable]
            public double F(double x, double w, int n)
            {
                const double Half = 0.5;
                return Quantize(x / _scale) * _scale + Local(x) + Plain(x);

                [StraightThrough]
                double Local(double v)
                {
                    double u = v * n;
                    return Math.Round(u * Half);
                }

                double Plain(double v) => v * w;
            }

            [StraightThrough]
            private double Quantize(double x) => Math.Round(x / _step) * Levels;
        }
        """, Rule.Only("STG0055"));
}
