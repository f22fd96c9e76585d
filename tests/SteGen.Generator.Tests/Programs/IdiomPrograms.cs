using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Statements as they stand in everyday code: exits, switches, counters, expressions with effects.</summary>
public class IdiomPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A continue in the middle of a while", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double s = 0.0;
                int i = -1;
                while (++i < x.Length)
                {
                    if (x[i] < 0.0) continue;
                    if (s > 2.0) break;
                    s += x[i] * (1.0 + s);
                }
                return s;
            }
            """).In(-0.5, 1.5).Kinks(),
        new TestProgram("A for with two variables and a comma step", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double s = 0.0;
                for (int i = 0, j = x.Length - 1; i < j; i++, j--) s += x[i] * x[j] * (j - i);
                return s;
            }
            """),
        new TestProgram("A real as the loop variable", """
            [Differentiable] public static double F(double x, double h)
            {
                double s = 0.0;
                for (double t = 0.0; t < 1.0; t += 0.125) s += Math.Exp(-x * t) * h * t;
                return s;
            }
            """),
        new TestProgram("A real step that is differentiated", """
            [Differentiable] public static double F(double x, double h)
            {
                double s = 0.0;
                for (double t = h; t < 2.0; t += h * (1.0 + 0.1 * t)) s += Math.Sin(x * t) * h;
                return s;
            }
            """).In("h", 0.3, 0.5).Kinks(),
        new TestProgram("do while with a decreasing residual", """
            [Differentiable] public static double F(double a)
            {
                double x = a, r;
                do
                {
                    double next = Math.Cos(x) * 0.5 + a * 0.25;
                    r = Math.Abs(next - x);
                    x = next;
                } while (r > 1e-4);
                return x * x;
            }
            """).Kinks(),
        new TestProgram("while true with two exits", """
            [Differentiable] public static double F(double x, double y)
            {
                int n = 0;
                while (true)
                {
                    x = 0.5 * (x + y);
                    if (x - y is < 0.05 and > -0.05) break;
                    y += 0.1 * Math.Sin(x);
                    if (++n == 12) return x * y;
                }
                return x + y * y;
            }
            """).Kinks(),
        new TestProgram("An early return from nested loops", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, double limit)
            {
                double p = 1.0;
                for (int i = 0; i < x.Length; i++)
                    for (int j = 0; j <= i; j++)
                    {
                        p *= 1.0 + 0.3 * x[i] * x[j];
                        if (p > limit) return p * x[j];
                    }
                return p;
            }
            """).In("limit", 1.1, 1.6).Kinks(),
        new TestProgram("break in a switch in a loop", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, ReadOnlySpan<int> op)
            {
                double acc = 1.0;
                for (int i = 0; i < op.Length; i++)
                {
                    switch (op[i])
                    {
                        case 0: acc += x[i]; break;
                        case 1: acc *= x[i]; break;
                        case 2: acc = Math.Sin(acc); continue;
                        case 3: goto case 0;
                        default: return acc * acc;
                    }
                    acc *= 1.1;
                }
                return acc;
            }
            """).Set("op", new[] { 0, 1, 3, 2, 1, 0, 9 }),
        new TestProgram("A switch on an enum with shared sections", """
            public enum Activation { Relu, LeakyRelu, Tanh, Gelu, Softplus, None }
            static double Act(Activation a, double x)
            {
                switch (a)
                {
                    case Activation.Relu:
                    case Activation.LeakyRelu:
                        double slope = a == Activation.Relu ? 0.0 : 0.1;
                        return x > 0 ? x : slope * x;
                    case Activation.Tanh: return Math.Tanh(x);
                    case Activation.Gelu: return 0.5 * x * (1.0 + Math.Tanh(0.7978845608 * (x + 0.044715 * x * x * x)));
                    case Activation.Softplus when x > 20.0: return x;
                    case Activation.Softplus: return Math.Log(1.0 + Math.Exp(x));
                    default: return x;
                }
            }
            [Differentiable] public static double F(ReadOnlySpan<double> x, ReadOnlySpan<int> kinds)
            {
                double s = 0.0;
                for (int i = 0; i < x.Length; i++) s += Act((Activation)kinds[i], x[i]) * (i + 1);
                return s;
            }
            """).Set("kinds", new[] { 0, 1, 2, 3, 4, 5, 0 }),
        new TestProgram("Relational and logical patterns on a real", """
            [Differentiable] public static double F(double x) => x switch
            {
                < -1.0 => -x * x,
                >= -1.0 and < 0.0 => x,
                0.0 => 0.0,
                > 1.0 or double.NaN => Math.Sqrt(x) * 2.0,
                var t => t * t * t,
            };
            """).In(-2, 2).Kinks(),
        new TestProgram("A closure over an array and a counter", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, double a)
            {
                double[] w = x.ToArray();
                int calls = 0;
                double Next() { double v = w[calls++ % w.Length]; w[0] += 0.1 * v; return v * a; }
                return Next() * Next() + Next() - Next() * Next() * Next();
            }
            """),
        new TestProgram("A method group as an argument", """
            static double Map(ReadOnlySpan<double> x, Func<double, double> f) { double s = 0.0; foreach (double v in x) s += f(v); return s; }
            static double Huber(double r) => Math.Abs(r) <= 1.0 ? 0.5 * r * r : Math.Abs(r) - 0.5;
            [Differentiable] public static double F(ReadOnlySpan<double> x, double a) => a * Map(x, Huber) + Map(x, Math.Exp);
            """),
        new TestProgram("A delegate of one's own with a span", """
            delegate double Loss(ReadOnlySpan<double> w, double x);
            static double Mean(Loss loss, ReadOnlySpan<double> w, ReadOnlySpan<double> data) { double s = 0.0; foreach (double d in data) s += loss(w, d); return s / data.Length; }
            [Differentiable] public static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> data) => Mean((p, d) => { double e = p[0] + p[1] * d - Math.Sin(d); return e * e; }, w, data);
            """).Length("w", 2),
        new TestProgram("Nullable reals as options", """
            static double Price(double x, double? discount, double? tax = null) => (x - (discount ?? 0.0)) * (1.0 + (tax ?? 0.1));
            [Differentiable] public static double F(double x, double y)
            {
                double? d = x > y ? y : null;
                double total = Price(x, d) + Price(y, null, x * 0.5);
                if (d is { } v) total += v * v;
                return total + d.GetValueOrDefault(2.0);
            }
            """).Kinks(),
        new TestProgram("checked arithmetic on indices", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double s = 0.0;
                checked
                {
                    for (int i = 0; i < 20; i++) s += x[(i * 13 + 7) % x.Length] * (i & 3);
                }
                return s;
            }
            """),
        new TestProgram("Bits, shifts and long indices", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, int seed)
            {
                long state = seed * 2654435761L + 12345;
                double s = 0.0;
                for (int i = 0; i < 9; i++)
                {
                    state ^= state << 13; state ^= state >>> 7; state ^= state << 17;
                    int k = (int)Math.Abs(state % x.Length);
                    s = s * 0.7 + x[k] * ((state & 1) == 0 ? 1.0 : -1.0);
                }
                return s;
            }
            """),
        new TestProgram("uint and byte counters", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double s = 0.0;
                for (uint i = 0; i < (uint)x.Length; i++) s += x[(int)i] / (i + 1u);
                byte b = 250;
                while (b != 4) { s *= 1.01; b++; }
                return s;
            }
            """),
        new TestProgram("char and string constants", """
            [Differentiable] public static double F(double x, double y, string program)
            {
                foreach (char c in program)
                {
                    if (c == '+') x += y;
                    else if (c == '*') x *= y;
                    else if (c is >= '0' and <= '9') y = c - '0';
                }
                return x * y;
            }
            """).Set("program", "+*3+*2*"),
        new TestProgram("throw expressions and guard clauses", """
            static double Positive(double x) => x > 0.0 ? x : throw new ArgumentOutOfRangeException(nameof(x));
            [Differentiable] public static double F(double x, double y)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(y);
                return Math.Log(Positive(x)) * Math.Sqrt(y);
            }
            """).In(0.5, 2.0).OracleIs("[Differentiable] public static double F(double x, double y) => Math.Log(x) * Math.Sqrt(y);"),
        new TestProgram("params, named and optional arguments with reals", """
            static double Sum(params double[] v) { double s = 0.0; foreach (double d in v) s += d; return s; }
            static double Affine(double x, double scale = 2.0, double shift = 1.0) => x * scale + shift;
            [Differentiable] public static double F(double x, double y) => Sum(x, y, x * y) * Affine(shift: y, x: x) + Affine(y, shift: x) + Sum();
            """),
        new TestProgram("static lambda and static local", """
            [Differentiable] public static double F(double x)
            {
                Func<double, double, double> mix = static (a, b) => a * b + a;
                return Cube(mix(x, 2.0));
                static double Cube(double t) => t * t * t;
            }
            """),
        new TestProgram("An expression that assigns and increments", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double a, b, c = 0.0;
                int i = 0;
                a = b = x[i++];
                c += (a *= 2.0) + (b -= x[i++]) * x[i];
                c -= a++ * --b;
                return c * a + b;
            }
            """),
        new TestProgram("Using a class of constants with nested objects", """
            public sealed class Config { public Inner Rate = new(); public int Steps = 3; public double[] Weights = [1.0, 2.0, 3.0]; }
            public sealed class Inner { public double Value = 0.5; public double Scale(double x) => x * Value; }
            [Differentiable] public static double F(double x, Config config)
            {
                double s = x;
                for (int i = 0; i < config.Steps; i++) s += config.Rate.Scale(s) * config.Weights[i];
                return s;
            }
            """).Length("*", 4),
        new TestProgram("A const and a static readonly", """
            private const double G = 9.81;
            private static readonly double[] s_nodes = [0.0, 0.25, 0.5, 0.75, 1.0];
            private static readonly double s_scale = 1.0 / 3.0;
            [Differentiable] public static double F(double v, double angle)
            {
                double best = 0.0;
                foreach (double t in s_nodes) best += v * Math.Sin(angle) * t - 0.5 * G * t * t * s_scale;
                return best;
            }
            """),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
