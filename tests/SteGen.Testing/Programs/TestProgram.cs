using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace SteGen.Testing;

/// <summary>
/// A program of the language, as the members of a static class: the differentiable method under test is called <c>F</c>, or is the only one. Data are random where nothing
/// else is said.
/// </summary>
public sealed record TestProgram(string Name, string Source)
{
    public ImmutableDictionary<string, (double Low, double High)> Domains { get; init; } = ImmutableDictionary<string, (double, double)>.Empty;

    public ImmutableDictionary<string, int> Lengths { get; init; } = ImmutableDictionary<string, int>.Empty;

    public ImmutableDictionary<string, object> Values { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>Points of interest, beside the random ones: some inputs have these values.</summary>
    public ImmutableList<ImmutableDictionary<string, object>> Points { get; init; } = [];

    /// <summary>Differences say nothing here: a kink, a singular point, or a step that is no straight-through node.</summary>
    public bool HasKinks { get; init; }

    /// <summary>The forward has the bits of the method itself.</summary>
    public bool IsExact { get; init; }

    /// <summary>A method of the program that says what the forward is, bit for bit, where C#'s own arithmetic does not give it.</summary>
    public string? Reference { get; init; }

    /// <summary>The same function in a form that dual numbers can run, where they cannot run the program itself.</summary>
    public string? Oracle { get; init; }

    /// <summary>Words that the text of the forward must not hold.</summary>
    public ImmutableList<string> ForbiddenInForward { get; init; } = [];

    /// <summary>The same text in single precision is a program too.</summary>
    public bool HasSingle { get; init; } = true;

    /// <summary>Skip a check by its name, with the reason beside it in the program's list.</summary>
    public ImmutableHashSet<string> Without { get; init; } = [];

    /// <summary>Values of an input (of each field and element of it) are drawn from here; the default is -1.5 to 1.5.</summary>
    public TestProgram In(string input, double low, double high) => this with { Domains = Domains.SetItem(input, (low, high)) };

    /// <summary>All inputs that nothing else is said of.</summary>
    public TestProgram In(double low, double high) => In("*", low, high);

    /// <summary>The number of elements of a span; the default is 7.</summary>
    public TestProgram Length(string span, int length) => this with { Lengths = Lengths.SetItem(span, length) };

    /// <summary>The value of an input in every run.</summary>
    public TestProgram Set(string input, object value) => this with { Values = Values.SetItem(input, value) };

    /// <summary>One more run with these values of an input: reals are checked against dual numbers only, as differences see both sides.</summary>
    public TestProgram At(params (string Input, object Value)[] point)
    {
        var values = ImmutableDictionary<string, object>.Empty;
        foreach ((string input, object value) in point)
        {
            values = values.SetItem(input, value);
        }

        return this with { Points = Points.Add(values) };
    }

    public TestProgram Kinks() => this with { HasKinks = true };

    public TestProgram Exact() => this with { IsExact = true };

    /// <summary>The forward has the bits of this method.</summary>
    public TestProgram ForwardIs(string method) => this with { Reference = method, IsExact = true };

    /// <summary>Dual numbers run this text instead: it has a method <c>F</c> with the same parameters.</summary>
    public TestProgram OracleIs(string source) => this with { Oracle = source };

    public TestProgram ForwardWithout(params string[] words) => this with { ForbiddenInForward = ForbiddenInForward.AddRange(words) };

    public TestProgram DoubleOnly() => this with { HasSingle = false };

    public TestProgram Skip(string check) => this with { Without = Without.Add(check) };

    /// <summary>The same program over float, by its text.</summary>
    public TestProgram Single() => this with { Name = Name + " (float)", Source = Single(Source), Oracle = Oracle is null ? null : Single(Oracle) };

    public override string ToString() => Name;

    private static string Single(string source)
    {
        string text = Regex.Replace(source, @"\bdouble\b", "float");
        text = Regex.Replace(text, @"\bMath\.(?=(Sin|Cos|Tan|Asin|Acos|Atan|Atan2|Sinh|Cosh|Tanh|Asinh|Acosh|Atanh|Exp|Log|Log2|Log10|Sqrt|Cbrt|Pow|Floor|Ceiling|Round|Truncate|SinCos|FusedMultiplyAdd|IEEERemainder|ScaleB|PI|E|CopySign)\b)", "MathF.");
        return Regex.Replace(text, @"(?<![\w.])(\d+\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+)(?![\w.])", "$1f");
    }
}
