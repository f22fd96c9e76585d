using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StopGradients;

/// <summary>STG0011: nothing is stopped. Constants, integers and nested calls are seen anywhere; inactive values where the method itself is lowered, since another caller of a helper may pass an active one.</summary>
internal static class StoppedConstant
{
    public static void Check(IInvocationOperation call, KnownTypes types, Action<Diagnostic> report)
    {
        if (!types.IsStopGradient(call.TargetMethod) || call.Arguments is not [{ Value: var value }])
        {
            return;
        }

        while (value is IConversionOperation { IsImplicit: true } conversion)
        {
            value = conversion.Operand;
        }

        // The call of Math.Sign is an int too, but its author thinks of the real number in it.
        bool isInteger = value is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation
            && value.Type is { SpecialType: SpecialType.System_Boolean or SpecialType.System_Char or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) };
        bool isStopped = value is IInvocationOperation inner && types.IsStopGradient(inner.TargetMethod);
        if (isInteger || isStopped || value.ConstantValue.HasValue)
        {
            report(Diagnostic.Create(DeadGradientRules.StoppedConstant, call.Syntax.GetLocation(), value.Syntax.ToString()));
        }
    }

    /// <summary>All types that a generic method is compiled for, and all copies of a statement, must agree.</summary>
    public static void Check(IReadOnlyList<LoweredMethod> methods, Action<Diagnostic> report)
    {
        var stops =
            from method in methods
            from inst in method.Function.All()
            where LinearForm.IsStopGradient(inst, method.Numbering) && method.IsOwn(inst)
            let syntax = method.Syntax(inst) as InvocationExpressionSyntax
            where syntax is { ArgumentList.Arguments.Count: 1 }
            let isConstant = method.Numbering.IsConstant(inst.Args[0], out _)
            group (IsInactive: !isConstant && method.Activity[inst.Args[0]] == Dependence.Constant, syntax) by syntax;
        foreach (var calls in stops.Where(g => g.All(c => c.IsInactive)))
        {
            report(Diagnostic.Create(DeadGradientRules.StoppedConstant, calls.Key.GetLocation(), calls.Key.ArgumentList.Arguments[0].ToString()));
        }
    }
}
