using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

public class StructTests
{
    private const string Types = """
        public readonly record struct V(double X, double Y)
        {
            public static V operator +(V a, V b) => new(a.X + b.X, a.Y + b.Y);
            public static V operator *(V a, double s) => new(a.X * s, a.Y * s);
            public static V operator -(V a) => new(-a.X, -a.Y);
            public static implicit operator V(double s) => new(s, s);
            public double Dot(V o) => X * o.X + Y * o.Y;
            public double Length => System.Math.Sqrt(Dot(this));
            public static V Zero => default;
        }
        public struct M { public double A; public double B; public int N; public void Add(double d) { A += d; N++; } public double this[int i] { get => i == 0 ? A : B; set { if (i == 0) A = value; else B = value; } } }
        public struct P { public P(double a, double b) { A = a; B = b; } public double A { get; } public double B { get; set; } public double Sum => A + B; }
        public struct Q(double a) { public double A = a; public double Twice = 2 * a; public V Inner; }
        public enum Mode : byte { None, Soft = 3, Hard }
        public ref struct Grid { public Span<double> Data; public int Width; public Grid(Span<double> data, int width) { Data = data; Width = width; } public ref double this[int i, int j] => ref Data[i * Width + j]; }
        public static class Ext { public static double Twice(this double x) => 2 * x; public static T Square<T>(this T x) where T : System.Numerics.INumber<T> => x * x; }
        """;

    private static void Agrees(string body)
    {
        Program program = Program.Lower(Types + $"public static partial class C {{ [Differentiable] public static double F(double x, double y) {{ {body} }} }}");
        program.Agrees(0.5, 2.0).Agrees(-1.5, 0.25);
    }

    [Theory]
    [InlineData("V a = new(x, y); V b = a + a * 2 + 1; return (-b).Dot(a) + b.Length;")]
    [InlineData("V a = new V(x, y) with { Y = 3 }; var (p, q) = a; return p * q + V.Zero.X;")]
    [InlineData("M m = default; m.Add(x); m.Add(y); m.B = 4; M n = m; n.A = 7; return m.A + n.A * m.N + m.B;")]
    [InlineData("M m = new M { A = x, B = y }; m[1] *= 3; m[0] = m[1] + 1; return m.A + m.B;")]
    [InlineData("M m; m.A = x; m.B = y; m.N = 2; for (int i = 0; i < 3; i++) m.Add(m.B); return m.A * m.N;")]
    [InlineData("var p = new P(x, y); p.B += 2; return p.Sum * p.A;")]
    [InlineData("var q = new Q(x); q.Inner = new V(1, y); return q.A + q.Twice * q.Inner.Y;")]
    [InlineData("(double a, double b) t = (x, y); t.a += 1; var u = (t.b, t.a); (t.b, t.a) = u; return t.a - 2 * t.b + (t == (1.0, 2.0) ? 1 : 0);")]
    [InlineData("V a = new(x, y), b = new(x, y); return (a == b ? 1 : 2) + (a != new V(0, 0) ? 4 : 8);")]
    [InlineData("Mode m = x > 0 ? Mode.Soft : Mode.Hard; return (int)m + (m == Mode.Hard ? y : 0) + m switch { Mode.Soft => 10, Mode.Hard => 20, _ => 30 };")]
    [InlineData("M[] ms = new M[3]; ms[1].A = x; ms[1].Add(y); ms[2] = ms[1]; ms[2].B = 5; return ms[1].A + ms[2].B * ms[2].N + ms[1].B;")]
    [InlineData("V[] vs = { new(x, y), 3, V.Zero }; V s = default; foreach (V v in vs) s += v; foreach (var (a, b) in vs) s += a * b; return s.X + 2 * s.Y;")]
    [InlineData("Grid g = new(stackalloc double[6], 3); g[1, 2] = x; g[0, 1] += g[1, 2] * y; return g[0, 1] + g.Data[5];")]
    [InlineData("return x.Twice() + y.Square() + 3.Square();")]
    [InlineData("double? n = x > 0 ? x : null; double? m = y; return (n ?? 5) + (n.HasValue ? n.Value : 1) + m.GetValueOrDefault() + (n == null ? 7 : 9) + (m is { } v ? v : 3);")]
    [InlineData("Func<double, double> f = z => z * y; var g = (double a) => a + x; return f(3) + Apply(f, 2) + Apply(g, 1) + Apply(Math.Sin, x); static double Apply(Func<double, double> h, double a) => h(h(a));")]
    [InlineData("double s = 0; void Add(double d) { s += d; } Add(x); for (int i = 0; i < 3; i++) Add(y * i); return s;")]
    [InlineData("return Gen(x, y) + (double)Gen((float)x, (float)y) + T2(3, x); static T Gen<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.Sin(a) * b + T.Pi + T.CreateChecked(0.5) * T.Max(a, b) + (a > b ? T.One : T.Zero); static T T2<T>(int n, T a) where T : INumber<T> { T s = T.Zero; for (int i = 0; i < n; i++) s += a; s++; return s; }")]
    public void Bodies(string body) => Agrees(body);

    [Fact]
    public void Vectors_of_system_numerics() => Program.OfMembers("""
        public static float F(float x, float y)
        {
            Vector3 a = new(x, y, 2), b = new Vector3(new Vector2(y, 1), x) * 2 + Vector3.One - Vector3.UnitX / 3;
            a.X += 1;
            Vector3 c = Vector3.Cross(a, b) + Vector3.Min(a, b) - Vector3.Abs(-b);
            float d = Vector3.Dot(c, a);
            return d + c.Y + (a == b ? 1 : 0) + new Vector2(3, 4).Length() + Vector2.DistanceSquared(new(x), Vector2.Zero);
        }
        """).Agrees(0.5f, 2f).Agrees(-1.5f, 0.25f);

    [Fact]
    public void Struct_and_tuple_parameters_and_results()
    {
        Program.Lower(Types + "public static partial class C { [Differentiable] public static V F(V v, M m, in P p, bool f, Mode k, long n) { m.Add(v.X); return f && k == Mode.Soft ? new V(m.A, p.Sum * n) : v * n; } }");
        Program.OfMembers("public static (double A, int B, float C) F(double x, int n, float z) => (x * n, n + 1, z * z);").Agrees(1.5, 3, 2f);
        Program.OfMembers("public static void F(double x, ref double y, out double z, out (double A, double B) t) { y += x; z = y * 2; t = (z, x); t.A++; }").Agrees(1.5, 3.0, 0.0, (0.0, 0.0));
        Program.OfMembers("public static bool F(double x, byte b, char c, uint u) => x * b + c > u;").Agrees(1.5, (byte)3, 'x', 4u);
    }

    [Fact]
    public void Calls_across_classes_with_defaults_and_names() => Program.Lower("""
        public static partial class C
        {
            [Differentiable] public static double F(double x, double y) => H.Mix(b: y, a: x) + H.Mix(x, y, 2) + H.Sum(x, y, 3) + H.Late(y);
        }
        static class H
        {
            const double K = 2.5;
            public static double Mix(double a, double b, double w = K) => a * w + b;
            public static double Sum(params double[] v) { double s = 0; foreach (var d in v) s += d; return s; }
            public static double Late(double v) { try1: v *= 2; return v; }
        }
        """.Replace("try1: ", "")).Agrees(0.5, 2.0);
}
