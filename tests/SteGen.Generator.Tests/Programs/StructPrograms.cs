using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Structs, tuples, vectors, operators, properties, instances.</summary>
public class StructPrograms
{
    private const string Vec = "public struct Vec { public double X, Y; public Vec(double x, double y) { X = x; Y = y; } public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y); public static Vec operator *(double s, Vec a) => new(s * a.X, s * a.Y); public static Vec operator -(Vec a) => new(-a.X, -a.Y); public readonly double Dot(in Vec b) => X * b.X + Y * b.Y; public readonly double Norm => Math.Sqrt(X * X + Y * Y); } ";

    private static readonly ProgramSet s_all = Suite.Of(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A struct input", Vec + "[Differentiable] public static double F(Vec a, double s) => a.X * a.Y * s;"),
        new TestProgram("A struct result", Vec + "[Differentiable] public static Vec F(Vec a, double s) => new Vec(a.X * s, a.Y * a.X);"),
        new TestProgram("Operators", Vec + "[Differentiable] public static Vec F(Vec a, Vec b, double s) => s * (a + b) + -b;"),
        new TestProgram("Methods and properties of structs", Vec + "[Differentiable] public static double F(Vec a, Vec b) => a.Dot(b) / (a + b).Norm;"),
        new TestProgram("Fields that are assigned", Vec + "[Differentiable] public static double F(Vec a) { Vec t = a; t.X *= a.Y; t.Y += t.X; return t.X * t.Y + a.X; }"),
        new TestProgram("Object initializers", Vec + "[Differentiable] public static double F(double x) { var t = new Vec { X = x * x, Y = x }; return t.X * t.Y; }"),
        new TestProgram("Structs in structs", Vec + "public struct Pose { public Vec At; public double Angle; } [Differentiable] public static Vec F(Pose p, Vec q) { double c = Math.Cos(p.Angle), s = Math.Sin(p.Angle); return new Vec(p.At.X + c * q.X - s * q.Y, p.At.Y + s * q.X + c * q.Y); }"),
        new TestProgram("A struct with fields that have no gradient", "public struct Item { public double Value; public int Count; public bool Flag; } [Differentiable] public static double F(Item a) => a.Flag ? a.Value * a.Count : a.Value * a.Value;"),
        new TestProgram("A record struct", "public readonly record struct Point(double X, double Y); [Differentiable] public static Point F(Point p) => p with { X = p.X * p.Y };"),
        new TestProgram("A record struct deconstructed", "public readonly record struct Point(double X, double Y); [Differentiable] public static double F(Point p) { var (x, y) = p; return x * y * y; }"),
        new TestProgram("Arrays of structs", Vec + "[Differentiable] public static double F(ReadOnlySpan<Vec> a) { double s = 0.0; for (int i = 1; i < a.Length; i++) s += a[i].Dot(a[i - 1]) * a[i].X; return s; }"),
        new TestProgram("A result span of structs", Vec + "[Differentiable] public static void F(ReadOnlySpan<Vec> a, double s, Span<Vec> y) { for (int i = 0; i < a.Length; i++) y[i] = s * a[i] + new Vec(a[i].Y, 1.0); }"),
        new TestProgram("Structs in place", Vec + "[Differentiable] public static void F([InOut] Span<Vec> a) { for (int i = 0; i < a.Length; i++) { a[i].X *= a[i].Y; a[i].Y += a[i].X; } }"),
        new TestProgram("A local array of structs", Vec + "[Differentiable] public static double F(double x, double y) { Vec[] t = new Vec[3]; t[0] = new Vec(x, y); for (int i = 1; i < 3; i++) { t[i] = x * t[i - 1]; t[i].Y += y; } return t[2].X * t[2].Y; }"),
        new TestProgram("Mixed fields in an array", "public struct Sample { public float Weight; public double Value; public int Class; } [Differentiable] public static double F(ReadOnlySpan<Sample> a) { double s = 0.0; for (int i = 0; i < a.Length; i++) s += a[i].Weight * a[i].Value * a[i].Value * (a[i].Class + 1); return s; }").DoubleOnly(),
        new TestProgram("A tuple result", "[Differentiable] public static (double Sum, double Product) F(double x, double y) => (x + y * y, x * y);"),
        new TestProgram("A tuple result without names", "[Differentiable] public static (double, double) F(double x, double y) => (x * x, Math.Sin(y) * x);"),
        new TestProgram("A tuple with an integer", "[Differentiable] public static (double Value, int Sign) F(double x) => (x * x, x > 0.0 ? 1 : -1);"),
        new TestProgram("A tuple input", "[Differentiable] public static double F((double A, double B) p) => p.A * p.B * p.B;"),
        new TestProgram("Deconstruction", "static (double, double) Swap(double a, double b) => (b * b, a); [Differentiable] public static double F(double x, double y) { (double a, double b) = Swap(x, y); (a, b) = (b, a * b); return a * b + a; }"),
        new TestProgram("Tuples as locals", "[Differentiable] public static double F(double x) { var t = (A: x * x, B: x); t.A += t.B; var u = t; u.B = 2.0; return t.A * t.B + u.B * u.A; }"),
        new TestProgram("Vector2", "[Differentiable] public static float F(Vector2 a, Vector2 b) => Vector2.Dot(a, b) * a.X + (a * b).Y;").DoubleOnly(),
        new TestProgram("Vector3", "[Differentiable] public static float F(Vector3 a, Vector3 b, float s) => Vector3.Dot(Vector3.Cross(a, b), s * a + b) + (a - b).LengthSquared();").DoubleOnly(),
        new TestProgram("Vector3 normalized", "[Differentiable] public static Vector3 F(Vector3 a) => a / a.Length();").DoubleOnly(),
        new TestProgram("Vector4", "[Differentiable] public static Vector4 F(Vector4 a, Vector4 b) => a * b + new Vector4(a.X, b.Y, a.Z * b.W, 1f);").DoubleOnly(),
        new TestProgram("Constants in a class", "public sealed class Options { public double Scale; public int Count; public double[] Table = []; } [Differentiable] public static double F(double x, Options o) { double s = 0.0; for (int i = 0; i < o.Count; i++) s += o.Table[i] * x; return s * o.Scale * x; }"),
        new TestProgram("Constants in a record", "public sealed record Options(double Scale, bool Square); [Differentiable] public static double F(double x, Options o) => o.Square ? o.Scale * x * x : o.Scale * x;"),
        new TestProgram("An instance method with a marked field", "public partial class Layer { [Differentiable] private double _weight; private double _bias; public Layer(double w, double b) { _weight = w; _bias = b; } [Differentiable] public double F(double x) => Math.Tanh(_weight * x + _bias); }"),
        new TestProgram("A method of a struct, this differentiated", "public partial struct Line { public double Slope; public double Shift; [Differentiable] public readonly double At(double x) => Slope * x * x + Shift; } static double G(Line l, double x) => l.At(x) * l.Slope; [Differentiable] public static double F(Line l, double x) => G(l, x);"),
        new TestProgram("A settable property", "public struct P { private double _x; public double X { readonly get => _x; set => _x = value * 2.0; } public static P Of(double x) { P p = default; p.X = x; return p; } } [Differentiable] public static double F(double x) { P p = P.Of(x); p.X = p.X * x; return p.X; }"),
        new TestProgram("A complex number", "public readonly struct Complex2 { public readonly double Re, Im; public Complex2(double re, double im) { Re = re; Im = im; } public static Complex2 operator *(Complex2 a, Complex2 b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re); public static Complex2 operator +(Complex2 a, Complex2 b) => new(a.Re + b.Re, a.Im + b.Im); } [Differentiable] public static double F(double re, double im, int n) { var z = new Complex2(re, im); var w = new Complex2(0.0, 0.0); for (int i = 0; i < n; i++) w = w * w + z; return w.Re * w.Re + w.Im * w.Im; }").Set("n", 4).In(-0.6, 0.6),
        new TestProgram("Rodrigues' formula", "public struct V3 { public double X, Y, Z; } [Differentiable] public static V3 F(V3 r, V3 p) { double q = r.X * r.X + r.Y * r.Y + r.Z * r.Z; if (q == 0.0) return p; double t = Math.Sqrt(q), c = Math.Cos(t), s = Math.Sin(t), x = r.X / t, y = r.Y / t, z = r.Z / t, d = (x * p.X + y * p.Y + z * p.Z) * (1.0 - c); return new V3 { X = p.X * c + (y * p.Z - z * p.Y) * s + x * d, Y = p.Y * c + (z * p.X - x * p.Z) * s + y * d, Z = p.Z * c + (x * p.Y - y * p.X) * s + z * d }; }"),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
