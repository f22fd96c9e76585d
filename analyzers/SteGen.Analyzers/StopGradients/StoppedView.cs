using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StopGradients;

/// <summary>STG0013: StopGradient of a span or an array is a view, not a copy. Where the method writes the same memory after it and reads the view again, the view shows the new values, and no gradient of them.</summary>
internal static class StoppedView
{
    public static void Check(IInvocationOperation call, KnownTypes types, Action<Diagnostic> report)
    {
        if (!types.IsStopGradient(call.TargetMethod)
            || types.ReadOnlySpanElement(call.Type ?? call.TargetMethod.ReturnType) is null
            || call.Arguments is not [{ Value: var argument }]
            || Memory(Unconverted(argument)) is not { } memory
            || View(call) is not { } view)
        {
            return;
        }

        IOperation body = call;
        while (body.Parent is not null)
        {
            body = body.Parent;
        }

        int from = call.Syntax.SpanStart;
        IOperation[] writes = [.. body.Descendants().Where(o => IsWriteOf(o, memory) && o.Syntax.SpanStart > from)];
        if (writes.Length > 0 && body.Descendants().Any(o => o is ILocalReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Local, view)
            && writes.Any(w => use.Syntax.SpanStart > w.Syntax.SpanStart || RunsAgain(use, w, call))))
        {
            report(Diagnostic.Create(DeadGradientRules.StoppedView, call.Syntax.GetLocation(), view.Name, memory.Name));
        }
    }

    /// <summary>The local that holds the view.</summary>
    private static ILocalSymbol? View(IInvocationOperation call)
    {
        IOperation? parent = call.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
            _ => null,
        };
    }

    private static IOperation Unconverted(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    private static ISymbol? Memory(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool IsWriteOf(IOperation operation, ISymbol memory)
    {
        IOperation? target = operation switch
        {
            IAssignmentOperation assignment => assignment.Target,
            IIncrementOrDecrementOperation step => step.Target,
            _ => null,
        };
        IOperation? written = target switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference,
            IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Instance,
            _ => null,
        };
        return written is not null && SymbolEqualityComparer.Default.Equals(Memory(written), memory);
    }

    /// <summary>A loop around both: one iteration writes, the next one reads; unless the view is made anew in each.</summary>
    private static bool RunsAgain(IOperation use, IOperation write, IOperation view)
    {
        for (IOperation? loop = use.Parent; loop is not null; loop = loop.Parent)
        {
            if (loop is ILoopOperation && loop.Syntax.Span.Contains(write.Syntax.Span) && !loop.Syntax.Span.Contains(view.Syntax.Span))
            {
                return true;
            }
        }

        return false;
    }
}
