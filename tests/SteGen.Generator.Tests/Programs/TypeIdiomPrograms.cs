using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Tuples, structs, records, references, properties, indexers and generics as they stand in everyday code.</summary>
public class TypeIdiomPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A list of pairs as tuples", """
            [Differentiable] public static double F(double a, double b)
            {
                (double X, double Y)[] points = [(a, b), (b, a * b), (1.0, a)];
                double area = 0.0;
                for (int i = 0; i < points.Length; i++)
                {
                    var (x0, y0) = points[i];
                    var (x1, y1) = points[(i + 1) % points.Length];
                    area += x0 * y1 - x1 * y0;
                }
                return 0.5 * area;
            }
            """),
        new TestProgram("Tuples that are returned and swapped", """
            static (double c, double s, double r) Givens(double a, double b)
            {
                double r = Math.Sqrt(a * a + b * b);
                return r == 0.0 ? (1.0, 0.0, 0.0) : (a / r, b / r, r);
            }
            [Differentiable] public static double F(double a, double b, double c)
            {
                var (c1, s1, r1) = Givens(a, b);
                (double c2, _, double r2) = Givens(r1, c);
                (a, b) = (b * c2, a * s1);
                return a + 2.0 * b + r2 * c1;
            }
            """),
        new TestProgram("A readonly struct with operators and a static factory", """
            public readonly struct Complex
            {
                public Complex(double re, double im) { Re = re; Im = im; }
                public double Re { get; }
                public double Im { get; }
                public double Abs2 => Re * Re + Im * Im;
                public static Complex I => new(0.0, 1.0);
                public static Complex FromPolar(double r, double phi) => new(r * Math.Cos(phi), r * Math.Sin(phi));
                public static Complex operator +(Complex a, Complex b) => new(a.Re + b.Re, a.Im + b.Im);
                public static Complex operator -(Complex a) => new(-a.Re, -a.Im);
                public static Complex operator *(Complex a, Complex b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);
                public static Complex operator /(Complex a, Complex b) { double d = b.Abs2; return new((a.Re * b.Re + a.Im * b.Im) / d, (a.Im * b.Re - a.Re * b.Im) / d); }
            }
            [Differentiable] public static double F(double x, double y)
            {
                Complex z = Complex.FromPolar(x, y), w = new(1.0, 0.0);
                for (int n = 0; n < 4; n++) w = w * z + Complex.I / (z + new Complex(2.5, 0.0));
                return (-w).Abs2 + w.Re;
            }
            """),
        new TestProgram("Mandelbrot escape with a smooth count", """
            [Differentiable] public static double F(double cx, double cy)
            {
                double zx = 0.0, zy = 0.0;
                int n = 0;
                for (; n < 30 && zx * zx + zy * zy < 16.0; n++) (zx, zy) = (zx * zx - zy * zy + cx, 2.0 * zx * zy + cy);
                return n + 1.0 - Math.Log(Math.Log(zx * zx + zy * zy + 1.5)) / Math.Log(2.0);
            }
            """).In("cx", 0.4, 0.9).In("cy", 0.5, 1.0).Kinks(),
        new TestProgram("A struct of structs with nested writes", """
            public struct Vec { public double X, Y; }
            public struct Body { public Vec P, V; public double M; }
            static void Kick(ref Body b, in Vec f, double dt) { b.V.X += dt * f.X / b.M; b.V.Y += dt * f.Y / b.M; }
            static void Drift(ref Body b, double dt) { b.P.X += dt * b.V.X; b.P.Y += dt * b.V.Y; }
            [Differentiable] public static double F(Body b, double k)
            {
                for (int i = 0; i < 5; i++)
                {
                    Vec f = new() { X = -k * b.P.X, Y = -k * b.P.Y + b.P.X * b.P.X };
                    Kick(ref b, f, 0.1);
                    Drift(ref b, 0.1);
                }
                return b.P.X * b.P.Y + b.V.X;
            }
            """).In("b", 0.5, 1.5),
        new TestProgram("A record with with", """
            public readonly record struct State(double X, double V, double T)
            {
                public double Energy => 0.5 * V * V + 1.0 - Math.Cos(X);
                public State Step(double h) => this with { X = X + h * V, V = V - h * Math.Sin(X), T = T + h };
            }
            [Differentiable] public static double F(State s, double h)
            {
                while (s.T < 1.0) s = s.Step(h);
                return s.Energy + s.X;
            }
            """).In("h", 0.21, 0.24).Kinks(),
        new TestProgram("ref locals into an array", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double[] a = x.ToArray();
                for (int i = 1; i < a.Length; i++)
                {
                    ref double previous = ref a[i - 1];
                    ref double here = ref a[i];
                    here += previous * previous;
                    previous *= 0.5;
                }
                double s = 0.0;
                foreach (ref double v in a.AsSpan()) { v = Math.Sin(v); s += v; }
                return s + a[^1] * a[0];
            }
            """).In(-0.6, 0.6),
        new TestProgram("A ref chosen at run time", """
            static ref double Larger(ref double a, ref double b) { if (a > b) return ref a; return ref b; }
            [Differentiable] public static double F(double x, double y)
            {
                double a = x, b = y;
                Larger(ref a, ref b) *= 3.0;
                Larger(ref a, ref b) += x * y;
                return a * b;
            }
            """),
        new TestProgram("out parameters and discards", """
            static bool TrySolve(double a, double b, double c, out double lo, out double hi)
            {
                double d = b * b - 4.0 * a * c;
                if (d < 0.0) { lo = hi = 0.0; return false; }
                double q = Math.Sqrt(d);
                lo = (-b - q) / (2.0 * a);
                hi = (-b + q) / (2.0 * a);
                return true;
            }
            [Differentiable] public static double F(double a, double b, double c)
            {
                double r = TrySolve(a, b, c, out double lo, out double hi) ? lo * hi + lo : a + b;
                return r + (TrySolve(a, b, -c, out _, out var top) ? top : c);
            }
            """).In(0.5, 2.0),
        new TestProgram("Static and instance properties with a body", """
            public struct Circle
            {
                private double _r;
                public double Radius { readonly get => _r; set => _r = value > 0.0 ? value : -value; }
                public readonly double Area => Math.PI * _r * _r;
                public static double Unit => 2.0;
            }
            [Differentiable] public static double F(double r)
            {
                Circle c = default;
                c.Radius = r * Circle.Unit;
                c.Radius += c.Area * 0.01;
                return c.Area;
            }
            """),
        new TestProgram("An indexer over a small matrix", """
            public ref struct Mat(Span<double> data, int cols)
            {
                private readonly Span<double> _data = data;
                public readonly int Cols = cols;
                public readonly ref double this[int i, int j] => ref _data[i * Cols + j];
            }
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                Span<double> buffer = stackalloc double[9];
                x.CopyTo(buffer);
                var m = new Mat(buffer, 3);
                for (int i = 1; i < 3; i++)
                    for (int j = 0; j < 3; j++) m[i, j] += m[i - 1, j] * m[i, 0];
                return m[2, 2] * m[1, 1] + m[0, 2];
            }
            """).Length("x", 9),
        new TestProgram("A generic kernel over a constrained struct", """
            public interface IDensity { double LogP(double x); }
            public readonly struct Normal(double mu, double sigma) : IDensity { public double LogP(double x) { double z = (x - mu) / sigma; return -0.5 * z * z - Math.Log(sigma); } }
            public readonly struct Laplace(double mu, double b) : IDensity { public double LogP(double x) => -Math.Abs(x - mu) / b - Math.Log(2.0 * b); }
            static double Sum<T>(T d, ReadOnlySpan<double> x) where T : struct, IDensity { double s = 0.0; foreach (double v in x) s += d.LogP(v); return s; }
            [Differentiable] public static double F(double mu, double s, ReadOnlySpan<double> x) => Sum(new Normal(mu, s), x) + 0.5 * Sum(new Laplace(mu * s, s), x);
            """).In("s", 0.5, 1.5),
        new TestProgram("Generic math over a type parameter with CreateChecked", """
            static T Horner<T>(ReadOnlySpan<T> c, T x) where T : IFloatingPointIeee754<T>
            {
                T r = T.Zero;
                for (int i = c.Length - 1; i >= 0; i--) r = r * x + c[i];
                return r / T.CreateChecked(c.Length) + T.Tanh(x);
            }
            [Differentiable] public static double F(ReadOnlySpan<double> c, double x) => Horner(c, x);
            """).OracleIs("static double Horner(ReadOnlySpan<double> c, double x) { double r = 0.0; for (int i = c.Length - 1; i >= 0; i--) r = r * x + c[i]; return r / c.Length + Math.Tanh(x); } [Differentiable] public static double F(ReadOnlySpan<double> c, double x) => Horner(c, x);"),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
