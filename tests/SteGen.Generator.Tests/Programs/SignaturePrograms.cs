using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Methods by what they take, give and belong to: containers of all kinds, marked members, spans of tuples and vectors, constants of any type.</summary>
public class SignaturePrograms
{
    private static readonly ProgramSet s_all = Suite.InBothModes(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A record with marked fields and a constant property", """
            public partial record Model
            {
                [Differentiable] public double W = 0.7;
                [Differentiable] public double[] B = [0.2, -0.4, 1.1];
                public int N { get; } = 2;
                [Differentiable] public double F(double x, ReadOnlySpan<double> v) { double s = 0.0; for (int i = 0; i < B.Length; i++) s += B[i] * v[i] * W; return Math.Tanh(s * N + x); }
            }
            """).Length("*", 3),
        new TestProgram("A sealed class with constants called as parameters would be", """
            public sealed partial class Layer { private readonly double scale = 1.5; private readonly int n = 3; [Differentiable] private readonly double _bias = 0.3; [Differentiable] public double F(double x) { double s = _bias; for (int i = 0; i < n; i++) s = s * scale + x * _bias; return s; } }
            """),
        new TestProgram("A method of an interface's nested class in a record struct", "public partial record struct Outer { public partial interface IInner { internal static partial class Deep { [Differentiable] internal static double F(double x, double y) => x * Math.Cos(y); } } }"),
        new TestProgram("A protected method of a generic base", "public abstract partial class Base { protected internal partial class Inner { [Differentiable] protected internal static double F(double x) => Math.Exp(x) * x; } }"),
        new TestProgram("Spans of tuples in and out", "[Differentiable] public static void F(ReadOnlySpan<(double A, double B)> p, Span<(double S, double D)> r) { for (int i = 0; i < p.Length; i++) r[i] = (p[i].A + p[i].B, p[i].A * p[i].B); }"),
        new TestProgram("A mask, classes and weights beside reals", "public enum C1 { A, B, C } [Differentiable] public static double F(ReadOnlySpan<double> x, bool[] mask, ReadOnlySpan<C1> kinds, ReadOnlySpan<int> n, ReadOnlySpan<char> t) { double s = 0.0; for (int i = 0; i < x.Length; i++) { if (!mask[i]) continue; s += kinds[i] switch { C1.A => x[i] * n[i], C1.B when t[i] > 'a' => x[i] * x[i], _ => -x[i] }; } return s * x[0]; }"),
        new TestProgram("Vectors in spans", "[Differentiable] public static float F(ReadOnlySpan<Vector3> p, Vector3 eye, float k) { float s = 0f; foreach (Vector3 v in p) { Vector3 d = v - eye; s += k / (1f + d.LengthSquared()) * Vector3.Dot(d, eye); } return s; }").DoubleOnly(),
        new TestProgram("Vectors out of a loop", "[Differentiable] public static void F(ReadOnlySpan<Vector2> p, float k, Span<Vector2> r) { r[0] = p[0]; for (int i = 1; i < p.Length; i++) r[i] = k * r[i - 1] + p[i] * p[i].Y; }").DoubleOnly(),
        new TestProgram("A result of a record with numbers and flags", "public readonly record struct Hit(double T, bool Any, int N, (double X, double Y) P); [Differentiable] public static Hit F(double ox, double oy, double r) { double d = ox * ox + oy * oy; return d > r ? new Hit(Math.Sqrt(d), true, 2, (ox / d, oy * r)) : new Hit(d * r, false, 0, (oy, ox)); }").Kinks(),
        new TestProgram("Results by tuple, out and span at once", "[Differentiable] public static (double Sum, int Count) F(ReadOnlySpan<double> x, double k, out double last, Span<double> y) { double s = 0.0; int n = 0; last = k; for (int i = 0; i < x.Length; i++) { y[i] = x[i] * last; last += y[i] * 0.5; if (y[i] > 0.0) n++; s += y[i]; } return (s, n); }").Kinks(),
        new TestProgram("Ref of a struct, ref of a real and an in-out span", "public struct St { public double M, V; public int Step; } [Differentiable] public static void F(ref St s, ref double b, [InOut] Span<double> w, ReadOnlySpan<double> g) { s.Step++; for (int i = 0; i < w.Length; i++) { s.M = 0.9 * s.M + 0.1 * g[i]; s.V = 0.8 * s.V + 0.2 * g[i] * g[i]; w[i] -= b * s.M / Math.Sqrt(s.V + 1.5); } b *= 0.99 * s.Step; }").In("s", 0.1, 1.0),
        new TestProgram("A struct with a primary constructor, this and a static factory", "public readonly partial struct Ray(double o, double d) { public double O { get; } = o; public double D { get; } = d; public static Ray Of(double a) => new(a, a * a); public Ray Move(double t) => new(O + t * D, D); } [Differentiable] public static double F(Ray r, double t) => r.Move(t).O * Ray.Of(t).Move(r.D).O;"),
        new TestProgram("An uninteresting input among others, all kinds unused", "[Differentiable] public static double F(ReadOnlySpan<double> unused, double alsoUnused, (double A, int N) t, [NoGradient] double k, double x) => x * k * t.N;"),
        new TestProgram("A result span of another length than the input's", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> pairs) { int n = 0; for (int i = 0; i < x.Length; i++) for (int j = i + 1; j < x.Length; j++) pairs[n++] = x[i] * x[j]; }").Length("x", 4).Length("pairs", 6),
        new TestProgram("A result that only some elements get", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { y.Clear(); for (int i = 0; i < x.Length; i++) if (x[i] > 0.0) y[i] = x[i] * x[0]; y[1] += y[0]; }").Kinks(),
        new TestProgram("An object of constants through an interface of a sealed class", "public interface ICurve { double At(double t); } public sealed class Line(double a) : ICurve { internal readonly double a = a; public double At(double t) => a * t + t * t; } private static readonly Line s_line = new(0.4); [Differentiable] public static double F(double x, double y) => s_line.At(x) * s_line.At(y);"),
        new TestProgram("Marked names only, with arrays", "[Differentiable(\"w\", Emit = Derivatives.Default | Derivatives.Jvp)] public static double F(double[] x, double[] w, double b) { double s = b; for (int i = 0; i < x.Length; i++) s += w[i] * x[i]; return s * w[0]; }"),
        new TestProgram("A batch of tuples and records with kinks and exits", "public readonly record struct In(double A, double B, int N); [Differentiable] public static (double U, double V) F(In p, [Uniform] double k) { double u = p.A; for (int i = 0; i < p.N; i++) { u = Math.Max(u * k, p.B) - 0.1; if (u < -1.0) return (p.B, u); } return (u * u, p.A); }").Kinks(),
        new TestProgram("Conditions that speak of an input span's length and of constants", "private const double Eps = 1e-3; [Differentiable] public static double F(double[] x, double[]? w = null, int stride = 1) { ArgumentNullException.ThrowIfNull(x); ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1); double s = 0.0; for (int i = 0; i < x.Length; i += stride) s += x[i] / (Eps + x[i] * x[i]); return s; }").Set("stride", 2),
        new TestProgram("Slices that are handed to methods which fill them", "static void Softmax(Span<double> v) { double m = double.NegativeInfinity; foreach (double t in v) m = Math.Max(m, t); double s = 0.0; for (int i = 0; i < v.Length; i++) { v[i] = Math.Exp(v[i] - m); s += v[i]; } for (int i = 0; i < v.Length; i++) v[i] /= s; } [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { x.CopyTo(y); for (int r = 0; r < 2; r++) Softmax(y.Slice(r * 3, 3)); }").Length("x", 6).Length("y", 6),
        new TestProgram("A method that returns one of its arguments by a rule", "static ReadOnlySpan<double> Longer(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => a.Length >= b.Length ? a : b; [Differentiable] public static double F(ReadOnlySpan<double> x, ReadOnlySpan<double> w) { double s = 0.0; foreach (double v in Longer(x, w)) s += v * v * x[0]; return s; }").Length("x", 3).Length("w", 5),
        new TestProgram("An insertion sort of structs by a key", "public struct K { public double Key, W; } [Differentiable] public static double F(ReadOnlySpan<K> p) { K[] a = p.ToArray(); for (int i = 1; i < a.Length; i++) { K t = a[i]; int j = i; for (; j > 0 && a[j - 1].Key > t.Key; j--) a[j] = a[j - 1]; a[j] = t; } double s = 0.0; for (int i = 0; i < a.Length; i++) s += a[i].W * a[i].Key * (i + 1); return s; }").Length("p", 5).Kinks(),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
