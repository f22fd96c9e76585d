using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.StraightThrough;

/// <summary>STG0020, STG0022 to STG0024, STG0026 and STG0027.</summary>
public sealed class NearEstimatorTests
{
    [Fact]
    public Task HandWrittenEstimatorFires() => Rule.Members("""
            [Differentiable]
            public static double A(double x) => {|STG0020:x + Gradient.StopGradient(Math.Round(x) - x)|};

            [Differentiable]
            public static double B(double x) => {|STG0020:Gradient.StopGradient(Math.Sign(x)) - Gradient.StopGradient(x) + x|};

            [Differentiable]
            public static double D(double x, double w)
            {
                double soft = Math.Tanh(w * x);
                double hard = Hard(soft);
                double kept = Gradient.StopGradient(soft);
                hard -= kept;
                return w * Sum(hard, soft);
            }

            private static double Hard(double z) => Math.Sign(z);

            private static double Sum(double a, double b) => {|STG0020:a + b|};
        """, Rule.Only("STG0020"));

    [Fact]
    public Task HandWrittenEstimatorIsSilentOnNodesAndOtherSums() => Rule.Members("""
            [Differentiable]
            public static double A(double x) => Gradient.StraightThrough(Math.Round(x), x) + Ste.Sign(x) - x;

            [Differentiable]
            public static double B(double x) => 2 * Gradient.StopGradient(x) - x;

            [Differentiable]
            public static double D(double sum, double y)
            {
                double t = sum + y;
                return t - (t - sum - y);
            }

            [Differentiable]
            public static double E(double loss, double reg) => loss + Gradient.StopGradient(reg);

            [Differentiable]
            public static double ScaledGradient(double s, double x) => x * (Gradient.StopGradient(s - 0.1 * s) + 0.1 * s);
        """, Rule.Only("STG0020"));

    [Fact]
    public async Task HandWrittenEstimatorFix()
    {
        using LoadedProgram program = await Rule.FixOnly<UseStraightThroughCallFix>(
            "STG0020",
            """
                [Differentiable]
                public static double A(double x) => {|STG0020:x + Gradient.StopGradient(Math.Round(x) - x)|};

                [Differentiable]
                public static double B(double x, double w) => w * ({|STG0020:Math.Sign(w * x) - Gradient.StopGradient(w * x) + w * x|});
            """,
            """
                [Differentiable]
                public static double A(double x) => Gradient.StraightThrough(Math.Round(x), x);

                [Differentiable]
                public static double B(double x, double w) => w * Gradient.StraightThrough(Math.Sign(w * x), w * x);
            """);
        Assert.Equal(3.0, program.Call("C", "A", 2.7));
        Assert.Equal(-3.0, program.Call("C", "B", -1.0, 3.0));
    }

    [Fact]
    public Task MissingStopFires() => Rule.Members("""
            [Differentiable]
            public static double A(double x, double w) => w * ({|STG0022:x + (Math.Round(x) - x)|});

            [Differentiable]
            public static double B(double x, double w)
            {
                double hard = Math.Sign(x);
                double difference = hard - x;
                double sum = {|STG0022:difference + x|};
                return w * sum;
            }
        """, Rule.Only("STG0022", "STG0001"));

    [Fact]
    public Task MissingStopIsSilentOnCompensationAndSmoothSums() => Rule.Members("""
            [Differentiable]
            public static double Kahan(double sum, double y)
            {
                double t = sum + y;
                double lost = (t - sum) - y;
                return t - lost;
            }

            [Differentiable]
            public static double TwoSum(double a, double b)
            {
                double s = a + b;
                double bb = s - a;
                return s + ((a - (s - bb)) + (b - bb));
            }

            [Differentiable]
            public static double Smooth(double x) => x + (Math.Tanh(x) - x);

            [Differentiable]
            public static double Fraction(double x) => x - Math.Floor(x);

            [Differentiable]
            public static double Stopped(double x) => x + Gradient.StopGradient(Math.Round(x) - x);
        """, Rule.Only("STG0022"));

    [Fact]
    public async Task MissingStopFix()
    {
        using LoadedProgram program = await Rule.FixOnly<UseStraightThroughCallFix>(
            "STG0022",
            """
                [Differentiable]
                public static double A(double x, double w) => w * ({|STG0022:x + (Math.Round(x) - x)|});

                [Differentiable]
                public static double B(double x, double w) => w * ({|STG0022:Math.Floor(w * x) - w * x + w * x|});
            """,
            """
                [Differentiable]
                public static double A(double x, double w) => w * Gradient.StraightThrough(Math.Round(x), x);

                [Differentiable]
                public static double B(double x, double w) => w * Gradient.StraightThrough(Math.Floor(w * x), w * x);
            """);
        Assert.Equal(6.0, program.Call("C", "A", 2.7, 2.0));
        Assert.Equal(4.0, program.Call("C", "B", 1.2, 2.0));
    }

    [Fact]
    public Task SoftValueFires() => Rule.Members("""
            [Differentiable]
            public static double A(double x) => {|STG0023:Math.Tanh(x) + Math.Sign(x) - Gradient.StopGradient(Math.Sign(x))|};

            [Differentiable]
            public static double B(double x, double w)
            {
                double hard = x > 0 ? 1.0 : 0.0;
                double soft = 1 / (1 + Math.Exp(-x));
                return w * ({|STG0023:soft - Gradient.StopGradient(hard) + hard|});
            }
        """, Rule.Only("STG0023"));

    [Fact]
    public Task SoftValueIsSilentOnRightOrderAndSmoothOperands() => Rule.Members("""
            [Differentiable]
            public static double A(double x) => Math.Sign(x) - Gradient.StopGradient(Math.Tanh(x)) + Math.Tanh(x);

            [Differentiable]
            public static double GradientOnly(double x, double reg) => x + reg * reg - Gradient.StopGradient(reg * reg);
        """, Rule.Only("STG0023"));

