using System.Linq;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

/// <summary>What people write that has no derivative: each says what it is, at the narrowest syntax, and what to write instead.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData("try { x += 1; } finally { x *= 2; } return x;", "STG0101", "try { x += 1; } finally { x *= 2; }", "'try'", "around the differentiable method")]
    [InlineData("try { return x; } catch (Exception) { return 1; }", "STG0101", "try { return x; } catch (Exception) { return 1; }", "'try'", "around the differentiable method")]
    [InlineData("using (D()) { x *= 2; } return x;", "STG0101", "using (D()) { x *= 2; }", "'using'", "around the differentiable method")]
    [InlineData("lock (s_lock) { x += 1; } return x;", "STG0101", "lock (s_lock) { x += 1; }", "'lock'", "around the differentiable method")]
    [InlineData("return Awaited(x).Result;", "STG0101", "Awaited(x)", "'Awaited', which is async,", "returns the value itself")]
    [InlineData("return Task.Run(() => x).Result;", "STG0101", "Task.Run(() => x)", "'Task.Run'", "leave tasks to the caller")]
    [InlineData("Parallel.For(0, 3, i => a[i] = x); return x;", "STG0101", "Parallel.For(0, 3, i => a[i] = x)", "'Parallel.For'", "write a loop")]
    [InlineData("double s = 0; foreach (var v in Yielded(x)) s += v; return s;", "STG0101", "Yielded(x)", "'foreach' over 'Yielded(x)'", "an array or a span")]
    [InlineData("return s_function(x);", "STG0106", "s_function(x)", "s_function(x)", null)]
    [InlineData("Func<double, double> f = null!; f = v => v * x; return f(x);", "STG0101", "null", "A stored delegate", "a lambda of this method")]
    [InlineData("Func<double, double>[] f = [Math.Sin]; return f[0](x);", "STG0101", "[Math.Sin]", "An array of 'Func<double, double>'", "numbers")]
    [InlineData("Action f = delegate { }; f += Void; return x;", "STG0101", "f += Void", "A stored delegate", "a lambda of this method")]
    [InlineData("Event?.Invoke(); return x;", "STG0101", "Event?.Invoke()", "An event", "in the caller")]
    [InlineData("return s_shape.Area(x);", "STG0106", "s_shape.Area(x)", "s_shape.Area(x)", null)]
    [InlineData("return s_mutable.Virtual(x);", "STG0106", "s_mutable.Virtual(x)", "s_mutable.Virtual(x)", null)]
    [InlineData("s_state = x; return x;", "STG0105", "s_state = x", "s_state", null)]
    [InlineData("s_count++; return x;", "STG0105", "s_count++", "s_count", null)]
    [InlineData("s_mutable.Value += x; return x;", "STG0105", "s_mutable.Value += x", "Value", null)]
    [InlineData("s_buffer[0] = x; return x;", "STG0105", "s_buffer[0] = x", "s_buffer", null)]
    [InlineData("unsafe { fixed (double* p = a) { return p[0]; } }", "STG0101", "fixed (double* p = a) { return p[0]; }", "Unsafe code", "a span or an array")]
    [InlineData("unsafe { double* p = &x; } return x;", "STG0101", "&x", "Unsafe code", "a span or an array")]
    [InlineData("unsafe { double* p = stackalloc double[2]; } return x;", "STG0101", "stackalloc double[2]", "Unsafe code", "a span or an array")]
    [InlineData("return a.Sum() * x;", "STG0101", "a.Sum()", "'Sum' of LINQ", "write a loop")]
    [InlineData("return a.Select(v => v * x).Sum();", "STG0101", "a.Select(v => v * x)", "'Select' of LINQ", "write a loop")]
    [InlineData("return (from v in a select v * x).Sum();", "STG0101", "from v in a select v * x", "A query", "write a loop")]
    [InlineData("decimal m = (decimal)x; return 1;", "STG0101", "(decimal)x", "'decimal'", "use double")]
    [InlineData("decimal m = 3m; return x;", "STG0101", "3m", "'decimal'", "use double")]
    [InlineData("double[,] m = new double[2, 2]; return x;", "STG0101", "new double[2, 2]", "An array of several dimensions", "compute the index")]
    [InlineData("double[][] m = new double[2][]; return x;", "STG0101", "new double[2][]", "An array of arrays", "compute the index")]
    [InlineData("var l = new List<double>(); return x;", "STG0101", "new List<double>()", "'new' of 'List<double>'", "an array or a span")]
    [InlineData("var l = new Mutable { Value = x }; return x;", "STG0101", "new Mutable { Value = x }", "'new' of 'Mutable'", "a struct or a record struct")]
    [InlineData("dynamic d = a; return d[0] + 0.0;", "STG0101", "d[0]", "'dynamic'", "a static type")]
    [InlineData("var s = $\"{x}\"; return x;", "STG0101", "$\"{x}\"", "A string", "out of differentiable code")]
    [InlineData("string s = \"a\"; return x;", "STG0101", "\"a\"", "A string", "out of differentiable code")]
    public void Is_refused_with_a_way_out(string body, string id, string at, string what, string? instead) => Refuses($"public static double F(double x, double[] a) {{ {body} }}", id, at, what, instead);

    [Theory]
    [InlineData("public static async Task<double> F(double x) { await Task.Yield(); return x; }", "STG0101", "F", "'async'", "an ordinary method")]
    [InlineData("public static IEnumerable<double> F(double x) { yield return x; }", "STG0103", "F", "F", null)]
    [InlineData("public static double F(decimal x) => 1;", "STG0103", "decimal x", "x", null)]
    [InlineData("public static decimal F(double x) => 1;", "STG0103", "F", "F", null)]
    [InlineData("public static double F(double[,] x) => x[0, 0];", "STG0101", "double[,] x", "A parameter of type 'double[,]'", "a one-dimensional array or a span")]
    [InlineData("public static double F(List<double> x) => x[0];", "STG0101", "List<double> x", "A parameter of type 'List<double>'", "a one-dimensional array or a span")]
    [InlineData("public static unsafe double F(double* x) => *x;", "STG0103", "double* x", "x", null)]
    [InlineData("public static double F(Func<double, double> f, double x) => f(x);", "STG0106", "f(x)", "f(x)", null)]
    [InlineData("public static double F(IShape s, double x) => s.Area(x);", "STG0106", "s.Area(x)", "s.Area(x)", null)]
    [InlineData("public static double F(Mutable m, double x) { m.Value = x; return m.Value; }", "STG0105", "m.Value = x", "Value", null)]
    [InlineData("public static double F(double x) => Rec(x, 3)[0]; static double[] Rec(double x, int n) => n == 0 ? [x] : Rec(x, n - 1);", "STG0101", "Rec(x, 3)", "The recursive call of 'Rec', which returns 'double[]',", "write arrays into a Span")]
    [InlineData("public static double F(double x) { double s = 0; void G(double v, int n) { s += v; if (n > 0) G(v, n - 1); } G(x, 2); return s; }", "STG0101", "G(x, 2)", "which writes 's' of the method around it,", "pass it by ref")]
    [InlineData("public static double F(double x) { double u = x; G(ref u, ref u, 2); return u; } static void G(ref double a, ref double b, int n) { a += b; if (n > 0) G(ref b, ref a, n - 1); }", "STG0101", "G(ref u, ref u, 2)", "with two references", "pass the array once")]
    [InlineData("public static double F(double[] x) => G(x, 2); static double G(double[] x, int n) => n == 0 ? Other(x[0]) : G(x, n - 1); static double Other(double v) => Math.BitIncrement(v);", "STG0102", "Math.BitIncrement(v)", "BitIncrement", null)]
    public void A_method_is_refused_with_a_way_out(string method, string id, string at, string what, string? instead) => Refuses(method, id, at, what, instead);

    private static void Refuses(string method, string id, string at, string what, string? instead)
    {
        Program program = Program.Lower($$"""
            using System.Linq; using System.Collections.Generic; using System.Threading.Tasks;
            public interface IShape { double Area(double x); }
            public class Mutable { public double Value; public virtual double Virtual(double x) => x; }
            public static partial class C
            {
                static event Action? Event; static double s_state; static int s_count; static double[] s_buffer = new double[3]; static readonly object s_lock = new();
                static Func<double, double> s_function = Math.Sin; static IShape s_shape = null!; static Mutable s_mutable = new();
                static IDisposable D() => null!; static void Void() { }
                static IEnumerable<double> Yielded(double x) { yield return x; } static async Task<double> Awaited(double x) { await Task.Yield(); return x; }
                [Differentiable] {{method}}
            }
            """);
        Assert.Empty(program.Errors);
        FrontEndProblem problem = program.Result.Problems.First();
        Assert.Equal((id, at), (problem.Id, problem.Location.SourceTree!.GetText().ToString(problem.Location.SourceSpan)));
        Assert.Contains(what, problem.Arguments[0]);
        if (instead is not null)
        {
            Assert.Contains(instead, problem.Arguments[1]);
        }
    }
}
