using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>What the suites of other systems try on a language, as one writes it in C#: references, closures, patterns, containers, numbers that may be missing.</summary>
public class AbstractionIdiomPrograms
{
    private static readonly ProgramSet s_all = Suite.InBothModes(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A static readonly table and constants", """
            static readonly double[] s_w = { 0.1, 0.5, -0.25, 0.75 };
            const int N = 4; const double Scale = 1.5;
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double s = 0.0;
                for (int i = 0; i < x.Length; i++) s = s * Scale + s_w[i % N] * x[i] * s_w[^1];
                return s;
            }
            """),
        new TestProgram("Named and default arguments", """
            static double G(double x, double scale = 2.0, double offset = 0.5, bool flip = false) => flip ? offset - x * scale : x * scale + offset;
            [Differentiable] public static double F(double a, double b) => G(offset: b, x: a) * G(b, flip: true) + G(scale: a, flip: false, x: b);
            """),
        new TestProgram("Static abstract operators of an interface of its own", """
            public interface IVec<TSelf> where TSelf : IVec<TSelf> { static abstract TSelf operator +(TSelf a, TSelf b); static abstract TSelf operator *(double k, TSelf a); static abstract TSelf Zero { get; } double Norm2 { get; } }
            public readonly struct V2 : IVec<V2> { public readonly double X, Y; public V2(double x, double y) { X = x; Y = y; } public static V2 operator +(V2 a, V2 b) => new(a.X + b.X, a.Y + b.Y); public static V2 operator *(double k, V2 a) => new(k * a.X, k * a.Y); public static V2 Zero => new(0.0, 0.0); public double Norm2 => X * X + Y * Y; }
            static T Rk<T>(Func<T, T> f, T y, double h) where T : IVec<T> { T k1 = f(y), k2 = f(y + 0.5 * h * k1); return T.Zero + y + h * k2; }
            [Differentiable] public static double F(double x, double y)
            {
                V2 s = new(x, y);
                for (int i = 0; i < 3; i++) s = Rk(v => new V2(v.Y, -v.X * v.X), s, 0.1);
                return s.Norm2;
            }
            """),
        new TestProgram("A lambda over a local function that writes a captured sum", """
            [Differentiable] public static double F(double x, double y)
            {
                double acc = 0.0;
                void Step(double v) { acc = acc * y + v; }
                Action<double> twice = v => { Step(v); Step(v * v); };
                twice(x); twice(y);
                return acc;
            }
            """),
        new TestProgram("Functions that a method or a lambda returns", """
            static Func<double, double> Scale(double k) => v => k * v * v;
            [Differentiable] public static double F(double x, double y)
            {
                var f = Scale(y); var g = Scale(x);
                Func<double, Func<double, double>> curried = a => b => a * b + x;
                return f(x) + curried(x)(y) * g(y) + f(g(x));
            }
            """),
        new TestProgram("A function composed with itself", """
            static Func<double, double> Then(Func<double, double> f, Func<double, double> g) => x => { double t = f(x); return g(t) * t; };
            [Differentiable] public static double F(double x, double y)
            {
                Func<double, double> a = v => v * y, b = v => Math.Sin(v);
                var c = Then(a, b);
                var d = Then(c, c);
                return Then(d, Then(b, a))(x);
            }
            """),
        new TestProgram("A returned function that a constant chose", """
            static Func<double, double> Pick(bool b, double k) { if (b) return v => v * k; return v => v + k; }
            [Differentiable] public static double F(double x, double y) => Pick(true, y)(x) * Pick(false, x)(y);
            """),
        new TestProgram("A returned function made anew in every round", """
            static Func<double, double> Scale(double k) => v => k * v * v;
            [Differentiable] public static double F(double x, double y) { var f = Scale(x); double s = y; for (int i = 0; i < 3; i++) { s = f(s) + Scale(s)(x); } return s; }
            """),
        new TestProgram("Nullable numbers, their sums and defaults", """
            static double? TryLog(double x) => x > 0.0 ? Math.Log(x) : null;
            [Differentiable] public static double F(double x, double y)
            {
                double? a = TryLog(x), b = TryLog(y * y + 0.1);
                double s = a ?? x * y;
                if (b is { } v) s += v * x;
                if (a.HasValue) s += a.Value;
                return s + (a + b ?? 0.25 * y) + a.GetValueOrDefault(y);
            }
            """),
        new TestProgram("Linear functions as structs with an indexer", """
            public readonly struct Lin(double a, double b) { public double A => a; public double B => b; public double this[double x] => a * x + b; public Lin Then(Lin o) => new(o.A * a, o.A * b + o.B); }
            [Differentiable] public static double F(double a, double b, double x) { var f = new Lin(a, b); return f.Then(f).Then(new(b, a))[x]; }
            """),
        new TestProgram("Powers by squaring", """
            static double Pow(double b, int e) { double r = 1.0; for (; e != 0; e >>= 1, b *= b) if ((e & 1) == 1) r *= b; return r; }
            [Differentiable] public static double F(double x) => Pow(x, 5) + Pow(x + 0.5, 0) * Pow(x, 13);
            """),
        new TestProgram("A strategy as a type parameter with a default method", """
            public interface IAct { double Do(double x); double Twice(double x) => Do(Do(x)); }
            public struct Tanh : IAct { public double Do(double x) => Math.Tanh(x); }
            public struct Leaky(double k) : IAct { public double Do(double x) => x > 0.0 ? x : k * x; }
            static double Layer<A>(A act, double x) where A : struct, IAct => act.Twice(x) + act.Do(x);
            [Differentiable] public static double F(double x, double k) => Layer(new Tanh(), x) * Layer(new Leaky(k), x);
            """),
        new TestProgram("Weights from a hash", """
            [Differentiable] public static double F(double x, int n)
            {
                long h = 1469598103934665603L; double s = 0.0;
                for (int i = 0; i < 6; i++) { h = unchecked((h ^ i) * 1099511628211L); int k = (int)((ulong)h >> 60) % 5; s += k * Math.Pow(x, 2.0) / (1 + i / 2) + (k & 1) * x; }
                return s;
            }
            """),
        new TestProgram("A static method of an interface in batches", """
            public partial interface IThing2
            {
                [Differentiable] public static double F(double x, double y) => x > 0.0 ? Math.Exp(x * y) : y;
            }
            """),
        new TestProgram("A parameter that may be missing", """
            [Differentiable] public static double F(double x, double? y) => y is { } v ? x * v : x * x + (y ?? 1.0);
            """),
        new TestProgram("Every other element of a result", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i += 2) y[i] = x[i] * x[i]; }
            """),
        new TestProgram("A result in two parts", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < 3; i++) y[i] = x[i] * x[i]; for (int i = 3; i < y.Length; i++) y[i] = x[i]; }
            """),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory]
    [MemberData(nameof(Names))]
    public void Checks(string name) => s_all.Check(name);
}
