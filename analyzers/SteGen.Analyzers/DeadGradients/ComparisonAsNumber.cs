using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.DeadGradients;

/// <summary>
/// STG0003: a condition on active values chooses between two different constants, and the number reaches a result. Only an info where it is multiplied onto an
/// active value: a mask, or a slope that the author wrote by cases.
/// </summary>
internal static class ComparisonAsNumber
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst inst in method.Function.All())
        {
            bool chooses = inst.Op is Op.Select or Op.If && method.Activity[inst.Args[0]] == Dependence.Dead;
            if (!chooses || method.Syntax(inst) is not { } syntax || LoweredMethod.IsUnderStopGradient(syntax))
            {
                continue;
            }

            Value[] steps = [.. inst.Results.Where((r, k) => method.Reached[r] && AreDifferentConstants(Sides(inst, k), method.Numbering))];
            if (steps.Length > 0)
            {
                SyntaxNode place = syntax is IfStatementSyntax statement ? statement.Condition : syntax;
                DiagnosticSeverity severity = steps.All(s => IsFactor(s, method)) ? DiagnosticSeverity.Info : DeadGradientRules.ComparisonAsNumber.DefaultSeverity;
                report(Diagnostic.Create(DeadGradientRules.ComparisonAsNumber, place.GetLocation(), severity, additionalLocations: null, properties: null));
            }
        }
    }

    private static (Value WhenTrue, Value WhenFalse) Sides(Inst inst, int k) =>
        inst.Op == Op.Select ? (inst.Args[1], inst.Args[2]) : (inst.Regions[0].Yields[k], inst.Regions[1].Yields[k]);

    private static bool AreDifferentConstants((Value WhenTrue, Value WhenFalse) sides, Numbering numbering) =>
        sides.WhenTrue.Type != Ty.Bool
        && numbering.IsConstant(sides.WhenTrue, out double a)
        && numbering.IsConstant(sides.WhenFalse, out double b)
        && (a != b || !numbering.Same(sides.WhenTrue, sides.WhenFalse));

    /// <summary>All that becomes of it is a product with an active value, perhaps after it was chosen among others.</summary>
    private static bool IsFactor(Value step, LoweredMethod method)
    {
        Inst[] users = [.. method.Numbering.Users(step).Where(u => method.Reached.By(u, step))];
        return users.Length > 0 && !method.Function.Body.Yields.Contains(step) && users.All(user => user.Op switch
        {
            Op.ToF32 or Op.ToF64 or Op.Select => IsFactor(user.Result, method),
            Op.If => user.Results.Where((_, k) => user.Regions.Any(side => side.Yields[k] == step)).All(r => IsFactor(r, method)),
            Op.Add or Op.Sub when user.Args.All(a => a == step || method.Activity[a] < Dependence.Dead) => IsFactor(user.Result, method),
            Op.Mul => user.Args.Any(a => method.Activity[a] == Dependence.Active),
            _ => false,
        });
    }
}
