using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Rules;
using SteGen.Compiler.Tests.Interpretation;
using Xunit;
using DerivativeRules = SteGen.Compiler.Rules.Derivatives;

namespace SteGen.Compiler.Tests.Rules;

/// <summary>Every rule of the table against exact partials (<c>partials.csv</c>, from a library of arbitrary precision), at kinks and at singular points.</summary>
public sealed class PartialTests
{
    private const double MostUlp = 8;

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [Fact]
    public void EveryRealOperationHasARuleOrAZeroDerivativeOnPurpose()
    {
        foreach (Op op in Enum.GetValues<Op>().Where(OpTable.IsPure))
        {
            Assert.True(DerivativeRules.Table.TryGet(op, out _) != DerivativeRules.Table.IsZero(op), $"{op} must be in the table exactly once");
        }
    }

    [Fact]
    public void EveryRuleIsHeldAgainstExactPartials()
    {
        HashSet<Op> held = [.. Rows().Select(r => r.Op)];
        Op[] structural = [Op.Fma, Op.Select, Op.StraightThrough, Op.ToF32, Op.ToF64];
        foreach (KeyValuePair<Op, Rule> rule in DerivativeRules.Table)
        {
            Assert.True(held.Contains(rule.Key) || structural.Contains(rule.Key), $"{rule.Key} is not in partials.csv");
        }
    }

    [Fact]
    public void PartialsAreWithinEightUlp()
    {
        List<string> wrong = [];
        foreach ((Op op, Ty type, int k, double[] x, double exact) in Rows())
        {
            double actual = Partial(op, type, k, x, 1);
            double ulp = type == Ty.F32
                ? BitIncrement((float)Math.Abs(exact)) - (float)Math.Abs(exact)
                : Math.BitIncrement(Math.Abs(exact)) - Math.Abs(exact);
            double error = Math.Abs(actual - exact) / ulp;
            if (!(error <= MostUlp))
            {
                wrong.Add($"{op} {type} operand {k} at ({string.Join(", ", x.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}): {actual:R}, exactly {exact:R}, {error:F1} ULP");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(40)));
    }

    [Theory]
    [InlineData(Op.Abs, 0, 0.0)]
    [InlineData(Op.Sqrt, 0, 0.0)]
    [InlineData(Op.Cbrt, 0, 0.0)]
    [InlineData(Op.Hypot, 0, 0.0, 0.0)]
    [InlineData(Op.Hypot, 1, 0.0, 0.0)]
    [InlineData(Op.Atan2, 0, 0.0, 0.0)]
    [InlineData(Op.CopySign, 0, 0.0, -2.0)]
    [InlineData(Op.Pow, 1, 0.0, 2.0)]
    [InlineData(Op.Pow, 0, 3.0, 0.0)]
    [InlineData(Op.Pow, 0, 0.0, 0.0)]
    [InlineData(Op.MaxNumber, 0, double.NaN, 1.0)]
    public void ZeroAtKinks(Op op, int k, params double[] x)
    {
        Assert.Equal(0, Partial(op, Ty.F64, k, x, 1));
        Assert.Equal(0, Partial(op, Ty.F32, k, x, 1));
    }

    [Theory]
    [InlineData(Op.Max)]
    [InlineData(Op.Min)]
    [InlineData(Op.MaxNumber)]
    [InlineData(Op.MinNumber)]
    public void TiesAreShared(Op op)
    {
        Assert.Equal(0.5, Partial(op, Ty.F64, 0, [2, 2], 1));
        Assert.Equal(0.5, Partial(op, Ty.F64, 1, [2, 2], 1));
        Assert.Equal(0, Partial(op, Ty.F64, 0, [2, 2], 1, literal: 1));
        Assert.Equal(0, Partial(op, Ty.F64, 1, [2, 2], 1, literal: 0));
    }

    [Fact]
    public void TheNumberWinsOverNoNumber()
    {
        Assert.Equal(1, Partial(Op.MaxNumber, Ty.F64, 0, [1, double.NaN], 1));
        Assert.Equal(1, Partial(Op.MinNumber, Ty.F64, 1, [double.NaN, 1], 1));
    }

