using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

public class StraightLineTests
{
    [Theory]
    [InlineData("x * 2 + y / 3 - x % y")]
    [InlineData("-x + Math.Sin(x) * Math.Exp(-y * y)")]
    [InlineData("Math.Max(x, y) + Math.Min(x, 0) + Math.Abs(y) + Math.Sqrt(Math.Abs(x)) + Math.Cbrt(y)")]
    [InlineData("Math.Pow(x, 3) + Math.Atan2(y, x) + Math.Tanh(x) + Math.Log(1 + x * x) + Math.Log2(3 + y * y) + Math.Log10(2 + y * y)")]
    [InlineData("Math.Clamp(x, -1, 1) + Math.Floor(y) + Math.Ceiling(x) + Math.Truncate(y) + Math.Round(x) + Math.Round(y, MidpointRounding.AwayFromZero)")]
    [InlineData("Math.Round(x, 2) + Math.Round(y, 3, MidpointRounding.ToZero) + Math.CopySign(x, y) + Math.FusedMultiplyAdd(x, y, 3)")]
    [InlineData("double.Lerp(x, y, 0.3) + double.DegreesToRadians(x) + double.RadiansToDegrees(y) + double.Hypot(x, y)")]
    [InlineData("double.ExpM1(x) + double.LogP1(y * y) + double.Exp2(x) + double.Exp10M1(0.1 * x) + Math.Log(3 + x * x, 2.5)")]
    [InlineData("(float)x * (float)y + (int)x + (long)y + (byte)(x * 100) + (short)(y * 40000) + (uint)(x * x) + (sbyte)(int)(x * 77)")]
    [InlineData("Math.Sign(x) + Math.Sign(y) * 2 + (x > y ? 1 : 0)")]
    [InlineData("(double.IsNaN(x) ? 1 : 2) + (double.IsFinite(y) ? 4 : 8) + (double.IsNegative(x) ? 16 : 32) + (double.IsInteger(y) ? 64 : 128)")]
    [InlineData("Convert.ToDouble(x > y) + Convert.ToSingle(x) + Convert.ToInt32(y)")]
    [InlineData("Math.PI * x + double.E * y + float.Pi")]
    [InlineData("Math.SinCos(x).Sin + Math.SinCos(y).Cos")]
    [InlineData("x == y ? 1 : x != y && x >= y ? x : y <= x || !(x < y) ? 3 : 4")]
    public void Expressions(string expression)
    {
        Program program = Program.OfMembers($"public static double F(double x, double y) => {expression};");
        foreach ((double x, double y) in new[] { (0.5, 1.25), (-1.75, 2.5), (3.5, -0.5), (0.0, 0.25), (-2.5, -2.5), (1e3, 0.125) })
        {
            program.Agrees(x, y);
        }
    }

    [Theory]
    [InlineData("a + b * c - a / 7 + b % 5")]
    [InlineData("(a << 3) ^ (b >> 2) | c & 0xFF")]
    [InlineData("~a + -b + (a >>> 3)")]
    [InlineData("Math.Max(a, b) + Math.Min(b, c) + Math.Abs(a) + Math.Clamp(a, -3, 5) + Math.Sign(c)")]
    [InlineData("(int)((uint)a * 2654435761u >> 7) + (int)((uint)b % 11u)")]
    [InlineData("(int)((long)a * b % 1000003L) + (int)(ulong)c")]
    [InlineData("(byte)a + (sbyte)b + (short)(a * 1000) + (ushort)b + (char)c")]
    [InlineData("a++ + ++a + b-- - --b")]
    [InlineData("(a += 3) + (b *= a) + (c -= b)")]
    [InlineData("(a > b ? a : b) + (a < b && b < c ? 1 : 0)")]
    public void Integers(string expression)
    {
        Program program = Program.OfMembers($"public static double F(int a, int b, int c, double x) => ({expression}) * x;");
        foreach ((int a, int b, int c) in new[] { (3, 5, 9), (-17, 4, 300), (100000, 70000, -2), (int.MaxValue - 5, 3, 1) })
        {
            program.Agrees(a, b, c, 1.5);
        }
    }

    [Fact]
    public void Floats_stay_floats() => Program.OfMembers("""
        public static float F(float x, float y)
        {
            float z = x * y + 0.1f;
            z += x / 3;
            z *= 1.5f;
            z += (float)(0.1 * x);
            return MathF.Sin(z) + MathF.Sqrt(MathF.Abs(y)) + MathF.Round(x, 1) + float.Lerp(x, y, 0.3f);
        }
        """).Agrees(0.3f, -1.7f).Agrees(12.5f, 3e-3f);

