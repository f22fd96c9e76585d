using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.DeadGradients;

/// <summary>
/// STG0112: an integer that active values decided, a count of what passed a test for example, becomes a real number that reaches a result. Casts, signs and chosen indices have rules of their own; a number
/// that only scales an active value is the usual mean over what passed.
/// </summary>
internal static class LostInInteger
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst inst in method.Function.All())
        {
            if (inst.Op is Op.ToF32 or Op.ToF64
                && inst.Args[0].Type is Ty.I32 or Ty.I64
                && method.Activity[inst.Args[0]] == Dependence.Dead
                && method.Reached[inst.Result]
                && !HasRuleOfItsOwn(inst.Args[0], method)
                && !OnlyScales(inst.Result, method)
                && method.Syntax(inst) is { } syntax
                && !LoweredMethod.IsUnderStopGradient(syntax))
            {
                report(Diagnostic.Create(LanguageRules.LostInInteger, syntax.GetLocation()));
            }
        }
    }

    private static bool HasRuleOfItsOwn(Value integer, LoweredMethod method) =>
        DecidedIndex.IsChosen(integer, method)
        || Slice.Of(integer, method).Any(v => method.Numbering.Definition(v) is { } part && (part.Op is Op.ToI32 or Op.ToI64 or Op.Sign || IsStep(v, part, method)));

    /// <summary>A choice between two constants: STG0003 says it there. A count is a constant added to what was there before.</summary>
    private static bool IsStep(Value v, Inst choice, LoweredMethod method) => choice.Op switch
    {
        Op.Select => choice.Args.Skip(1).All(a => method.Numbering.IsConstant(a, out _)),
        Op.If => choice.Regions.All(side => method.Numbering.IsConstant(side.Yields[choice.Results.IndexOf(v)], out _)),
        _ => false,
    };

    /// <summary>All that becomes of it is a factor or a divisor of an active value.</summary>
    private static bool OnlyScales(Value number, LoweredMethod method)
    {
        Inst[] users = [.. method.Numbering.Users(number).Where(u => method.Reached.By(u, number))];
        return users.Length > 0 && !method.Function.Body.Yields.Contains(number) && users.All(user => user.Op switch
        {
            Op.Mul => user.Args.Any(a => method.Activity[a] == Dependence.Active),
            Op.Div => method.Activity[user.Args[0]] == Dependence.Active || OnlyScales(user.Result, method),
            Op.Max or Op.Min or Op.MaxNumber or Op.MinNumber or Op.Add or Op.Sub or Op.Sqrt or Op.Neg or Op.Select => OnlyScales(user.Result, method),
            _ => false,
        });
    }
}
