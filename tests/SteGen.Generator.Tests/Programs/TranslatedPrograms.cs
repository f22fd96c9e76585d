using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>What the suites of other systems for automatic differentiation try: loops with exits, aliases, updates in place, structs in structs, recursion through a struct, generics, closures, unusual forms of members.</summary>
public class TranslatedPrograms
{
    private const string XY = "[Differentiable] public static double F(double x, double y) ";
    private const string S = "[Differentiable] public static double F(ReadOnlySpan<double> x) ";

    private static readonly ProgramSet s_all = Suite.InBothModes(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A struct that recurses through itself, this differentiated", """
            public partial struct Node
            {
                public double W, B;
                [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape | Derivatives.Batch)] public readonly double F(double x, int n) => n == 0 ? W * x + B : Math.Tanh(F(x * W, n - 1)) + B * x;
            }
            """).Set("n", 3),
        new TestProgram("A struct that halves itself by with", """
            public partial record struct Cell(double A, double B)
            {
                [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape | Derivatives.Batch)] public readonly double F(double x, int n) => n <= 0 ? A * x : (this with { A = A * 0.5 + B, B = B * x }).F(x + A, n - 1);
            }
            """).Set("n", 3),
        new TestProgram("Mutual recursion of two methods of a struct", """
            public partial struct P
            {
                public double A;
                private readonly double Even(double x, int n) => n == 0 ? x : A * Odd(x, n - 1);
                private readonly double Odd(double x, int n) => n == 0 ? A : Math.Sin(Even(x, n - 1)) + A;
                [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape | Derivatives.Batch)] public readonly double F(double x, int n) => Even(x, n) * Odd(x, n);
            }
            """).Set("n", 4),
        new TestProgram("Monoids by static abstract operators", """
            public interface IMonoid<T> where T : IMonoid<T> { static abstract T Unit { get; } static abstract T operator *(T a, T b); }
            public readonly record struct Affine(double A, double B) : IMonoid<Affine> { public static Affine Unit => new(1.0, 0.0); public static Affine operator *(Affine f, Affine g) => new(f.A * g.A, f.A * g.B + f.B); }
            static T Fold<T>(ReadOnlySpan<T> x) where T : struct, IMonoid<T> { T r = T.Unit; foreach (T t in x) r *= t; return r; }
            [Differentiable] public static Affine F(ReadOnlySpan<Affine> x) => Fold(x);
            """).Length("x", 4),
        new TestProgram("A generic method with a type of numbers and a type of functions", """
            public interface IFn<T> where T : INumber<T> { static abstract T Eval(T x); static virtual T Twice(T x) => x + x; }
            public readonly struct Cube : IFn<double> { public static double Eval(double x) => x * x * x; }
            public readonly struct Half : IFn<double> { public static double Eval(double x) => x * 0.5; public static double Twice(double x) => x; }
            static double Compose<G, H>(double x) where G : IFn<double> where H : IFn<double> => G.Eval(H.Eval(x)) + G.Twice(x) * H.Twice(x);
            """ + XY + "=> Compose<Cube, Half>(x) * Compose<Half, Cube>(y);").OracleIs("[Differentiable] public static double F(double x, double y) => (x * x * x / 8.0 + 2.0 * x * x) * (y * y * y / 2.0 + y * 2.0 * y);"),
        new TestProgram("Lambdas in an array of none: Func locals that are chosen", XY + """
            {
                Func<double, double> f = t => t * t * y, g = t => Math.Sin(t) + x;
                Func<double, Func<double, double>, double> twice = (t, h) => h(h(t));
                return twice(x, f) + twice(y, g) + ((Func<double>)(() => x * y))();
            }
            """),
        new TestProgram("A ref property and a ref indexer of a struct of spans", """
            public ref struct View(Span<double> d, int stride) { private Span<double> _d = d; public readonly ref double First => ref _d[0]; public readonly ref double this[int i] => ref _d[i * _stride]; private readonly int _stride = stride; public readonly int Length => _d.Length / _stride; }
            """ + S + "{ Span<double> a = x.ToArray(); View v = new(a, 2); v.First *= x[1]; v[^1] += v.First; v[1] -= v[^1] * 0.5; v[^2] *= 2.0; double s = 0.0; foreach (double t in a) s += t * t; return s; }").Length("x", 6),
        new TestProgram("A switch expression over types of shapes as enum with data", """
            public enum Kind : byte { Circle, Box, Ring }
            public readonly record struct Shape(Kind K, double A, double B);
            static double Area(in Shape s) => s switch { { K: Kind.Circle, A: var r } => Math.PI * r * r, { K: Kind.Box } => s.A * s.B, (Kind.Ring, var o, var i) when o > i => Math.PI * (o * o - i * i), _ => 0.0 };
            [Differentiable] public static double F(ReadOnlySpan<Shape> s) { double t = 0.0; foreach (ref readonly Shape p in s) t += Area(p) * Area(p); return t; }
            """).Length("s", 5).Kinks(),
        new TestProgram("stackalloc with an initializer and a slice of it", S + "{ Span<double> w = stackalloc double[] { x[0], x[1] * x[2], 1.0, x[3] }; Span<double> m = w[1..^1]; m[0] *= m[1] + x[4]; m = w[..2]; m[1] += m[0]; return w[0] * w[1] + w[^1]; }"),
        new TestProgram("stackalloc in each round of a loop", S + "{ double s = 0.0; for (int i = 0; i + 2 < x.Length; i++) { Span<double> t = stackalloc double[3]; t[i % 3] = x[i]; t[(i + 1) % 3] += x[i + 1] * x[i]; s += t[0] * 2.0 + t[1] * t[2] + t[i % 3]; } return s; }").Skip("allocation"),
        new TestProgram("Constructors that call one another, and initializers", """
            public record struct R(double A, double B) { public double C = 3.0; public R(double a) : this(a, a * 2.0) { C += a; } }
            public struct Q { public double A = 1.5, B; public Q() { } public Q(double b) { B = b * A; } public Q(double a, double b) : this(b) { A *= a; } }
            public struct Z { public double A, B; public Z(double b) : this() { B = b; } }
            """ + XY + "{ R r = new(x); Q q = new(x, y), p = new(y) { A = x }, o = new(), d = default; Z z = new(y); return r.A * r.B * r.C + q.A * q.B + p.A * p.B + o.A * y + d.A + z.A + z.B * x; }"),
        new TestProgram("A number of one's own that counts up", "public readonly struct N(double v) { public readonly double V = v; public static N operator ++(N a) => new(a.V * a.V + 1.0); public static N operator --(N a) => new(a.V - 1.0); public static N operator ~(N a) => new(1.0 / a.V); public static N operator %(N a, N b) => new(a.V - b.V); public static N operator <<(N a, int n) => new(a.V * (1 << n)); public static bool operator >(N a, N b) => a.V > b.V; public static bool operator <(N a, N b) => a.V < b.V; } " + XY + "{ N a = new(x), b = new(y + 3.0); N c = a++; N d = ++b; a %= ~d; b--; a <<= 2; return a > b ? a.V * c.V : a.V * b.V + c.V; }"),
        new TestProgram("An enumerator of one's own", """
            public ref struct Pairs(ReadOnlySpan<double> x) { private readonly ReadOnlySpan<double> _x = x; private int _at = -1; public readonly Pairs GetEnumerator() => this; public bool MoveNext() => ++_at + 1 < _x.Length; public readonly (double A, double B) Current => (_x[_at], _x[_at + 1]); }
            """ + S + "{ double s = 0.0; foreach (var (a, b) in new Pairs(x)) { if (a > 1.4) break; s += a * b * b; } return s; }"),
        new TestProgram("Local functions with defaults, params and a generic", XY + "{ double P(double a, double b = 2.0, params double[] r) { double s = a * b; foreach (double v in r) s += v * x; return s; } T Pick<T>(bool c, T a, T b) => c ? a : b; static double Id(in double v) => v; return P(x) + P(y, x) + P(x, y, y, Id(x)) + Pick(x > y, x * x, y) + Pick(true, (x, y), (y, x)).Item2; }").Kinks(),
        new TestProgram("Patterns on reals: ranges, or, not, null and tuples", "static double Bin(double a, double b) => (a > 0.0, b) switch { (true, > 0.5 and < 2.0) => a * b, (true, not > 0.0) => a - b, (false, _) when a is < -1.0 or > -0.1 => b * b, (var p, var q) => p ? q : a * a * q }; " + XY + "{ double? m = x is > -10.0 and not 5.0 ? x * y : null; return Bin(x, y) + 2.0 * Bin(y, x) + (m is not null and > -3.0 ? m.Value : 1.0) + (m switch { null => 0.0, < 0.0 and var n => n * n, { } v => v }); }").Kinks(),
        new TestProgram("Array helpers of the framework", S + "{ double[] a = new double[x.Length], b = x.ToArray(); Array.Copy(b, 1, a, 0, 3); Array.Fill(a, x[0], 3, 2); Array.Reverse(b); Array.Clear(a, 1, 1); a.AsSpan(5).Fill(x[1]); b.AsSpan(1, 2).CopyTo(a.AsSpan(4)); double s = 0.0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i] * (i + 1); return s; }"),
        new TestProgram("A switch with declarations, when and goto", "[Differentiable] public static double F(double x, double y, int n) { double r = x; switch (n) { case 0 or 1: { double t = x * y; r += t; goto case 5; } case > 1 and < 4 when y > 0.0: r *= y; break; case 2: r -= y; goto default; case 5: r *= 2.0; break; case int k when k % 2 == 0: r += k * y; break; default: r *= r; break; } return r + x; }").Set("n", 2).Kinks(),
        new TestProgram("Static members of a generic class", "public static class Const<T> where T : struct { public static readonly double K = 2.5; public static int N => 3; public static double Scale(double v) => v * K + N; } " + XY + "=> Const<int>.Scale(x) * Const<double>.Scale(y);").OracleIs("[Differentiable] public static double F(double x, double y) => (x * 2.5 + 3.0) * (y * 2.5 + 3.0);"),
        new TestProgram("A struct that is its own accumulator by ref this", "public struct Acc { public double Sum, Comp; public void Add(double v) { double y = v - Comp, t = Sum + y; Comp = t - Sum - y; Sum = t; } public static void AddTo(ref Acc a, double v) => a.Add(v); public readonly Acc Plus(double v) { Acc c = this; c.Add(v); return c; } } " + S + "{ Acc a = default; Acc[] parts = new Acc[2]; for (int i = 0; i < x.Length; i++) { a.Add(x[i] * x[i]); parts[i % 2].Add(x[i]); Acc.AddTo(ref parts[1 - i % 2], a.Sum * 0.1); } return a.Plus(x[0]).Sum * parts[0].Sum + parts[1].Sum; }"),
        new TestProgram("An early return in each of nested loops and a switch", S + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { switch (i % 3) { case 0: if (x[i] > 1.3) return s * s; s += x[i]; break; case 1: for (int j = 0; j < i; j++) { if (x[j] * x[i] > 1.5) return s - x[j]; s += x[j] * x[i]; } continue; default: s *= 0.5; break; } s += 0.1; } return s; }").Kinks(),
        new TestProgram("Assignments in conditions and arguments", XY + "{ double a, b, c; if ((a = x * y) > 0.0 && (b = a * x) < 4.0) c = b; else c = (b = y) * 2.0; static double G(double p, ref double q, double r) => q = p * r; return G(a += 1.0, ref b, a *= b) + b + (c = a = c * x) * a; }").Kinks(),
        new TestProgram("Scalars of all sizes converted within an expression", "[Differentiable] public static double F(double x, byte a, short b, ulong c, char d, sbyte e) => x * a + x * x * b - (x + (long)c) * (d - e) + (a << 2) * x + (float)b * (int)(c & 7) * x + (e >> 1);").DoubleOnly().Kinks(),
        new TestProgram("Records compared and taken apart", "public record struct V(double X, double Y) { public readonly void Deconstruct(out double r, out double a, out int n) { r = Math.Sqrt(X * X + Y * Y + 1.0); a = Math.Atan2(Y, X); n = X > Y ? 1 : 2; } public static V operator *(V v, double k) => v with { X = v.X * k, Y = v.Y * k }; } " + XY + "{ V v = new(x, y), w = v * 2.0; var (r, a, n) = w; (double p, _) = v; return v == w ? 0.0 : r * a * n + p * (v.Equals(v) ? 3.0 : 1.0); }").Kinks(),
        new TestProgram("checked blocks around reals and integers", S + "{ double s = 0.0; checked { for (int i = 0; i < x.Length; i++) { int k = i * 3 % x.Length; s += x[k] * (byte)(i + 1); } } return unchecked(s * (int)3000000000u * 1e-9); }"),
        new TestProgram("A const array in a static readonly span property", """
            private static ReadOnlySpan<double> W => [0.5, -1.0, 2.0, 0.25];
            private static readonly (double A, int K)[] s_rows = [(0.5, 1), (2.0, 0), (-1.0, 2)];
            """ + S + "{ double s = 0.0; for (int i = 0; i < W.Length; i++) s += W[i] * x[i]; foreach (var (a, k) in s_rows) s += a * x[k] * x[k + 1]; return s; }").OracleIs("[Differentiable] public static double F(ReadOnlySpan<double> x) => 0.5 * x[0] - x[1] + 2.0 * x[2] + 0.25 * x[3] + 0.5 * x[1] * x[2] + 2.0 * x[0] * x[1] - x[2] * x[3];").DoubleOnly(),
        new TestProgram("A switch on an enum without default", """
            public enum M { A, B, C }
            [Differentiable] public static double F(double x, double y, M m) { double r = x; switch (m) { case M.A: r *= y; break; case M.B when y > 0.0: r += y; break; case M.B: r -= y * y; break; } return r * r; }
            """).Set("m", 1).Kinks(),
        new TestProgram("A conditional ref that is read and written by ref", XY + "{ double a = x, b = y; ref double m = ref (a < b ? ref a : ref b); static void Twice(ref double v, double w) { v *= w; v += w; } Twice(ref m, x); m = ref (x * y > 0.0 ? ref b : ref a); Twice(ref m, y); return a * 2.0 + b * a; }").Kinks(),
        new TestProgram("out var in a condition of a loop", "static bool Next(double v, ref int n, out double w) { w = v * 0.5 + n; return n++ < 4; } " + XY + "{ double s = 0.0; int n = 0; while (Next(x + s * 0.1, ref n, out var w) && w < 50.0) s += w * y; return s; }"),
        new TestProgram("Nullable reals through a helper and a lifted chain", "static double? Safe(double a, double b) => b > -10.0 ? a / (b + 11.0) : null; " + XY + "{ double? a = Safe(x, y), b = Safe(y, -20.0); double? c = a * 2.0 + x; double r = (a + b) ?? y; if (c is { } v) r += v * v; if (b is null && a.HasValue) r *= a.GetValueOrDefault() + b.GetValueOrDefault(3.0); return r; }"),
        new TestProgram("params, named and default arguments in other orders", "static double G(double a, double b = 2.0, params double[] c) { double s = a - b; for (int i = 0; i < c.Length; i++) s += (i + 1) * c[i]; return s; } " + XY + "=> G(b: x, a: y) * G(x) + G(y, x, x * y, y) * G(c: [x, y], a: 1.0);"),
        new TestProgram("using static functions by other names", "private static double Sq(double v) => v * v; private static class Inner { public static double Half(double v) => Sq(v) * 0.5; public const double K = 3.0; } " + XY + "=> Inner.Half(x) * Inner.K + Inner.Half(Sq(y));"),
        new TestProgram("An interpolated message in a throw, and nameof", S + "{ if (x.Length < 2) throw new ArgumentException($\"{nameof(x)} has {x.Length} elements, {2:N0} are wanted\", nameof(x)); double s = 0.0; foreach (double v in x) s += v > 100.0 ? throw new InvalidOperationException($\"{v:F2} at {s}\") : v * v; return s; }"),
        new TestProgram("Debug.Assert with a message that is computed", S + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { s += x[i] * x[i]; System.Diagnostics.Debug.Assert(s >= 0.0, $\"{s} at {i}\"); } System.Diagnostics.Debug.WriteLineIf(s < 0.0, \"never\"); return Math.Sqrt(s + 1.0); }"),
        new TestProgram("An extension method on a struct by ref and on a double", XY + "{ double r = x.Squared() * y; P p = new() { A = x, B = y }; p.Swap(); p.Swap(); p.Swap(); return r + p.A * 3.0 + p.B.Squared(); } public struct P { public double A, B; } } public static class Ext { public static double Squared(this double v) => v * v; public static void Swap(this ref C.P p) => (p.A, p.B) = (p.B, p.A * 2.0);"),
        new TestProgram("An array of arrays of structs by hand: rows of a struct with a span", """
            public struct Particle { public Vec P; public Vec V; public double M; public int Id; }
            public struct Vec { public double X, Y; public static Vec operator -(Vec a, Vec b) => new() { X = a.X - b.X, Y = a.Y - b.Y }; public readonly double Dot(Vec o) => X * o.X + Y * o.Y; }
            [Differentiable] public static double F(ReadOnlySpan<Particle> p)
            {
                double e = 0.0;
                for (int i = 0; i < p.Length; i++)
                {
                    e += 0.5 * p[i].M * p[i].V.Dot(p[i].V);
                    for (int j = 0; j < i; j++) { Vec d = p[i].P - p[j].P; if (p[i].Id == p[j].Id) continue; e -= p[i].M * p[j].M / Math.Sqrt(d.Dot(d) + 0.1); }
                }
                return e;
            }
            """).Length("p", 4),
        new TestProgram("In place over an array of structs with a ref local", """
            public struct B { public double X, V; }
            [Differentiable] public static double F([InOut] Span<B> b, double h)
            {
                for (int t = 0; t < 3; t++)
                    for (int i = 0; i < b.Length; i++)
                    {
                        ref B me = ref b[i];
                        ref readonly B left = ref b[i == 0 ? b.Length - 1 : i - 1];
                        me.V += h * (left.X - me.X);
                        me.X += h * me.V;
                    }
                return b[0].X * b[^1].V;
            }
            """).Length("b", 3),
        new TestProgram("Two aliases of one in-out span", "[Differentiable] public static void F([InOut] Span<double> a) { Span<double> lo = a[..^1], hi = a[1..]; for (int i = 0; i < lo.Length; i++) { hi[i] += lo[i] * lo[i]; lo[i] = hi[i] * 0.5; } }"),
        new TestProgram("An overwritten input that is read through another name", S + "{ double[] a = x.ToArray(); Span<double> s = a; ReadOnlySpan<double> r = a; s[0] = r[1] * r[2]; a[1] = s[0] + r[0]; s = s[1..]; s[0] *= r[1]; return r[0] * r[1] + a[^1]; }"),
        new TestProgram("break out of a foreach in a while with a flag", S + "{ double s = 0.0; bool go = true; int n = 0; while (go) { foreach (double v in x) { s += v * v + 0.1; if (s > 2.0) { go = false; break; } if (v < -1.0) continue; s *= 0.9; } if (++n > 5) break; } return s; }").Kinks(),
        new TestProgram("continue in a do loop with a step in its test", S + "{ int i = 0; double s = 1.0; do { if (i % 2 == 1) continue; s += x[i] * s; } while (++i < x.Length && s < 40.0); return s; }"),
        new TestProgram("A loop that shrinks from both ends", S + "{ int lo = 0, hi = x.Length - 1; double s = 0.0; while (lo < hi) { if (x[lo] < x[hi]) s += x[lo++] * x[hi]; else s -= x[hi--] * 0.5; } return s + x[lo]; }").Kinks(),
        new TestProgram("A search in halves with reals", S + "{ double lo = 0.0, hi = 4.0; for (int i = 0; i < 30; i++) { double m = 0.5 * (lo + hi); if (m * m * m > x[0] * x[0] + 1.0) hi = m; else lo = m; } double r = lo; r -= (r * r * r - x[0] * x[0] - 1.0) / (3.0 * r * r); return r * x[1]; }").Skip("gradient at random data 1").Skip("gradient at random data 2").Kinks(),
        new TestProgram("A property that writes a struct in a struct", """
            public struct In { private double _v; public double V { readonly get => _v * 2.0; set => _v = value * value; } }
            public struct Out { public In I; public double K; public double Both { readonly get => I.V + K; set { I.V = value; K -= value; } } }
            """ + XY + "{ Out o = default; o.K = y; o.Both = x; o.I.V += o.Both; o.Both *= 0.5; return o.Both * o.K; }"),
        new TestProgram("Init properties and required members", "public record struct R { public required double A { get; init; } public double B { get; init; } = 2.0; public R() { } public readonly double Area => A * B; } " + XY + "{ R r = new() { A = x }; R q = r with { B = y * r.Area }; return q.Area + r.Area; }"),
        new TestProgram("A chain of operators with implicit and explicit conversions", "public readonly struct Deg(double v) { public readonly double V = v; public static implicit operator Deg(double v) => new(v); public static explicit operator double(Deg d) => d.V * Math.PI / 180.0; public static Deg operator +(Deg a, Deg b) => a.V + b.V; public static Deg operator checked -(Deg a) => -a.V; public static Deg operator -(Deg a) => -a.V; } " + XY + "{ Deg d = x; d += y; d = -d + 30.0; return Math.Sin((double)d) + (double)(Deg)x; }").OracleIs("[Differentiable] public static double F(double x, double y) => Math.Sin((30.0 - x - y) * Math.PI / 180.0) + x * Math.PI / 180.0;"),
        new TestProgram("Tuples swapped in a loop with nested names", XY + "{ ((double A, double B) P, double C) t = ((x, y), 1.0); for (int i = 0; i < 4; i++) { (t.P.A, t.C, (_, t.P.B)) = (t.P.B, t.P.A * t.C, (0.0, t.P.A + t.C)); } return t.P.A * t.P.B + t.C; }"),
        new TestProgram("A generic struct of pairs with a method of another type parameter", "public readonly record struct Pair<T>(T A, T B) where T : IFloatingPoint<T> { public T Dot(Pair<T> o) => A * o.A + B * o.B; public Pair<T> Map<G>() where G : IMap<T> => new(G.Map(A), G.Map(B)); } public interface IMap<T> { static abstract T Map(T x); } public struct Cube : IMap<double> { public static double Map(double x) => x * x * x; } " + XY + "{ var p = new Pair<double>(x, y); var q = p.Map<Cube>(); return p.Dot(q) + q.A; }").OracleIs("[Differentiable] public static double F(double x, double y) => x * x * x * x + y * y * y * y + x * x * x;").DoubleOnly(),
        new TestProgram("Class constants that are nested records with arrays", """
            public sealed record Layer(double[] W, double B) { public int N => W.Length; public double At(int i) => W[i] + B; }
            public sealed class Net { public Layer First = new([0.5, -1.0, 2.0], 0.1); public Layer[] Rest = [new([1.0], 0.5), new([2.0, 3.0], 0.25)]; }
            private static readonly Net s_net = new();
            """ + S + "{ double s = 0.0; for (int i = 0; i < s_net.First.N; i++) s += s_net.First.At(i) * x[i]; return Math.Tanh(s) * s_net.First.B; }").DoubleOnly(),
        new TestProgram("Recursion over a range with a span and an out result", "static void MinMax(ReadOnlySpan<double> v, out double lo, out double hi) { if (v.Length == 1) { lo = hi = v[0]; return; } int m = v.Length / 2; MinMax(v[..m], out double a, out double b); MinMax(v[m..], out double c, out double d); lo = Math.Min(a, c); hi = Math.Max(b, d); } " + S + "{ MinMax(x, out double lo, out double hi); return hi * hi - lo * x[0]; }").Kinks(),
        new TestProgram("A recursion that keeps a table in an array", "static double Fib(double x, int n, double[] memo, bool[] has) { if (n < 2) return n * x; if (has[n]) return memo[n]; memo[n] = Fib(x, n - 1, memo, has) + x * Fib(x, n - 2, memo, has); has[n] = true; return memo[n]; } [Differentiable] public static double F(double x) { return Fib(x, 12, new double[13], new bool[13]); }"),
        new TestProgram("goto into the middle of a search", S + "{ int i = 0; double s = 0.0; again: if (i >= x.Length) goto done; if (x[i] < 0.0) { i += 2; goto again; } s += x[i] * x[i]; i++; goto again; done: return s; }").Kinks(),
        new TestProgram("Ref returns of elements by a rule in a loop", S + "{ double[] a = x.ToArray(); static ref double At(double[] v, int i) => ref v[i < 0 ? v.Length + i : i]; for (int i = 0; i < 3; i++) { ref double e = ref At(a, -1 - i); e += At(a, i) * e; At(a, i)++; } double s = 0.0; foreach (double v in a) s += v * v; return s; }"),
        new TestProgram("Long double chains of casts", "[Differentiable] public static double F(double x, float y, int n) { float a = (float)x * y; double b = a; long l = n; b += (float)(b * l) + (int)l * y; return b * (double)(float)b; }").Set("n", 3).DoubleOnly().Kinks(),
        new TestProgram("Decimal digits of an integer as weights", "[Differentiable] public static double F(double x, int n) { double s = 0.0, p = 1.0; for (int k = n; k > 0; k /= 10, p *= x) s += k % 10 * p; return s; }").Set("n", 4271),
        new TestProgram("A matrix power by squaring in place with two buffers", S + "{ Span<double> m = stackalloc double[4], r = stackalloc double[4], t = stackalloc double[4]; x[..4].CopyTo(m); r[0] = r[3] = 1.0; for (int e = 5; e > 0; e >>= 1) { if ((e & 1) != 0) { Mul(r, m, t); t.CopyTo(r); } Mul(m, m, t); t.CopyTo(m); } return r[0] + 2.0 * r[1] + r[2] * r[3]; static void Mul(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c) { for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) { c[i * 2 + j] = 0.0; for (int k = 0; k < 2; k++) c[i * 2 + j] += a[i * 2 + k] * b[k * 2 + j]; } } }").In(-0.8, 0.8),
        new TestProgram("A hessian, products and a Jacobian of a program with exits", "[Differentiable(Emit = Derivatives.Default | Derivatives.Jvp | Derivatives.Hessian | Derivatives.HessianVectorProduct | Derivatives.Jacobian)] public static double F(double x, double y, double z) { double s = x; for (int i = 0; i < 6; i++) { if (s > 3.0) break; s += y * s * z; if (i == 2) continue; s *= x; } return s switch { > 2.0 => s * s, _ => Math.Exp(s) * z }; }").Kinks(),
        new TestProgram("A Jacobian of a tuple with a loop and a struct", "public record struct Q(double A, double B); [Differentiable(Emit = Derivatives.Default | Derivatives.Jacobian | Derivatives.Jvp | Derivatives.JacobianBatch)] public static (double U, Q V) F(double x, Q q) { double u = x; for (int i = 0; i < 3; i++) u = u * q.A + q.B; return (u, q with { A = u * x }); }".Replace(" | Derivatives.JacobianBatch", "")),
        new TestProgram("Products with the Hessian of in-out-free spans and structs", "public struct Pt { public double X, Y; } [Differentiable(Emit = Derivatives.Default | Derivatives.HessianVectorProduct | Derivatives.Hessian)] public static double F(ReadOnlySpan<Pt> p, double k) { double s = 0.0; for (int i = 1; i < p.Length; i++) { double dx = p[i].X - p[i - 1].X, dy = p[i].Y - p[i - 1].Y; s += k * dx * dx * dy + Math.Sqrt(dx * dx + dy * dy + 1.0); } return s; }").Length("p", 4),
        new TestProgram("Adding twins of a sum beside its gradient", "[Differentiable(Emit = Derivatives.Default | Derivatives.Accumulate | Derivatives.Jvp)] public static double F(ReadOnlySpan<double> x, double k) { double s = 0.0; foreach (double v in x) s += Math.Exp(-k * v * v); return s; }"),
        new TestProgram("Only the tape", "[Differentiable(Emit = Derivatives.Tape)] public static double F(ReadOnlySpan<double> x, double k) { double s = 0.0, c = k; for (int i = 0; i < x.Length && c < 9.0; i++) { c = c * c * 0.3 + x[i]; s += Math.Sin(c) * c; } return s; }"),
        new TestProgram("A batch of a method with a struct, an enum, an out and a loop", "public enum A { Relu, Tanh } public struct U { public double W, B; } [Differentiable] public static double F(U u, A a, int n, double x, out double last) { last = x; double s = 0.0; for (int i = 0; i < n; i++) { last = u.W * last + u.B; last = a switch { A.Relu => Math.Max(last, 0.0), A.Tanh => Math.Tanh(last), _ => throw new ArgumentOutOfRangeException(nameof(a)) }; if (last > 5.0) break; s += last; } return s; }").Set("n", 3).Set("a", 1),
        new TestProgram("Iterated map with a period test", XY + "{ double a = x * 0.3, b = a; int steps = 0; do { a = a * a - 0.5 + 0.1 * y; b = b * b - 0.5 + 0.1 * y; b = b * b - 0.5 + 0.1 * y; steps++; } while (Math.Abs(a - b) > 1e-14 && steps < 200); return a * steps; }").Kinks().Skip("gradient at random data 1"),
        new TestProgram("Compound assignments through all kinds of places", "public struct P { public double V; public double Q { readonly get => V; set => V = value; } } public struct H { public P P; public (double A, double B) T; } " + XY + "{ H h = default; double[] a = [x, y, x * y]; P[] p = new P[2]; int i = 0; h.P.V += x; h.P.Q -= y; h.T.A += a[i++] *= 2.0; h.T.B = h.T.A++ + --h.T.A; p[i].V = x; p[i--].Q *= y; p[i].Q += p[^1].V -= 1.0; a[^1] /= h.T.A + 5.0; return h.P.Q * h.T.B + p[0].V * p[1].Q + a[0] * a[2]; }"),
        new TestProgram("Functions as parameters with ref and spans", "delegate void Update(ref double s, double v); delegate double Reduce(ReadOnlySpan<double> v); static double Scan(ReadOnlySpan<double> x, Update u) { double s = 0.5; foreach (double v in x) u(ref s, v); return s; } static double Apply(Reduce r, ReadOnlySpan<double> v) => r(v) * r(v[1..]); " + S + "=> Scan(x, (ref double s, double v) => { s += v * s; if (s > 2.0) s *= 0.5; }) + Apply(static v => { double m = 0.0; foreach (double t in v) m += t * t; return m; }, x);").Kinks(),
        new TestProgram("An interface with generic arithmetic over a user's number", """
            public readonly struct D2(double v, double d) : IAdditionOperators<D2, D2, D2>, IMultiplyOperators<D2, D2, D2> { public readonly double V = v, D = d; public static D2 operator +(D2 a, D2 b) => new(a.V + b.V, a.D + b.D); public static D2 operator *(D2 a, D2 b) => new(a.V * b.V, a.D * b.V + a.V * b.D); }
            static T Poly<T>(T x, T c) where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T> => (x * x + c) * x + c * c;
            """ + XY + "=> Poly(new D2(x, 1.0), new D2(y, 0.0)).D;"),
        new TestProgram("Clamped indices and mirrored borders", S + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) for (int d = -2; d <= 2; d++) { int j = i + d; if (j < 0) j = -j; else if (j >= x.Length) j = 2 * x.Length - 2 - j; s += x[j] * x[Math.Clamp(i - d, 0, x.Length - 1)] * (d == 0 ? 2 : 1); } return s; }"),
        new TestProgram("A queue in a ring buffer", S + "{ Span<double> q = stackalloc double[4]; int head = 0, count = 0; double s = 0.0; for (int i = 0; i < x.Length; i++) { if (count == 4) { s += q[head] * x[i]; head = (head + 1) & 3; count--; } q[(head + count++) & 3] = x[i] + s * 0.1; } while (count-- > 0) { s = s * 0.5 + q[head]; head = (head + 1) & 3; } return s; }"),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
