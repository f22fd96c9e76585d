using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>
/// C# to IR. Generator and analyzer run the same front end; what the one emits and what the other reports can therefore not disagree. It is total: what it does not know is a problem
/// at that syntax.
/// </summary>
public sealed partial class FrontEnd(Compilation compilation)
{
    /// <summary>A method marked [Differentiable].</summary>
    public LoweringResult Lower(IMethodSymbol method, AttributeData attribute, CancellationToken cancellation)
    {
        try
        {
            return LowerAll(method, attribute, cancellation, isStraightThrough: false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Unexpected(method, e);
        }
    }

    /// <summary>
    /// A method marked [StraightThrough], as a call of it goes: its value, with the derivative that the attribute gives it. What other assemblies inline.
    /// </summary>
    public LoweringResult LowerStraightThrough(IMethodSymbol method, AttributeData attribute, CancellationToken cancellation)
    {
        try
        {
            return LowerAll(method, attribute, cancellation, isStraightThrough: true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Unexpected(method, e);
        }
    }

    /// <summary>The syntax that an origin of any model names, in the method itself: where code was inlined, the outermost call.</summary>
    public SyntaxNode? Find(IMethodSymbol method, Origin origin, CancellationToken cancellation)
    {
        BoundBody? body = BoundBodies.Of(compilation).Find(method, cancellation);
        return body?.Operation(origin.Path.Count > 0 ? origin.Path[0] : origin.Ordinal)?.Syntax;
    }

    /// <summary>A fault of ours must not take down the compiler; it is an error at the method, with what is known about it.</summary>
    private static LoweringResult Unexpected(IMethodSymbol method, Exception e) => new(
        [], [new FrontEndProblem("STG0101", method.Locations.FirstOrDefault() ?? Location.None,
            [$"'{method.Name}'", $"SteGen failed on it ({e.GetType().Name}: {e.Message}); please report this, with the method"])], []);

    private LoweringResult LowerAll(IMethodSymbol method, AttributeData attribute, CancellationToken cancellation, bool isStraightThrough)
    {
        if (Declarations.IsDeclaredTwice(method))
        {
            return new([], [], []);
        }

        if (!isStraightThrough && Declarations.Problems(method, attribute, cancellation).ToImmutableArray() is { IsEmpty: false } problems)
        {
            return new([], problems, []);
        }

        if (!isStraightThrough && SamePrefix(method, attribute) is { } other)
        {
            return new([], [new("STG0107", method.Locations.FirstOrDefault() ?? Location.None, [other.Name, method.Name])], []);
        }

        method = method.PartialImplementationPart ?? method;
        List<MethodModel> models = [];
        bool hasErrors = false;
        List<ImmutableArray<SyntaxNode>> origins = [];
        List<FrontEndProblem> found = [];
        List<ITypeSymbol> types = [];
        Recursion recursion = new();
        foreach (ImmutableArray<ITypeSymbol> arguments in TypeArguments(method))
        {
            (Lowering lowering, MethodModel? model) = LowerOne(method, isStraightThrough ? Request.Body(method) : Request.Of(method, attribute), arguments, recursion, cancellation);
            hasErrors |= lowering.HasErrors;
            if (lowering.Problems.Count > 0)
            {
                foreach (FrontEndProblem problem in lowering.Problems)
                {
                    if (!found.Any(f => f.Id == problem.Id && f.Location == problem.Location))
                    {
                        found.Add(problem);
                    }
                }
            }
            else if (model is not null && !isStraightThrough && Clashes.Problems(method, model).ToImmutableArray() is { IsEmpty: false } clashes)
            {
                found.AddRange(clashes.Where(c => !found.Any(f => f.Id == c.Id && f.Location == c.Location)));
            }
            else if (model is not null)
            {
                models.Add(model);
                origins.Add(lowering.Nodes);
                types.AddRange(arguments.Take(1));
            }
        }

        if (found.Count == 0 && models.Count > 0 && !isStraightThrough && SameMembers(method, attribute, models, cancellation) is { } overload)
        {
            found.Add(new("STG0107", method.Locations.FirstOrDefault() ?? Location.None, [overload.Name, method.Name]));
        }

        if (found.Count == 0 && models.Count == 0 && !hasErrors && !isStraightThrough && Unexplained(method, cancellation) is { } unexplained)
        {
            found.Add(unexplained);
        }

        return found.Count > 0 ? new([], [.. found], []) : new([.. models], [], [.. origins]) { TypeArguments = [.. types] };
    }

    /// <summary>Anew for each method that turns out to be recursive on the way.</summary>
    private (Lowering Lowering, MethodModel? Model) LowerOne(
        IMethodSymbol method, Request request, ImmutableArray<ITypeSymbol> arguments, Recursion recursion, CancellationToken cancellation)
    {
        while (true)
        {
            Lowering lowering = new(compilation, method, cancellation, recursion);
            try
            {
                return (lowering, lowering.Root(request, arguments));
            }
            catch (RecursionFound)
            {
            }
        }
    }

    /// <summary>No model and no problem is right where the C# compiler has an error in the method; everywhere else it would be silence.</summary>
    private FrontEndProblem? Unexplained(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (ITypeParameterSymbol p in method.TypeParameters)
        {
            if (p.ConstraintTypes.All(c => c.TypeKind != TypeKind.Error) && !new[] { SpecialType.System_Single, SpecialType.System_Double }.Any(t => Admits(p, compilation.GetSpecialType(t))))
            {
                return new("STG0103", p.Locations[0], [p.Name, "neither float nor double"]);
            }
        }

        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } syntax || !compilation.ContainsSyntaxTree(syntax.SyntaxTree)
            || compilation.GetSemanticModel(syntax.SyntaxTree).GetDiagnostics(null, cancellation).Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            return null;
        }

        return new("STG0101", method.Locations.FirstOrDefault() ?? Location.None, [$"'{method.Name}'", "SteGen cannot follow what it does; split it into simpler methods"]);
    }

    /// <summary>A generic method is emitted for those of float and double that its constraints admit, the same type for all its type parameters.</summary>
    private IEnumerable<ImmutableArray<ITypeSymbol>> TypeArguments(IMethodSymbol method)
    {
        if (method.TypeParameters.IsEmpty)
        {
            yield return [];
            yield break;
        }

        foreach (SpecialType real in new[] { SpecialType.System_Single, SpecialType.System_Double })
        {
            INamedTypeSymbol type = compilation.GetSpecialType(real);
            if (method.TypeParameters.All(p => Admits(p, type)))
            {
                yield return [.. method.TypeParameters.Select(_ => (ITypeSymbol)type)];
            }
        }
    }

    private static bool Admits(ITypeParameterSymbol parameter, INamedTypeSymbol type) => !parameter.HasReferenceTypeConstraint && parameter.ConstraintTypes.All(c =>
        c is INamedTypeSymbol constraint && type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, constraint.OriginalDefinition)));
}
