using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Numerics;

/// <summary>STG0062, STG0063 and STG0064: quotients and logarithms that are infinite or NaN where nobody expects it.</summary>
internal static class Overflowing
{
    private const double SmallestNormal = 1.17549435e-38;

    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst inst in method.Function.All().Where(method.IsOwn))
        {
            DiagnosticDescriptor? descriptor = inst.Op switch
            {
                Op.Div when IsLogisticDensity(inst, method) => NumericRules.OverflowingSurrogate,
                Op.Div when method.Inputs.Contains(inst.Args[1]) => NumericRules.UnboundedScale,
                Op.Log when IsLogOfPossibleZero(inst, method) => NumericRules.LogOfZero,
                _ => null,
            };
            if (descriptor is null || method.Syntax(inst) is not { } syntax)
            {
                continue;
            }

            SyntaxNode place = descriptor == NumericRules.UnboundedScale && syntax is BinaryExpressionSyntax quotient ? quotient.Right : syntax;
            report(Diagnostic.Create(descriptor, place.GetLocation(), place.ToString()));
        }
    }

    /// <summary><c>Exp(a) / ((1 + Exp(a)) * (1 + Exp(a)))</c>: infinity over infinity.</summary>
    private static bool IsLogisticDensity(Inst quotient, LoweredMethod method) =>
        method.Numbering.Definition(quotient.Args[0]) is { Op: Op.Exp }
        && method.Numbering.Definition(quotient.Args[1]) is { Op: Op.Mul, Args: [var left, var right] }
        && method.Numbering.Same(left, right)
        && method.Numbering.Definition(left) is { Op: Op.Add } sum
        && sum.Args.Any(a => method.Numbering.IsConstant(a, out double one) && one == 1)
        && sum.Args.Any(a => method.Numbering.Same(a, quotient.Args[0]));

    /// <summary><c>Log(-Log(u))</c> of something that nothing bounds, and <c>Log(x + c)</c> with a c that is lost in every x that is not 0.</summary>
    private static bool IsLogOfPossibleZero(Inst log, LoweredMethod method) => method.Numbering.Definition(log.Args[0]) switch
    {
        { Op: Op.Neg } minus => method.Numbering.Definition(minus.Args[0]) is { Op: Op.Log } inner && (method.Numbering.Definition(inner.Args[0]) is null or { Op: Op.Load }),
        { Op: Op.Add } sum => sum.Result.Type == Ty.F32 && sum.Args.Any(a => method.Numbering.IsConstant(a, out double c) && c >= 0 && c < SmallestNormal),
        _ => false,
    };
}
