using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StopGradients;

/// <summary>
/// STG0010: StopGradient in a method that no derivative reaches. Only calls in methods that nobody outside the project sees are candidates, and only where there are some is
/// the graph of calls walked, once, at the end of the compilation.
/// </summary>
internal sealed class UselessStops(KnownTypes types)
{
    private readonly ConcurrentBag<(IInvocationOperation Call, IMethodSymbol Method)> _candidates = [];
    private readonly ConcurrentBag<IMethodSymbol> _marked = [], _derived = [];

    /// <summary>All methods of the project with an attribute of ours.</summary>
    public IReadOnlyCollection<IMethodSymbol> Marked => _marked;

    /// <summary>All methods that a [Derive] declaration names.</summary>
    public IReadOnlyCollection<IMethodSymbol> Derived => _derived;

    public void AddMethod(IMethodSymbol method)
    {
        if (types.IsMarked(method))
        {
            _marked.Add(method);
        }

        foreach (IMethodSymbol derived in types.DerivedFrom(method))
        {
            _derived.Add(derived);
        }
    }

    public void AddCall(IInvocationOperation call, ISymbol containing)
    {
        // A lambda may be a program under test: GradientCheck and its like read StopGradient too.
        bool isInLambda = false;
        for (IOperation? o = call; o is not null; o = o.Parent)
        {
            isInLambda |= o is IAnonymousFunctionOperation;
        }

        if (!isInLambda && containing is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsOverride: false, IsVirtual: false, ExplicitInterfaceImplementations.IsEmpty: true } method
            && !types.IsMarked(method) && !KnownTypes.IsVisibleOutside(method))
        {
            _candidates.Add((call, method));
        }
    }

    public void Report(Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (_candidates.IsEmpty)
        {
            return;
        }

        CallGraph reached = CallGraph.From(_marked.Concat(_derived), compilation, cancellation);
        foreach ((IInvocationOperation call, IMethodSymbol method) in _candidates.Where(c => !reached.Contains(c.Method)))
        {
            report(Diagnostic.Create(DeadGradientRules.StopOutside, call.Syntax.GetLocation(), method.Name));
        }
    }
}
