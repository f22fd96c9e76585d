using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Paths of control and lives of variables that tests of other systems are full of.</summary>
public class PathPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Three arms that meet again", """
            [Differentiable] public static double F(double x, double y)
            {
                if (x > 0.5) { x *= 2.0; y = x * y; }
                else if (x < -0.5) x *= 3.0;
                if (y > 0.0) { double t = x; x = y; y = t; }
                return x * x + y;
            }
            """).Kinks(),
        new TestProgram("A value of one round used in the next", """
            [Differentiable] public static double F(double x, int n)
            {
                double a = 1.0, b = x, c = x * x;
                for (int i = 0; i < n; i++) (a, b, c) = (b, c, a * b - 0.3 * c);
                return a + 2.0 * b + 3.0 * c;
            }
            """).In("n", 0, 9),
        new TestProgram("A condition that the loop changes", """
            [Differentiable] public static double F(double x, double y)
            {
                bool flip = false;
                double s = 0.0;
                for (int i = 0; i < 8; i++)
                {
                    if (flip) { x = x * 0.9 + y; s += x; }
                    else s += y * x;
                    flip = s > 0.3 * i;
                }
                return s;
            }
            """).Kinks(),
        new TestProgram("Two loops nested, the inner one's bound from the outer one's value", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, double a)
            {
                double s = 1.0;
                for (int i = 0; i < x.Length; i++)
                {
                    int turns = (int)Math.Min(4.0, Math.Abs(s) * 2.0);
                    for (int k = 0; k < turns; k++) s = 0.5 * s + a * x[i];
                }
                return s;
            }
            """).Kinks(),
        new TestProgram("A loop that never runs", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, double a)
            {
                double s = a;
                for (int i = 0; i < x.Length; i++) s *= x[i];
                while (s > 1e9) s -= a;
                return s + a;
            }
            """).Length("x", 0),
        new TestProgram("A method that does nothing to one input", """
            static double First(double a, double b) => a;
            static (double, double) Swap(double a, double b) => (b, a);
            [Differentiable] public static double F(double x, double y, double z) { (x, y) = Swap(x, y); return First(x * y, z) + 0.0 * z; }
            """),
        new TestProgram("Nested closures over a parameter that changes", """
            [Differentiable] public static double F(double x, double y)
            {
                double Scale(double t) => t * x;
                double r = Scale(y);
                x += r;
                double Deep(double t) { double Inner(double u) => Scale(u) + t; return Inner(t * x) + Inner(r); }
                r += Deep(y);
                x = 2.0;
                return r + Scale(y);
            }
            """),
        new TestProgram("A struct that changes itself", """
            public struct Counter { public double Value; public int Steps; public void Add(double v) { Value += v * (Steps + 1); Steps++; } public double Take() { double v = Value; Value = 0.0; return v; } }
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                Counter c = default, d = default;
                double s = 0.0;
                foreach (double v in x)
                {
                    c.Add(v * v);
                    if (c.Steps % 3 == 0) { d.Add(c.Take()); s += d.Value; }
                }
                return s + c.Take() * d.Take() + c.Value;
            }
            """),
        new TestProgram("An optional that is filled in a loop", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, double limit)
            {
                double? best = null;
                foreach (double v in x)
                    if (v > limit && (best is null || v < best)) best = v;
                return best is double b ? b * b + limit : -limit;
            }
            """).In("limit", -0.5, 0.0).Kinks(),
        new TestProgram("A getter and a setter that compute", """
            public struct Polar
            {
                public double R, Phi;
                public double X { readonly get => R * Math.Cos(Phi); set { double y = Y; R = Math.Sqrt(value * value + y * y); Phi = Math.Atan2(y, value); } }
                public double Y { readonly get => R * Math.Sin(Phi); set { double x = X; R = Math.Sqrt(x * x + value * value); Phi = Math.Atan2(value, x); } }
            }
            [Differentiable] public static double F(double r, double phi)
            {
                Polar p = new() { R = r, Phi = phi };
                p.X += 0.5;
                p.Y *= 2.0;
                return p.R * p.Phi;
            }
            """).In("r", 1.0, 2.0).In("phi", 0.2, 1.2),
        new TestProgram("Repeated calls of one function", """
            static double Step(double x, double y) => x * Math.Cos(y) - 0.1 * y * x;
            [Differentiable] public static double F(double x, double y) => Step(Step(Step(x, y), Step(y, x)), Step(Step(y, y), x));
            """),
        new TestProgram("Variables that shadow in sibling blocks", """
            [Differentiable] public static double F(double x, double y)
            {
                double s = 0.0;
                { double t = x * y; s += t; }
                { double t = x - y; s *= t; }
                for (int i = 0; i < 2; i++) { double t = s; s = t * x; }
                for (int i = 0; i < 3; i++) { double t = y; s += t * i; }
                if (s > 0.0) { double t = s; return t; } else { double t = -s; return t * y; }
            }
            """).Kinks(),
        new TestProgram("A conversion to float and back", """
            [Differentiable] public static double F(double x, float w)
            {
                float half = (float)x * w;
                double back = half + (double)w;
                float mixed = (float)(back * x) + MathF.Sqrt(w + 2f);
                return mixed * back;
            }
            """).DoubleOnly(),
        new TestProgram("Remainders and fractions", """
            [Differentiable] public static double F(double x, double y) => x % y + Math.IEEERemainder(x * x, y) + (x - Math.Floor(x)) * y + Math.FusedMultiplyAdd(x, y, x / y);
            """).In("x", 2.1, 2.4).In("y", 0.9, 0.95),
        new TestProgram("Powers with constant and variable exponents", """
            [Differentiable] public static double F(double x, double y, int n) => Math.Pow(x, 2.0) + Math.Pow(x, -1.5) + Math.Pow(2.0, y) + Math.Pow(x, y) + Math.Pow(x, n) + Math.Pow(x, 0.0) + Math.Cbrt(y) + double.Hypot(x, y) + double.RootN(x, 3);
            """).In(0.5, 2.0).DoubleOnly(),
        new TestProgram("Every inverse function", """
            [Differentiable] public static double F(double x) => Math.Asin(x) + Math.Acos(x * x) + Math.Atan(x) + Math.Asinh(x) + Math.Acosh(1.5 + x * x) + Math.Atanh(x) + Math.Atan2(x, 1.0 - x) + double.AsinPi(x) + double.AtanPi(x);
            """).In(-0.8, 0.8).DoubleOnly().OracleIs("[Differentiable] public static double F(double x) => Math.Asin(x) + Math.Acos(x * x) + Math.Atan(x) + Math.Asinh(x) + Math.Acosh(1.5 + x * x) + Math.Atanh(x) + Math.Atan2(x, 1.0 - x) + Math.Asin(x) / Math.PI + Math.Atan(x) / Math.PI;"),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
