using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>
/// STG0030: a straight-through method whose body has a good derivative of its own. Certain or silent: the body consists of arithmetic and of functions that are
/// known to be smooth, and nothing else; a conversion, a comparison, an index, a call of anything unknown may be the discrete part.
/// </summary>
internal static class SmoothStraightThrough
{
    private static readonly ImmutableHashSet<string> s_smooth = ImmutableHashSet.Create(
        "Exp", "Log", "Log2", "Log10", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "Sqrt", "Cbrt", "Pow", "FusedMultiplyAdd");

    public static void Check(IMethodSymbol method, ImmutableArray<IOperation> blocks, KnownTypes types, Action<Diagnostic> report)
    {
        if (!KnownTypes.Has(method, types.StraightThrough) || !KnownTypes.IsReal(method.ReturnType))
        {
            return;
        }

        bool isActive = false;
        foreach (IOperation operation in blocks.Where(b => b is IBlockOperation).SelectMany(b => b.Descendants()))
        {
            if (!IsSmooth(operation))
            {
                return;
            }

            isActive |= operation is IParameterReferenceOperation { Type: { } type } && KnownTypes.IsReal(type);
        }

        if (isActive)
        {
            report(Diagnostic.Create(StraightThroughRules.SmoothPrimal, method.Locations[0], method.Name));
        }
    }

    private static bool IsSmooth(IOperation operation) => operation switch
    {
        IReturnOperation or IBlockOperation or IExpressionStatementOperation or ILiteralOperation or IArgumentOperation or IParenthesizedOperation => true,
        IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableDeclaratorOperation or IVariableInitializerOperation => true,
        IParameterReferenceOperation { Type: { } type } => KnownTypes.IsReal(type),
        ILocalReferenceOperation { Type: { } type } => KnownTypes.IsReal(type),
        IFieldReferenceOperation { ConstantValue.HasValue: true } => true,
        IConversionOperation { Type: { } to } conversion => KnownTypes.IsReal(to) && (conversion.Operand.ConstantValue.HasValue || (conversion.Operand.Type is { } from && KnownTypes.IsReal(from))),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus or UnaryOperatorKind.Plus } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide, Type: { } type } => KnownTypes.IsReal(type),
        IAssignmentOperation { Target: ILocalReferenceOperation } => true,
        IInvocationOperation { TargetMethod: { IsStatic: true } target } => s_smooth.Contains(target.Name) && KnownTypes.IsMath(target.ContainingType),
        _ => false,
    };
}
