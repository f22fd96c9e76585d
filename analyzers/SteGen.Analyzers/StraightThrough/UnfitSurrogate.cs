using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Purity;
using SteGen.Analyzers.Symbols;
using SteGen.Analyzers.Values;
using SteGen.Generator;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StraightThrough;

/// <summary>STG0033: a surrogate that has no derivative, or reads what may change between forward and backward. Said at the declaration, also where no differentiable method calls it yet.</summary>
internal static class UnfitSurrogate
{
    public static void Check(IMethodSymbol method, NameInAttribute surrogate, LoweringResult lowered, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        IMethodSymbol? target = method.ContainingType.GetMembers(surrogate.Name).OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == method.Parameters.Length);
        if (target is null || target.DeclaringSyntaxReferences.Length == 0)
        {
            return;
        }

        // What is wrong stands in the surrogate, or in what it calls: not in the method, which says here that its own derivative is of no use.
        if (lowered.Problems.FirstOrDefault(p => !IsIn(method, p.Location, cancellation)) is { } problem)
        {
            DiagnosticDescriptor descriptor = Descriptors.Find(problem.Id) ?? LanguageRules.NotDifferentiable;
            string message = Diagnostic.Create(descriptor, problem.Location, [.. problem.Arguments]).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
            report(Diagnostic.Create(StraightThroughRules.UnfitSurrogate, surrogate.Syntax.GetLocation(), [problem.Location], surrogate.Name, message));
            return;
        }

        foreach (LoweredMethod node in LoweredMethod.From(method, lowered))
        {
            foreach (Compiler.Ir.Inst inst in node.Function.All())
            {
                if (node.Syntax(inst) is { } syntax && !IsIn(method, syntax.GetLocation(), cancellation) && Surroundings.MutableStatic(inst, node, compilation, cancellation) is { } state)
                {
                    report(Diagnostic.Create(StraightThroughRules.UnfitSurrogate, surrogate.Syntax.GetLocation(), [syntax.GetLocation()], surrogate.Name, $"it reads '{state.Name}', which may change between forward and backward"));
                    return;
                }
            }
        }
    }

    private static bool IsIn(IMethodSymbol method, Location location, CancellationToken cancellation) => method.DeclaringSyntaxReferences.Any(r =>
        r.SyntaxTree == location.SourceTree && r.GetSyntax(cancellation).FullSpan.Contains(location.SourceSpan));
}
