using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SteGen.Testing;

namespace SteGen.Generator.Tests.RandomPrograms;

/// <summary>
/// Makes a C# method of the language from a list of numbers: each decides one thing, 0 for the simplest, and where the list ends all that follows is 0. So to shrink a program is to shrink
/// its list. What it computes is smooth between its decisions, and bounded; no index leaves its buffer.
/// </summary>
internal sealed partial class ProgramMaker
{
    /// <summary>What every program may call: by value, by reference, with exits, with a copy that is written.</summary>
    private const string Library = """
        public struct S { public double A, B; public void Turn(double c) { double t = A; A = 0.8 * A - 0.6 * B; B = 0.6 * t + 0.8 * B + 0.1 * c; } public static S operator +(S p, S q) => new S { A = 0.5 * (p.A + q.B), B = p.B - 0.4 * q.A }; public readonly double Size => 0.5 * A * A + B; }
        static double Square(double t) => t * t;
        static (double A, double B) Pair(double a, double b) => (0.6 * a - 0.3 * b, 0.5 * a * b);
        static double Chain(double a, double b, int depth) { if (depth <= 0) return a; double c = Math.Sin(a + 0.3 * b); return 0.5 * Chain(c, a, depth - 1) + 0.3 * a * c; }
        static double Tree(double a, int depth) => depth <= 0 ? 0.4 * a : 0.6 * Tree(Math.Cos(a), depth - 1) - 0.5 * Tree(0.7 * a, depth - 2) * a;
        static void Sweep(double[] a, int from) { if (from >= a.Length) return; a[from] = 0.6 * a[from] + (from > 0 ? 0.3 * a[from - 1] * a[from] : 0.1); Sweep(a, from + 1); }
        static ref double Larger(ref double a, ref double b) { if (a > b) return ref a; return ref b; }
        static double Apply(Func<double, double> f, double a) => 0.5 * f(a) + 0.3 * f(0.2 * a);
        static double Steps(double a, double b) { if (a > 0.83) return a - 0.3 * b; for (int k = 0; k < 3; k++) { a = 0.6 * a + 0.3 * b; if (a < -0.57) return a * b; } return a; }
        static void Mix(ref double a, ref double b, double c) { a = 0.5 * (a + b); b -= 0.3 * c * a; }
        static double Peek(in double a, ref double b) { b += 0.2 * a; return 0.5 * (a - b); }
        static void Split(double c, out double a, out double b) { a = Math.Cos(c); b = 0.5 * a * c; }
        static double Sum(ReadOnlySpan<double> s) { double t = 0.0; foreach (double e in s) t += 0.3 * e * e; return t; }
        static void Blend(ReadOnlySpan<double> a, Span<double> b, double c) { for (int k = 0; k < b.Length; k++) b[k] = 0.5 * b[k] + 0.4 * c * a[k % a.Length]; }

        """;

    private readonly IReadOnlyList<int> _choices;
    private readonly StringBuilder _text = new();
    private Scope _scope = new(null);
    private int _next, _names, _indent = 1, _statements = 30, _loops, _turns = 1;
    private bool _isKinked;

    private ProgramMaker(IReadOnlyList<int> choices) => _choices = choices;

    public static TestProgram Make(string name, IReadOnlyList<int> choices)
    {
        var maker = new ProgramMaker(choices);
        bool isSingle = maker.Pick(4) == 3, hasSpans = maker.Pick(2) == 1;
        string source = Library + maker.Method(hasSpans);
        TestProgram program = new TestProgram(name, source).DoubleOnly().Length("*", 5).Length("w", 4).Skip("refusals");
        program = maker._isKinked ? program.Kinks() : program;
        return isSingle ? program.Single() with { Name = name, HasSingle = false } : program;
    }

    private int Pick(int options) => _next < _choices.Count ? _choices[_next++] % options : 0;

    private string Name(string of) => of + _names++;

    private string Method(bool hasSpans)
    {
        _scope.Reals.AddRange(["x", "y"]);
        _scope.Integers.Add(("n", 0, 3));
        if (hasSpans)
        {
            _scope.Buffers.Add(new Buffer("u", 5, false, false));
            _scope.Buffers.Add(new Buffer("v", 5, true, false));
            _scope.Buffers.Add(new Buffer("w", 4, true, false));
            Line("w.Clear();");
        }

        Line("double acc = x; int k = n; bool up = n > 1; S s = new S { A = x, B = y };");
        Line("void Add(double d) { acc = Math.Sin(acc + 0.4 * d); }");
        _scope.Reals.Add("acc");
        _scope.Integers.Add(("k", 0, 4));
        _scope.Structs.Add("s");
        int count = 2 + Pick(9);
        for (int i = 0; i < count; i++)
        {
            Statement();
        }

        Line($"return acc + {Expression(2)} - 0.5 * {Expression(1)};");
        string parameters = hasSpans ? "double x, double y, ReadOnlySpan<double> u, [InOut] Span<double> v, Span<double> w, int n" : "double x, double y, int n";
        string members = hasSpans ? "Derivatives.Forward | Derivatives.Gradient | Derivatives.Backward | Derivatives.Tape | Derivatives.Jvp" : "Derivatives.Default | Derivatives.Jvp";
        return $"[Differentiable(Emit = {members})]\npublic static double F({parameters})\n{{\n{_text}}}\n";
    }

    private void Line(string text) => _text.Append(' ', 4 * _indent).Append(text).Append('\n');

    private void Block(string head, Action body, Scope? with = null)
    {
        Line(head);
        Line("{");
        _indent++;
        Scope outer = _scope;
        _scope = with ?? new Scope(outer);
        body();
        _scope = outer;
        _indent--;
        Line("}");
    }

    private void Statements(int most)
    {
        int count = 1 + Pick(most);
        for (int i = 0; i < count; i++)
        {
            Statement();
        }
    }

    private sealed record Buffer(string Name, int Length, bool IsWritable, bool IsArray);

    /// <summary>What can be named here: reals that can be assigned, reals that can only be read, integers with their ranges, buffers, structs.</summary>
    private sealed class Scope(Scope? outer)
    {
        public List<string> Reals { get; } = [.. outer?.Reals ?? []];

        public List<string> Constants { get; } = [.. outer?.Constants ?? []];

        public List<(string Name, int Low, int High)> Integers { get; } = [.. outer?.Integers ?? []];

        public List<Buffer> Buffers { get; } = [.. outer?.Buffers ?? []];

        public List<string> Structs { get; } = [.. outer?.Structs ?? []];

        public List<string> StructArrays { get; } = [.. outer?.StructArrays ?? []];

        public List<string> Tuples { get; } = [.. outer?.Tuples ?? []];

        public IEnumerable<Buffer> Writable => Buffers.Where(b => b.IsWritable);
    }
}
