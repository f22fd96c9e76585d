using System.Threading.Tasks;
using SteGen.Generator;
using Xunit;

namespace SteGen.Analyzers.Tests.Purity;

/// <summary>STG0046, STG0049 to STG0051, STG0053, STG0054 and STG0111: what a method asks of the world around it.</summary>
public sealed class PurityTests
{
    [Fact]
    public Task RandomAndTimeFire() => Rule.Members("""
            [Differentiable]
            public static double A(double x) => x + 0.1 * {|STG0050:Random.Shared.NextDouble()|};

            [Differentiable]
            public static double B(double x) => x * Noise();

            private static double Noise() => {|STG0050:Environment.TickCount|} * 0.001;
        """, Rule.Only("STG0050", "STG0102", "STG0101"));

    [Fact]
    public Task RandomAndTimeAreSilentOutside() => Rule.Members("""
            [Differentiable]
            public static double A(double x, [NoGradient] double noise) => x + 0.1 * noise;

            public static double B(Random random) => A(1, random.NextDouble()) + DateTime.Now.Second;

            [Differentiable]
            public static double D(double x) => x * Environment.ProcessorCount;
        """, Rule.Only("STG0050", "STG0102", "STG0101"));

    [Fact]
    public Task InputAndOutputFire() => Rule.Members("""
            [Differentiable]
            public static double A(double x)
            {
                {|STG0054:Console.WriteLine(x)|};
                return x * x;
            }

            [Differentiable]
            public static double B(double x) => Shown(x) * x;

            private static double Shown(double x)
            {
                {|STG0054:System.IO.File.Delete("a")|};
                return x;
            }
        """, Rule.Only("STG0054", "STG0102", "STG0101"));

    [Fact]
    public Task InputAndOutputAreSilentOutside() => Rule.Members("""
            [Differentiable]
            public static double A(double x) => x * x;

            public static void Show(double x) => Console.WriteLine(A(x));

            [CustomGradient(nameof(Back))]
            private static double Traced(double x)
            {
                Console.WriteLine(x);
                return x;
            }

            private static double Back(double x, double g) => g;
        """, Rule.Only("STG0054", "STG0102", "STG0101"));

    [Fact]
    public Task MutableStaticFires() => Rule.Members("""
            internal static double s_tau = 1;

            public static double Rate { get; set; } = 1;

            [Differentiable]
            public static double A(double x) => Math.Tanh(x / {|STG0053:s_tau|});

            [Differentiable]
            public static double B(double x) => Helper(x);

            private static double Helper(double x) => x * {|STG0053:Rate|};
        """, Rule.Only("STG0053"));

    [Fact]
    public Task MutableStaticIsSilentOnConstantsConditionsAndInstances() => Rule.File("""
        using SteGen;

        public partial class M
        {
            private const double Scale = 2;
            private static readonly double s_tau = 1;
            private static bool s_verbose = true;
            private double _rate = 1;

            public static double Start { get; } = 3;

            public void Set(double rate) => (_rate, s_verbose) = (rate, false);

            [Differentiable]
            public double A(double x) => x * Scale * s_tau * _rate * Start;

            [Differentiable]
            public static double InCondition(double x) => s_verbose ? x : x * x;
        }
        """, Rule.Only("STG0053"));

    [Fact]
    public Task StateOfGradientsFires() => Rule.Members("""
            private static int s_calls;
            private static double[] s_mean = new double[1];

            [CustomGradient(nameof(Pass))]
            private static double Floor(double x)
            {
                {|STG0051:s_calls|}++;
                return Math.Floor(x);
            }

            private static double Pass(double x, double g)
            {
                {|STG0051:s_mean[0]|} += g;
                return g * 0.5;
            }
        """, Rule.Only("STG0051"));

    [Fact]
    public Task StateOfGradientsIsSilentOnLocalsAndOthers() => Rule.Members("""
            private static int s_calls;

            [CustomGradient(nameof(Pass))]
            private static double Floor(double x)
            {
                int calls = s_calls;
                calls++;
                double[] local = new double[1];
                local[0] = calls;
                return Math.Floor(x);
            }

            private static double Pass(double x, double g) => g * 0.5;

            public static void Count() => s_calls++;
        """, Rule.Only("STG0051"));

    [Fact]
    public Task NeverAppliedFires() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => x * Floor((float)x);

            [CustomGradient(nameof(Pass))]
            private static double {|STG0046:Floor|}(double x) => Math.Floor(x);

            private static float Floor(float x) => x;

            private static double Pass(double x, double g) => 0.5 * g;

            [CustomGradient(nameof(Pass))]
            internal static double {|STG0046:Unused|}(double x) => Math.Floor(x);
        """, Rule.Only("STG0046"));

    [Fact]
    public Task NeverAppliedIsSilentWhereItIs() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => Through(x);

            private static double Through(double x) => Floor(x) * x;

            [CustomGradient(nameof(Pass))]
            private static double Floor(double x) => Math.Floor(x);

            [CustomGradient(nameof(Pass))]
            public static double SeenOutside(double x) => Math.Floor(x);

            private static double Pass(double x, double g) => 0.5 * g;
        """, Rule.Only("STG0046"));

    [Fact]
    public Task SecondGradientFires() => Rule.File("""
        using SteGen;

        public static partial class Other
        {
            public static double Cubed(double x) => x * x * x;

            [Differentiable]
            public static double Squared(double x) => x * x;
        }

        public static partial class C
        {
            [GradientOf(typeof(Other), nameof(Other.Cubed))]
            private static double First(double x, double g) => 3 * x * x * g;

            [GradientOf(typeof(Other), nameof(Other.Cubed))]
            private static double {|STG0049:Second|}(double x, double g) => 3 * x * x * g;

            [GradientOf(typeof(Other), nameof(Other.Squared))]
            private static double {|STG0049:Third|}(double x, double g) => 2 * x * g;
        }
        """, Rule.Only("STG0049"));

    [Fact]
    public Task SecondGradientIsSilentOnOverloadsAndOthers() => Rule.File("""
        using SteGen;

        public static class Other
        {
            public static double Cubed(double x) => x * x * x;

            public static float Cubed(float x) => x * x * x;
        }

        public static partial class C
        {
            [GradientOf(typeof(Other), nameof(Other.Cubed))]
            private static double First(double x, double g) => 3 * x * x * g;

            [GradientOf(typeof(Other), nameof(Other.Cubed))]
            private static float Second(float x, float g) => 3 * x * x * g;
        }
        """, Rule.Only("STG0049"));

    [Fact]
    public Task OverlappingSpansFire() => Rule.Members("""
            [Differentiable]
            public static double Sum(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += x[i] * y[i];
                return sum;
            }

            public static void Use(double[] x, double[] y, Span<double> g)
            {
                SumBackward(x, y, 1.0, {|STG0111:x|}, g);
                SumBackward(x, y, 1.0, {|STG0111:g|}, {|STG0111:g|});
            }
        """, Rule.Only("STG0111") with { Generators = [new SteGenGenerator()] });

    [Fact]
    public Task OverlappingSpansAreSilentOnOwnSpansUpstreamsAndBatches() => Rule.Members("""
            [Differentiable]
            public static void Squares(ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
            }

            [Differentiable]
            public static double Square(double x) => x * x;

            public static void Use(double[] x, double[] g, Span<double> y)
            {
                SquaresBackward(x, g, g);
                SquareBackwardBatch(x, g, x);
                SquaresForward(x, y);
            }
        """, Rule.Only("STG0111") with { Generators = [new SteGenGenerator()] });
}