    [Fact]
    public Task MismatchedEstimatorFires() => Rule.Members("""
            [Differentiable]
            public static double A(double x, double z) => {|STG0024:x + Gradient.StopGradient(Math.Round(x) - z)|};

            [Differentiable]
            public static double B(double x, double w) => w * ({|STG0024:Math.Sign(x) - Gradient.StopGradient(Math.Tanh(x)) + Math.Tanh(2 * x)|});
        """, Rule.Only("STG0024"));

    [Fact]
    public Task MismatchedEstimatorIsSilentOnEqualAndUncertainOperands() => Rule.Members("""
            [Differentiable]
            public static double A(double x, double z) => x * z + Gradient.StopGradient(Math.Round(z * x) - x * z);

            [Differentiable]
            public static void Written(ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = x[i];
                    y[i] = y[i] + Gradient.StopGradient(Math.Round(y[i]) - y[i]);
                }
            }

            [Differentiable]
            public static double Regularized(double loss, double a, double b) => loss + Gradient.StopGradient(a - b);
        """, Rule.Only("STG0024"));

    [Fact]
    public Task LossOnEstimateFires() => Rule.Members("""
            [Differentiable]
            public static double A(double code, double z)
            {
                double quantized = Gradient.StraightThrough(code, z);
                return Square({|STG0026:quantized - Gradient.StopGradient(z)|}) + code * z;
            }

            [Differentiable]
            public static double B(ReadOnlySpan<double> codes, ReadOnlySpan<double> z)
            {
                double loss = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    double d = {|STG0026:Gradient.StopGradient(z[i]) - Gradient.StraightThrough(codes[i], z[i])|};
                    loss += d * d;
                }

                return loss;
            }

            private static double Square(double x) => x * x;
        """, Rule.Only("STG0026"));

    [Fact]
    public Task LossOnEstimateIsSilentOnTheCodeItself() => Rule.Members("""
            [Differentiable]
            public static double A(double code, double z)
            {
                double quantized = Gradient.StraightThrough(code, z);
                double d = code - Gradient.StopGradient(z);
                double e = Gradient.StopGradient(code) - z;
                double task = quantized - 1;
                return d * d + 0.25 * e * e + task * task;
            }

            [Differentiable]
            public static double OtherTarget(double code, double z, double target)
            {
                double d = Gradient.StraightThrough(code, z) - Gradient.StopGradient(target);
                return d * d;
            }
        """, Rule.Only("STG0026"));

    [Fact]
    public Task ResidualOfEstimateFires() => Rule.Members("""
            [Differentiable]
            public static double A(double x, double code)
            {
                double r = x * x;
                {|STG0027:r -= Gradient.StraightThrough(code, r)|};
                return x + r * code;
            }

            [Differentiable]
            public static double B(double w) => w + Square({|STG0027:w - Ste.Round(w)|});

            private static double Square(double x) => x * x;
        """, Rule.Only("STG0027"));

    [Fact]
    public Task ResidualOfEstimateIsSilentOnStoppedAndOtherValues() => Rule.Members("""
            [Differentiable]
            public static double A(double x, double code)
            {
                double r = x * x;
                r -= Gradient.StopGradient(code);
                return x + r * code;
            }

            [Differentiable]
            public static double Other(double x, double y) => x - Ste.Round(y) + (Ste.Sign(x) - y);

            [Differentiable]
            public static double InCondition(double x) => x - Ste.Round(x) > 0.25 ? x : 2 * x;
        """, Rule.Only("STG0027"));

    [Fact]
    public async Task ResidualOfEstimateFix()
    {
        using LoadedProgram program = await Rule.FixOnly<StopHardOperandFix>(
            "STG0027",
            """
                [Differentiable]
                public static double A(double x, double code, double other)
                {
                    double r = x * x;
                    {|STG0027:r -= Gradient.StraightThrough(code, r)|};
                    double s = {|STG0027:r - Gradient.StraightThrough(other, r)|};
                    return x + s;
                }
            """,
            """
                [Differentiable]
                public static double A(double x, double code, double other)
                {
                    double r = x * x;
                    r -= Gradient.StopGradient(code);
                    double s = r - Gradient.StopGradient(other);
                    return x + s;
                }
            """);
        Assert.Equal(8.0, program.Call("C", "A", 3.0, 3.0, 1.0));
    }

    [Fact]
    public async Task LossOnEstimateFix()
    {
        using LoadedProgram program = await Rule.FixOnly<CompareHardOperandFix>(
            "STG0026",
            """
                [Differentiable]
                public static double A(double code, double z)
                {
                    double quantized = Gradient.StraightThrough(code, z);
                    double difference = {|STG0026:quantized - Gradient.StopGradient(z)|};
                    return difference * difference + quantized;
                }

                [Differentiable]
                public static double B(double code, double z)
                {
                    double difference = {|STG0026:Gradient.StraightThrough(2 * code, z) - Gradient.StopGradient(z)|};
                    return difference * difference + z;
                }
            """,
            """
                [Differentiable]
                public static double A(double code, double z)
                {
                    double quantized = Gradient.StraightThrough(code, z);
                    double difference = code - Gradient.StopGradient(z);
                    return difference * difference + quantized;
                }

                [Differentiable]
                public static double B(double code, double z)
                {
                    double difference = 2 * code - Gradient.StopGradient(z);
                    return difference * difference + z;
                }
            """);
        Assert.Equal(4.0, program.Call("C", "A", 3.0, 2.0));
    }
}
