using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Values that are needed after they were overwritten: inputs, locals, elements, structs; and several names for one place.</summary>
public class OverwritePrograms
{
    private const string TwoReals = "[Differentiable] public static double F(double x, double y) ";
    private const string Place = "[Differentiable] public static double F([InOut] Span<double> x) ";

    private static readonly ProgramSet s_all = Suite.InBothModes(
        new TestProgram("A sum that only the value needs, then its array is overwritten", """
            [Differentiable] public static double F(double x, double y, int n)
            {
                double[] b = { 0.5 * (y + x), Math.Cos(x + y), -1.0, y, Math.Log(2.0 + y * y) };
                double sum = 0.0;
                for (int i = 1; i < 5; i++) sum += 0.3 * b[i] * b[i];
                double old = b[n % 5];
                b[n % 5] = sum;
                return x * old - 0.2 * b[n];
            }
            """),
        new TestProgram("One input becomes the other", TwoReals + "{ x = y; return y * x; }"),
        new TestProgram("One input becomes the other, sometimes", TwoReals + "{ if (x < y) x = y * y; return x * x; }"),
        new TestProgram("Both inputs, in a circle", TwoReals + "{ x = x * x; y = x * x; x = y; return y * x; }"),
        new TestProgram("An input is set to zero after its use", TwoReals + "{ double t = x * x; y = t * y; x = 0.0; return y + x; }"),
        new TestProgram("A chain of assignments", TwoReals + "{ double[] t = { 1.0, x, y, 1.0 }; t[3] = y *= t[0] = t[1] = t[2]; return t[3] * t[0] + y; }"),
        new TestProgram("The operand is changed before it is used again", TwoReals + "{ double t = x * (y = x * x); return t * y; }"),
        new TestProgram("The left operand is read before the right one changes it", TwoReals + "{ return x + (x = y * y) * x + (x *= 2.0) - x; }"),
        new TestProgram("Incremented where it is returned", TwoReals + "{ double t = x; return ++x * t + y++ * y; }"),
        new TestProgram("A compound assignment whose right side writes the left", TwoReals + "{ x += x *= y; y -= y = x * 0.5; return x * y; }"),
        new TestProgram("Elements in compound assignments", TwoReals + "{ double[] t = { 1.0, x, x * x }; t[0]++; --t[0]; t[0] = x; x = y; t[0] += t[1]; t[0] *= t[2]; t[0] /= 2.0 + t[1] * t[1]; t[0] -= t[1]; return ++t[0] * x; }"),
        new TestProgram("The index changes within the assignment", "[Differentiable] public static double F(ReadOnlySpan<double> x, double a) { double[] t = new double[4]; int i = 0; t[i++] = x[i] * a; t[i] = x[i++] * t[i - 2]; t[i++] += x[i] + (t[0] = a * x[i]); return t[0] * t[1] + t[2]; }"),
        new TestProgram("Several names for a local", TwoReals + "{ double b = x * y; ref double a = ref b; ref double c = ref x; ref double d = ref y; a *= x; b += 2.0 * x; c += 3.0 * x; d *= 3.0 * y; return a * c + d * b; }"),
        new TestProgram("A name for a name", TwoReals + "{ ref double a = ref x; ref double b = ref a; ref double c = ref b; c *= 4.0 * y; a += b; return x * x; }"),
        new TestProgram("A reference to an element, and the element", Place + "{ ref double r = ref x[2]; r *= x[2]; x[2] += r; x[1] = r * x[2]; r = 0.5; return x[1] * x[2] + r; }"),
        new TestProgram("References in a loop", Place + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { ref double r = ref x[i]; s += r * r; r *= s; } return s; }"),
        new TestProgram("A reference that a branch chooses", TwoReals + "{ double a = x * x, b = y; ref double r = ref a; if (x > y) r = ref b; r *= y; return a * b; }"),
        new TestProgram("A conditional reference", TwoReals + "{ double a = x * x, b = y; ref double r = ref (x > y ? ref a : ref b); r += a * b; return a * b; }"),
        new TestProgram("A conditional reference that is assigned in place", TwoReals + "{ double a = x * x, b = y; (x > y ? ref a : ref b) *= y + 1.0; return a * b; }"),
        new TestProgram("A reference that moves along in a loop", Place + "{ ref double r = ref x[0]; for (int i = 1; i < x.Length; i++) { r *= x[i]; if (r > 0.0) r = ref x[i]; r += 0.5; } r *= 2.0; double s = 0.0; foreach (double t in x) s += t * t; return s + r; }").Kinks(),
        new TestProgram("A reference to the largest element", Place + "{ ref double m = ref x[0]; for (int i = 1; i < x.Length; i++) if (x[i] > m) m = ref x[i]; m = m * m * 0.5; double s = 0.0; foreach (double t in x) s += t * t; return s; }"),
        new TestProgram("A bound that changes by another name", "[Differentiable] public static double F(ReadOnlySpan<double> x, int n) { double s = 0.0; ref int m = ref n; for (int i = 0; i < n; i++) { s += x[i] * x[i]; if (i == 1) m--; } return s * n; }").Set("n", 5),
        new TestProgram("A bound that a local function changes", "[Differentiable] public static double F(ReadOnlySpan<double> x, int n) { double s = 0.0; void Less() { n--; } for (int i = 0; i < n; i++) { s += x[i] * x[i]; if (i == 1) Less(); } return s * n; }").Set("n", 5),
        new TestProgram("References that a method with branches returns", "static ref double At(Span<double> t, int k) { if (k < 0) return ref t[0]; if (k >= t.Length) return ref t[t.Length - 1]; return ref t[k]; } " + Place + "{ for (int i = -2; i < 9; i++) At(x, i) = At(x, i + 1) * 0.5 + At(x, i) * At(x, i - 1); return x[0] * x[3] + x[6]; }"),
        new TestProgram("A conditional reference in a loop", TwoReals + "{ double a = x, b = y; for (int i = 0; i < 5; i++) { ref double r = ref (i % 2 == 0 ? ref a : ref b); r = r * 0.7 + a * b; } return a * b; }"),
        new TestProgram("A conditional reference among three, in a loop over data", "[Differentiable] public static double F(ReadOnlySpan<double> x) { double low = 1.0, mid = 1.0, high = 1.0; foreach (double t in x) (t < -0.5 ? ref low : ref t > 0.5 ? ref high : ref mid) *= 1.0 + t * t; return low * mid + high; }"),
        new TestProgram("A conditional reference to fields", "public struct S { public double A, B; } " + TwoReals + "{ S s = new() { A = x, B = y }, t = new() { A = y, B = x * x }; ref S r = ref (x > y ? ref s : ref t); r.A *= r.B; r.B += s.A * t.A; return s.A * t.B + s.B * t.A; }"),
        new TestProgram("A method that returns a reference", "static ref double Larger(Span<double> t) => ref t[0] > t[1] ? ref t[0] : ref t[1]; " + TwoReals + "{ Span<double> t = stackalloc double[2]; t[0] = x; t[1] = y; Larger(t) *= x; Larger(t) += t[0] * t[1]; return t[0] - t[1] * t[1]; }").Kinks(),
        new TestProgram("A method that returns the reference it was given", "static ref double Same(ref double t) => ref t; " + TwoReals + "{ ref double k = ref Same(ref x); ref double l = ref Same(ref y); k += 7.0 * y; l += x * x; return x * y; }"),
        new TestProgram("References into a struct", "public struct S { public double A, B; } " + TwoReals + "{ S s = default; s.A = x; s.B = y; ref double a = ref s.A; ref S t = ref s; a *= s.B; t.B += a * t.A; return s.A * s.B; }"),
        new TestProgram("References to an element of an array of structs", "public struct S { public double A, B; } " + TwoReals + "{ S[] s = new S[3]; for (int i = 0; i < s.Length; i++) { ref S e = ref s[i]; e.A = x * i; e.B = e.A + y; e.A *= e.B; } ref double last = ref s[2].A; last += s[1].B; return s[2].A * s[1].A; }"),
        new TestProgram("The same local twice as ref", "static void Mix(ref double a, ref double b) { a += b; b += a * a; a *= b; } " + TwoReals + "{ double t = x * y; Mix(ref t, ref t); Mix(ref x, ref t); return t * x; }"),
        new TestProgram("The same element twice as ref", "static void Mix(ref double a, ref double b) { a += b; b += a * a; a *= b; } " + Place + "{ Mix(ref x[0], ref x[0]); Mix(ref x[1], ref x[0]); return x[0] * x[1]; }"),
        new TestProgram("The same input twice as in, and a copy that is written", "static double Mix(in double a, in double b, double c) { c *= a; c += b; return c * a; } " + TwoReals + "=> Mix(x, x, x) * Mix(in y, x, y);"),
        new TestProgram("A ref argument that the method changes between reads of another", "static double Twice(ref double a, in double b) { double s = b; a *= 3.0; s += b * a; return s; } " + TwoReals + "{ double t = x; return Twice(ref t, in t) * y + t; }"),
        new TestProgram("An out argument that is also an input", "static void Square(double a, out double b) { b = 2.0; b *= a * a; } " + TwoReals + "{ Square(x, out x); Square(x * y, out y); return x * y; }"),
        new TestProgram("Two spans over one array", TwoReals + "{ double[] t = { x, y, x * y, 1.0 }; Span<double> a = t.AsSpan(0, 3), b = t.AsSpan(1); for (int i = 0; i < 3; i++) { a[i] += b[i]; b[i] *= a[i]; } return t[0] * t[3] + t[1] * t[2]; }"),
        new TestProgram("A span that moves along", "[Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0.0; ReadOnlySpan<double> rest = x; while (!rest.IsEmpty) { s = s * 0.7 + rest[0] * rest[^1]; rest = rest[1..]; } return s; }"),
        new TestProgram("Two buffers that change places", "[Differentiable] public static double F(ReadOnlySpan<double> x, double k) { Span<double> a = new double[x.Length], b = new double[x.Length]; x.CopyTo(a); for (int t = 0; t < 3; t++) { b[0] = a[0]; b[^1] = a[^1]; for (int i = 1; i < x.Length - 1; i++) b[i] = a[i] + k * (a[i - 1] - 2.0 * a[i] + a[i + 1]) * a[i]; Span<double> other = a; a = b; b = other; } double s = 0.0; foreach (double v in a) s += v * v; return s; }"),
        new TestProgram("Two arrays that change places by a tuple", "[Differentiable] public static double F(ReadOnlySpan<double> x, double k) { double[] a = new double[x.Length], b = new double[x.Length]; for (int i = 0; i < x.Length; i++) a[i] = x[i]; for (int t = 0; t < 4; t++) { for (int i = 0; i < x.Length; i++) b[i] = k * a[i] * a[(i + 1) % x.Length] + x[i]; (a, b) = (b, a); } return a[0] * b[1] + a[2]; }"),
        new TestProgram("A buffer that a branch chooses", TwoReals + "{ double[] a = { x, y }, b = { y * x, 1.0 }; double[] c = x > y ? a : b; c[0] *= y; c[1] += c[0]; return a[0] * b[0] + a[1] * b[1]; }"),
        new TestProgram("Read, write, read, clear", Place + "{ double v = x[0]; x[0] = v * v; double r = x[0]; x[0] = 0.0; x[1] *= r + x[0]; return r * x[1]; }"),
        new TestProgram("A running sum that is read as it grows", Place + "{ double s = 0.0; for (int i = 1; i < x.Length; i++) { x[i] += x[i - 1] * x[i]; s += x[i - 1]; } return s * x[^1]; }"),
        new TestProgram("One accumulator element, all over", Place + "{ for (int i = 1; i < x.Length; i++) { x[0] += x[i] * x[0]; x[i] = x[0]; } return x[0] * x[3]; }"),
        new TestProgram("Rotation of elements by a tuple", Place + "{ for (int k = 0; k < 3; k++) { (x[0], x[1], x[2]) = (x[1] * x[2], x[2], x[0] + x[1]); } return x[0] + x[1] * x[2]; }"),
        new TestProgram("Reversed in place, then used", Place + "{ for (int i = 0, j = x.Length - 1; i < j; i++, j--) (x[i], x[j]) = (x[j], x[i]); double s = 0.0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i] * (i + 1); return s; }"),
        new TestProgram("A conditional overwrite in a loop", Place + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0.0) x[i] = x[i] * x[i] * 0.5; else if (x[i] > 1.0) x[i] = 1.0; s += x[i] * s + x[i]; } return s; }").Kinks());

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
