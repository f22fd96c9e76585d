using System.Threading.Tasks;
using Xunit;

namespace SteGen.Analyzers.Tests.Language;

/// <summary>STG0101, STG0105 and STG0106: what the front end says of bodies, at the very syntax.</summary>
public sealed class ConstructTests
{
    [Fact]
    public async Task ConstructsThatCannotBeDifferentiated()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static double F(double x)
            {
                {|STG0101:lock (typeof(C))
                {
                    return x * x;
                }|}
            }
        """);
        Assert.Equal("'lock' cannot be differentiated: move it to the caller, around the differentiable method", Assert.Single(reported).GetMessage());
    }

    [Fact]
    public async Task FunctionsInABodyThatAreMarked()
    {
        var reported = await Rule.Members("""
            public static double F(double x)
            {
                [Differentiable] static double {|STG0101:Square|}(double t) => t * t;
                System.Func<double, double> cube = {|STG0101:[Differentiable] (double t) => t * t * t|};
                return Square(x) + cube(x);
            }
        """);
        Assert.Contains(reported, d => d.GetMessage() == "An operator, accessor, local function or lambda cannot be differentiated: mark an ordinary method");
    }

    [Fact]
    public Task TryAndDynamic() => Rule.Members("""
            [Differentiable]
            public static double F(double x)
            {
                double y = 0;
                {|STG0101:try
                {
                    y = x * x;
                }
                finally
                {
                    y += 1;
                }|}

                return y;
            }
        """);

    [Fact]
    public Task QueriesOverActiveValues() => Rule.File("""
        using System.Linq;
        using SteGen;

        public static partial class C
        {
            [Differentiable]
            public static double F(double[] x, double w) => {|STG0101:x.Sum(v => v * w)|};
        }
        """);

    [Fact]
    public Task InHelpersAtTheirOwnSyntax() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => Helper(x) * x;

            private static double Helper(double u)
            {
                {|STG0101:using var s = new System.IO.MemoryStream();|}
                return u;
            }
        """);

    [Fact]
    public Task OrdinaryCodeIsSilent() => Rule.Members("""
            [Differentiable]
            public static double F(double x, double[] table)
            {
                double sum = 0;
                foreach (double t in table)
                {
                    if (t < 0)
                    {
                        continue;
                    }

                    sum += t switch { > 10 => x, _ => x * t };
                }

                return x > 0 ? sum : -sum;
            }
        """);

    [Fact]
    public Task ConstructsOutsideDifferentiableCodeAreSilent() => Rule.Members("""
            public static double F(double x)
            {
                lock (typeof(C))
                {
                    return G(x);
                }
            }

            [Differentiable]
            public static double G(double x) => x * x;
        """);

    [Fact]
    public Task WritesToStaticFields() => Rule.Members("""
            private static double s_last;
            private static int s_calls;

            [Differentiable]
            public static double F(double x)
            {
                {|STG0105:s_last = x|};
                {|STG0105:s_calls++|};
                return x * x;
            }
        """);

    [Fact]
    public Task WritesToFieldsOfTheInstance() => Rule.File("""
        using SteGen;
        public partial class Layer
        {
            private double _sum;

            [Differentiable]
            public double F(double x)
            {
                {|STG0105:_sum += x|};
                return x * x;
            }
        }
        """);

    [Fact]
    public Task WritesToOwnStateAreSilent() => Rule.Members("""
            private static readonly double s_scale = 2;

            [Differentiable]
            public static double F(double x, out double last, Span<double> y)
            {
                double local = x * s_scale;
                local += 1;
                y[0] = local;
                last = x;
                double[] scratch = new double[3];
                scratch[1] = local;
                return scratch[1] * x;
            }
        """);

    [Fact]
    public Task ReadsOfInstancesAreSilent() => Rule.File("""
        using SteGen;
        public partial class Layer
        {
            private readonly double _scale = 3;

            public double Offset { get; init; }

            [Differentiable]
            public double F(double x) => x * _scale + Offset;
        }
        """);

    [Fact]
    public Task StoredDelegates() => Rule.Members("""
            [Differentiable]
            public static double F(double x, [NoGradient] Func<double, double> f) => {|STG0106:f(x)|} * x;
        """);

    [Fact]
    public Task VirtualCallsAndMethods() => Rule.File("""
        using SteGen;
        public abstract partial class Shape
        {
            public abstract double Area(double r);

            [Differentiable]
            public static double F(double x, Shape s) => {|STG0106:s.Area(x)|} * x;

            [Differentiable]
            public virtual double {|STG0106:G|}(double x) => x * x;
        }
        """);

    [Fact]
    public Task KnownTargetsAreSilent() => Rule.File("""
        using SteGen;

        public interface IFunction
        {
            static abstract double At(double x);
        }

        public readonly struct Square : IFunction
        {
            public static double At(double x) => x * x;
        }

        public static partial class C
        {
            [Differentiable]
            public static double F(double x)
            {
                return Apply<Square>(x) + Twice(x);

                static double Twice(double u) => 2 * u;
            }

            private static double Apply<T>(double x)
                where T : struct, IFunction => T.At(x);
        }
        """);

    [Fact]
    public Task LambdasCalledInPlaceAreSilent() => Rule.Members("""
            [Differentiable]
            public static double F(double x)
            {
                Func<double, double> square = u => u * u;
                return square(x);
            }
        """);
}
