using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.DeadGradients;
using SteGen.Analyzers.Domain;
using SteGen.Analyzers.Numerics;
using SteGen.Analyzers.Purity;
using SteGen.Analyzers.StopGradients;
using SteGen.Analyzers.StraightThrough;
using SteGen.Analyzers.Symbols;
using SteGen.Analyzers.Usage;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Model;
using SteGen.Generator;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers;

/// <summary>One truth for diagnostics: runs the generator's own front end on a method, reports what it complains about, and asks the rules on values about the IR.</summary>
internal static class Differentiation
{
    public static void Check(IMethodSymbol method, Compilation compilation, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (KnownTypes.Find(method, types.Differentiable) is { } attribute)
        {
            LoweringResult lowered = new FrontEnd(compilation).Lower(method, attribute, cancellation);
            Problems(lowered, compilation, types, report, cancellation);
            Values(method, lowered, compilation, types, report, cancellation);
        }

        if (KnownTypes.Find(method, types.Derive) is { } derive)
        {
            LoweringResult lowered = new FrontEnd(compilation).LowerDerived(method, derive, cancellation);
            Problems(lowered, compilation, types, report, cancellation);

            // a forward has no gradients; of a method that is marked as well, its own attribute decides what is to have one
            if (lowered.Function is { } function && lowered.Model is { Emit: not Members.Forward } && !KnownTypes.Has(function, types.Differentiable))
            {
                Values(function, lowered, compilation, types, report, cancellation);
            }
        }

        if (KnownTypes.Find(method, types.StraightThrough) is { } straightThrough)
        {
            DiscreteSurrogate.Check(method, straightThrough, compilation, report, cancellation);
        }
    }

    private static void Problems(LoweringResult lowered, Compilation compilation, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (FrontEndProblem problem in lowered.Problems.Where(p => !IsSaidByDeclaration(p, compilation, types, cancellation)))
        {
            // A problem without a descriptor is a fault of ours, but still the user's to know about.
            DiagnosticDescriptor descriptor = Descriptors.Find(problem.Id) ?? LanguageRules.NotDifferentiable;
            ImmutableDictionary<string, string?> properties = problem.Expected is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(LanguageRules.ExpectedDeclaration, problem.Expected);
            report(Surroundings.Instead(problem, compilation, cancellation)
                ?? Diagnostic.Create(descriptor, problem.Location, properties, [.. problem.Arguments]));
        }
    }

    /// <summary>The rules on values: what becomes of the gradients.</summary>
    private static void Values(IMethodSymbol method, LoweringResult lowered, Compilation compilation, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        // A method that says itself how it goes backward may do in its body what it likes.
        if (!KnownTypes.Has(method, types.StraightThrough) && !KnownTypes.Has(method, types.CustomGradient))
        {
            LoweredMethod[] bodies = [.. LoweredMethod.From(method, lowered)];
            StoppedConstant.Check(bodies, report);
            foreach (LoweredMethod body in bodies)
            {
                // Where the place is named at which gradients die, the parameters that they were meant for need not be.
                bool isNamed = false;
                void ReportDead(Diagnostic diagnostic)
                {
                    isNamed |= diagnostic.Severity == DiagnosticSeverity.Warning;
                    report(diagnostic);
                }

                PiecewiseConstantCall.Check(body, ReportDead);
                TruncatingCast.Check(body, ReportDead);
                ComparisonAsNumber.Check(body, ReportDead);
                DecidedIndex.Check(body, ReportDead);
                LostInInteger.Check(body, ReportDead);
                ResultWithoutGradient.Check(body, report);
                if (!isNamed)
                {
                    ParameterWithoutGradient.Check(body, report);
                }

                EstimatorAlgebra.Check(body, report);
                EstimateMisused.Check(body, report);
                HardReadsSoft.Check(body, report);
                Surroundings.Check(body, compilation, report, cancellation);
                HalfUpRounding.Check(body, report);
                ThrowingSign.Check(body, report);
                Overflowing.Check(body, report);
                CodebookWeight.Check(body, report);
                SingleGumbel.Check(body, report);
                ThresholdOffHalf.Check(body, report);
                EqualToMaximum.Check(body, report);
            }
        }
    }

    /// <summary>
    /// What is wrong with an attribute of a method that is called stands at that attribute, and the rules on declarations say it there already, called or not.
    /// </summary>
    private static bool IsSaidByDeclaration(FrontEndProblem problem, Compilation compilation, KnownTypes types, CancellationToken cancellation)
    {
        if (problem.Location.SourceTree is not { } tree
            || tree.GetRoot(cancellation).FindNode(problem.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>()?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, cancellation) is not IMethodSymbol method)
        {
            return false;
        }

        List<Diagnostic> said = [];
        Declarations(method, types, said.Add, cancellation);
        return said.Any(d => d.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>The rules that need the declaration of a method and nothing else.</summary>
    public static void Declarations(IMethodSymbol method, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        NamesInAttributes.Check(method, types, report, cancellation);
        StraightThroughDeclaration.Check(method, types, report, cancellation);
        GradientMethodFits.Check(method, types, report, cancellation);
        IdentityGradient.Check(method, types, report, cancellation);
        ParameterInRange.Check(method, types, report, cancellation);
    }
}
