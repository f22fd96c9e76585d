using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>
/// Methods of which nothing is known but that they can be called. To derivatives they are constants: that is right where nothing active goes in, or what comes out is no real number; else it is STG0102.
/// </summary>
internal sealed partial class Lowering
{
    private static readonly HashSet<SpecialType> s_passed =
        [SpecialType.System_Single, SpecialType.System_Double, SpecialType.System_Int32, SpecialType.System_Int64, SpecialType.System_Boolean];

    /// <summary>What a number of the IR can be converted to, or comes from without a conversion.</summary>
    private static readonly HashSet<SpecialType> s_smaller =
        [SpecialType.System_UInt32, SpecialType.System_Int16, SpecialType.System_UInt16, SpecialType.System_SByte, SpecialType.System_Byte, SpecialType.System_Char];

    /// <summary>Null where the method cannot stay a call: an instance, a generic method, anything but plain numbers.</summary>
    private Val? Unknown(IOperation at, IMethodSymbol method, ImmutableArray<Val> arguments)
    {
        if (!method.IsStatic || method.IsGenericMethod || method.MethodKind != MethodKind.Ordinary || method.ContainingType.TypeKind == TypeKind.Interface
            || !IsPassed(method.ReturnType) || method.Parameters.Length != arguments.Length
            || !method.Parameters.All(p => (IsPassed(p.Type) || p.Type.SpecialType == SpecialType.System_UInt64) && p.RefKind is RefKind.None or RefKind.In) || !arguments.All(a => a is Val.Scalar)
            || !compilation.IsSymbolAccessibleWithin(method, root.ContainingType))
        {
            return null;
        }

        Value result = new(Types.Scalar(method.ReturnType)!.Value, method.Name.ToLowerInvariant());
        Callee callee = new(Types.Text(Resolved(method.ContainingType)) + "." + Identifier(method.Name), new(method.Parameters.Select(p =>
            new CalleeParameter(CalleeParameterKind.Scalar, Types.Scalar(p.Type)!.Value, Types.Text(p.Type)))))
        {
            Return = result.Type,
            IsPure = false,
        };
        Build.Add(new Inst(Op.Call, [.. arguments.Select(a => ((Val.Scalar)a).V)], [result]) { Callee = callee });
        return new Val.Scalar(result);
    }

    private static bool IsPassed(ITypeSymbol type) => s_passed.Contains(type.SpecialType) || s_smaller.Contains(type.SpecialType);

    private static Refusal NoDerivative(IOperation at, IMethodSymbol method) =>
        Fail("STG0102", at.Syntax, method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));

    /// <summary>When all is lowered, what is active is known.</summary>
    private void CheckCalls(IOperation block, IEnumerable<Value> inputs)
    {
        Inst[] unknown = [.. _function.All().Where(i => i.Op == Op.Call && i.Callee!.Backward is null && i.Callee.Procedure is null && i.Callee.Return is { } type && type.IsReal())];
        if (unknown.Length == 0)
        {
            return;
        }

        Activity activity = Activity.Of(_function, inputs);
        foreach (Inst call in unknown.Where(c => c.Args.Any(activity.IsActive)))
        {
            Report(Fail("STG0102", NodeOf(call, block), call.Callee!.Method.Replace("global::", "")).Problem);
        }
    }
}
