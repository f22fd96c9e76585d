using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Lambdas, local functions as values, and method groups: known where they are called, they are inlined.</summary>
internal sealed partial class Lowering
{
    private Val Delegate(IOperation target)
    {
        switch (target)
        {
            case IAnonymousFunctionOperation lambda:
                return new Val.Function(lambda.Symbol, lambda.Body, _frame.This, _frame);
            case IMethodReferenceOperation reference:
                Place? instance = reference.Instance is null || reference.Method.MethodKind == MethodKind.LocalFunction ? null : PlaceOf(reference.Instance);
                return new Val.Function(reference.Method, null, instance, _frame);
            default:
                throw Refuse(target, "A stored delegate", Refusals.NoDelegate);
        }
    }

    private Val? InvokeDelegate(IInvocationOperation i)
    {
        Val target = i.Instance is { } instance ? Expr(instance) : throw Quiet();
        if (target is not Val.Function function)
        {
            throw Fail("STG0106", i.Syntax, Refusals.Short(i.Syntax));
        }

        ImmutableArray<Val> arguments = [.. Arguments(i.Arguments).OrderBy(a => a.Parameter.Ordinal).Select(a => a.Value)];
        return function.Body is { } body && function.Frame is { } home
            ? function.Captured.IsEmpty ? InlineBody(i, function.Method, body, home, function.Instance, arguments) : InlineClosed(i, function, body, home, arguments)
            : Call(i, function.Method, function.Instance, arguments);
    }
}