    [Theory]
    [InlineData(Op.Sqrt, 0, -1.0)]
    [InlineData(Op.Log, 0, 0.0)]
    [InlineData(Op.Log2, 0, 0.0)]
    [InlineData(Op.Log10, 0, -1.0)]
    [InlineData(Op.Log1p, 0, -1.0)]
    [InlineData(Op.Exp, 0, 1e9)]
    [InlineData(Op.Exp2, 0, 1e9)]
    [InlineData(Op.Exp10, 0, 1e9)]
    [InlineData(Op.Expm1, 0, 1e9)]
    [InlineData(Op.Div, 0, 1.0, 0.0)]
    [InlineData(Op.Div, 1, 1.0, 0.0)]
    [InlineData(Op.Pow, 0, 0.0, 0.5)]
    [InlineData(Op.Pow, 1, -1.0, 0.5)]
    [InlineData(Op.Hypot, 0, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(Op.Atan2, 0, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(Op.Asin, 0, 1.0)]
    [InlineData(Op.Acos, 0, -1.0)]
    [InlineData(Op.Acosh, 0, 1.0)]
    [InlineData(Op.Atanh, 0, 1.0)]
    [InlineData(Op.Sinh, 0, 1e9)]
    [InlineData(Op.Cosh, 0, 1e9)]
    [InlineData(Op.Tan, 0, double.PositiveInfinity)]
    public void GuardedRulesGiveZeroWhereNothingComesFromAbove(Op op, int k, params double[] x)
    {
        Assert.Equal(0, Partial(op, Ty.F64, k, x, 0));
        Assert.Equal(0, Partial(op, Ty.F32, k, x, 0));
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(3.0)]
    [InlineData(0.5)]
    [InlineData(-1.5)]
    [InlineData(1.0)]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void PowersWithALiteralExponent(double n)
    {
        foreach (double x in new[] { 0.3, 1.7, 40 })
        {
            double exact = n * Math.Pow(x, n - 1);
            Assert.InRange(Partial(Op.Pow, Ty.F64, 0, [x, n], 1, literal: 1), exact - (2e-15 * Math.Abs(exact)), exact + (2e-15 * Math.Abs(exact)));
        }

        double atZero = n >= 1 ? (n == 1 ? 1 : 0) : n == 0 ? 0 : double.NaN;
        if (!double.IsNaN(atZero))
        {
            Assert.Equal(atZero, Partial(Op.Pow, Ty.F64, 0, [0, n], 1, literal: 1));
        }
    }

    [Fact]
    public void FusedProductsHaveThreePartials()
    {
        double[] x = [2, 3, 5];
        Assert.Equal([3 * 0.7, 2 * 0.7, 0.7], Enumerable.Range(0, 3).Select(k => Partial(Op.Fma, Ty.F64, k, x, 0.7)));
    }

    /// <summary>The rule alone, run with upstream d; one operand may be a literal.</summary>
    private static double Partial(Op op, Ty type, int k, double[] x, double d, int literal = -1)
    {
        Function function = new(op.ToString());
        Build.At = function.Body;
        Value upstream = new(type, "d");
        function.Body.Params.Add(upstream);
        List<Value> operands = [];
        List<object> arguments = [d];
        for (int n = 0; n < x.Length; n++)
        {
            if (n == literal)
            {
                operands.Add(Build.Real(type, x[n]));
                continue;
            }

            Value p = new(type);
            function.Body.Params.Add(p);
            operands.Add(p);
            arguments.Add(x[n]);
        }

        Assert.True(DerivativeRules.Table.TryGet(op, out Rule rule));
        Operand result = new(type, null, () => Build.Emit(op, [.. operands]));
        List<Operand> asked = [.. operands.Select((v, n) => new Operand(type, n == literal ? x[n] : null, () => v))];
        function.Body.Yields.Add(rule.Partial(k, upstream, result, asked));
        Verifier.Verify(function, Stage.Resolved);
        return new Interpreter(function).Reals([.. arguments])[0];
    }

    private static float BitIncrement(float x) => MathF.BitIncrement(x);

    private static IEnumerable<(Op Op, Ty Type, int Operand, double[] X, double Exact)> Rows()
    {
        foreach (string line in File.ReadLines(Path.Combine(Here(), "partials.csv")))
        {
            string[] parts = line.Split(',');
            double[] numbers = [.. parts.Skip(3).Select(Hex)];
            yield return (Enum.Parse<Op>(parts[0]), Enum.Parse<Ty>(parts[1]), int.Parse(parts[2], CultureInfo.InvariantCulture), numbers[..^1], numbers[^1]);
        }
    }

    /// <summary>-0x1.8p+3.</summary>
    private static double Hex(string text)
    {
        bool minus = text.StartsWith('-');
        string[] parts = text[(minus ? 3 : 2)..].Split('p');
        string digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        int places = parts[0].Contains('.') ? 4 * (parts[0].Length - 2) : 0;
        double mantissa = long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        double x = Math.ScaleB(mantissa, int.Parse(parts[1], CultureInfo.InvariantCulture) - places);
        return minus ? -x : x;
    }
}