    [Fact]
    public void Compound_assignment_to_a_float_of_a_double() => Program.OfMembers("public static float F(float x, double y) { x += (float)y; x -= 1; byte b = 250; b += 10; b++; return x * b; }").Agrees(0.3f, 0.1);

    [Fact]
    public void A_place_is_evaluated_once() => Program.OfMembers("""
        public static double F([InOut] double[] a, double x)
        {
            int i = 0;
            a[i++] += x;
            a[i++] *= a[i];
            a[i] = a[i = 0] + (i = 1);
            return i;
        }
        """).Agrees(new double[] { 1, 2, 3 }, 0.5);

    [Theory]
    [InlineData("n + 1")]
    [InlineData("n - m")]
    [InlineData("n * m")]
    [InlineData("-n")]
    [InlineData("n++")]
    [InlineData("(n += m)")]
    [InlineData("(byte)n")]
    [InlineData("(char)n + (short)m")]
    [InlineData("(int)(x * 1e9)")]
    [InlineData("(long)(x * 1e19)")]
    [InlineData("(uint)(x * 3)")]
    [InlineData("(uint)n + (uint)m")]
    [InlineData("(long)n + 9223372036854775800L")]
    [InlineData("(n > 0 ? long.MinValue + 3 : 5) - (long)n")]
    public void Checked_contexts(string expression)
    {
        Program program = Program.OfMembers($"public static double F(int n, int m, double x) {{ checked {{ return {expression}; }} }}");
        foreach ((int n, int m) in new[] { (int.MaxValue, 1), (int.MinValue, 1), (3, 4), (200, 70000), (300, -2), (-1, 5), (65535, 46341), (46341, 46341) })
        {
            program.Agrees(n, m, 0.5).Agrees(n, m, 2.5).Agrees(n, m, -1.0);
        }
    }

    [Fact]
    public void Faults()
    {
        Program.OfMembers("public static double F(int a, int b, double x) => a / b * x;").Agrees(1, 0, 1.0);
        Program.OfMembers("public static double F(double[] a, int i) => a[i];").Agrees(new double[3], 3).Agrees(new double[3], -1).Agrees(new double[3], 2);
        Program.OfMembers("public static double F(double[] a, int i) => a.AsSpan(i, 2)[1];").Agrees(new double[3], 2).Agrees(new double[] { 1, 2, 3 }, 1).Agrees(new double[3], -1);
        Program.OfMembers("public static double F(double x) { if (x < 0) throw new ArgumentOutOfRangeException(nameof(x)); return Math.Sqrt(x); }").Agrees(-1.0).Agrees(2.0);
        Program.OfMembers("public static double F(int n) { var a = new double[n]; return a.Length; }").Agrees(-1).Agrees(2);
        Program.OfMembers("public static double F(double x) => Math.Sign(x);").Agrees(double.NaN).Agrees(-0.0);
        Program.OfMembers("public static double F(double x, double lo, double hi) => Math.Clamp(x, lo, hi);").Agrees(1.0, 2.0, 1.0).Agrees(1.0, 2.0, 3.0);
    }

    [Theory]
    [InlineData("ThrowIfNegative(x)")]
    [InlineData("ThrowIfNegativeOrZero(x)")]
    [InlineData("ThrowIfZero(x)")]
    [InlineData("ThrowIfEqual(x, y)")]
    [InlineData("ThrowIfNotEqual(x, y)")]
    [InlineData("ThrowIfLessThan(x, y)")]
    [InlineData("ThrowIfLessThanOrEqual(x, y)")]
    [InlineData("ThrowIfGreaterThan(x, y)")]
    [InlineData("ThrowIfGreaterThanOrEqual(x, y)")]
    public void Guards(string guard)
    {
        Program reals = Program.OfMembers($"public static double F(double x, double y) {{ ArgumentOutOfRangeException.{guard}; System.Diagnostics.Debug.Assert(x < 1e9); return x; }}");
        foreach ((double x, double y) in new[] { (1.0, 2.0), (2.0, 1.0), (1.0, 1.0), (-0.0, 0.0), (0.0, 0.0), (double.NaN, 1.0), (1.0, double.NaN), (double.NaN, double.NaN), (-3.0, -4.0) })
        {
            reals.Agrees(x, y);
        }

        Program.OfMembers($"public static double F(int x, int y) {{ ArgumentOutOfRangeException.{guard}; return x; }}").Agrees(1, 2).Agrees(2, 1).Agrees(0, 0).Agrees(-1, -1);
    }
}
