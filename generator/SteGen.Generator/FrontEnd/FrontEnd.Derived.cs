using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Compiler.Emit;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

public sealed partial class FrontEnd
{
    /// <summary>A <c>partial</c> method marked [Derive]: the model of the method that it is a derivative of, for this one declaration.</summary>
    public LoweringResult LowerDerived(IMethodSymbol declared, AttributeData attribute, CancellationToken cancellation)
    {
        try
        {
            return LowerDeclaration(declared.PartialDefinitionPart ?? declared, attribute, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Unexpected(declared, e);
        }
    }

    private LoweringResult LowerDeclaration(IMethodSymbol declared, AttributeData attribute, CancellationToken cancellation)
    {
        Derived derived = new(declared, attribute);
        Location name = declared.Locations.FirstOrDefault() ?? Location.None;
        if (!declared.IsPartialDefinition || (declared.PartialImplementationPart is { } own && !Attributes.Has(own, "GeneratedDerivativeAttribute")))
        {
            return Unfit("it must be 'partial' and have no body");
        }

        if (!declared.TypeParameters.IsEmpty)
        {
            return Unfit("it must not be generic; declare one for float and one for double");
        }

        if (Declarations.TypeProblems(declared, cancellation).ToImmutableArray() is { IsEmpty: false } around)
        {
            return new([], around, []);
        }

        if (derived.Kind is not { } kind)
        {
            Location? argument = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { ArgumentList.Arguments: [_, var second, ..] } ? second.GetLocation() : null;
            return argument is null || Attributes.Positional(attribute, 1) is not int
                ? new([], [], [])
                : new([], [new("STG0113", argument, [declared.Name, "it computes one thing: name one of Forward, Gradient, Backward, Tape, Batch, Accumulate, Jvp, Hessian, HessianVectorProduct, Jacobian"])], []);
        }

        if (Attributes.Positional(attribute, 0) is not string)
        {
            return new([], [], []);
        }

        ImmutableArray<IMethodSymbol> candidates = Derived.Candidates(declared, derived.Function);
        if (candidates.IsEmpty)
        {
            return new([], [new("STG0109", Declarations.ArgumentOf(attribute, derived.Function, cancellation) ?? name, [declared.ContainingType.Name, "method", derived.Function])], []);
        }

        Dictionary<IMethodSymbol, (IMethodSymbol Method, ImmutableArray<ITypeSymbol> Arguments)> meant = new(SymbolEqualityComparer.Default);
        foreach (IMethodSymbol candidate in candidates)
        {
            foreach (ImmutableArray<ITypeSymbol> arguments in TypeArguments(candidate))
            {
                meant[arguments.IsEmpty ? candidate : candidate.Construct([.. arguments])] = (candidate, arguments);
            }
        }

        if (meant.Count == 0)
        {
            return Unfit($"'{derived.Function}' exists neither for float nor for double");
        }

        (IMethodSymbol function, ImmutableArray<ITypeSymbol> types) = meant[Derived.Closest(declared, meant.Keys)];
        if (Declarations.IsDeclaredTwice(function))
        {
            return new([], [], []);
        }

        if (Declarations.Problems(function, attribute, cancellation).ToImmutableArray() is { IsEmpty: false } problems)
        {
            return new([], problems, []);
        }

        ImmutableArray<string> chosen = Derived.Chosen(declared, function, kind), usual = Derived.Usual(function), names = chosen.IsEmpty ? usual : chosen;
        if (kind == Members.Tape && Derived.DecidesTape(declared, function) is { } decides && Derived.Chosen(decides, function, kind) is var kept)
        {
            if (!chosen.IsEmpty && !chosen.SequenceEqual(kept))
            {
                return Unfit($"'{decides.Name}' reads the same tapes for other gradients; declare the same ones, or write a backward without a tape");
            }

            names = kept;
        }

        if (declared.IsStatic != function.IsStatic)
        {
            return Unfit(function.IsStatic ? $"it must be static, as '{function.Name}' is" : $"it must not be static, as '{function.Name}' is not");
        }

        function = function.PartialImplementationPart ?? function;
        Request request = new(names, derived.Prefix, kind) { NamesInstance = !chosen.IsEmpty };
        (Lowering lowering, MethodModel? model) = LowerOne(function, request, types, new Recursion(), cancellation);
        if (lowering.Problems.Count > 0 || model is null)
        {
            return new([], [.. lowering.Problems], []);
        }

        if (Clashes.Problems(function, model).ToImmutableArray() is { IsEmpty: false } clashes)
        {
            return new([], clashes, []);
        }

        IReadOnlyList<MemberSignature> signatures = derived.Possible(model);
        if (signatures.Count == 0)
        {
            return Unfit($"'{function.Name}' has no Derivatives.{kind}: {WhyNot(kind, model)}");
        }

        if (signatures.FirstOrDefault(derived.Fits) is not { } signature)
        {
            string expected = derived.Expected(signatures);
            string shown = expected.Replace("global::System.", "").Replace("global::SteGen.", "").Replace("global::", "");
            return new([], [new("STG0113", name, [declared.Name, $"declare it as '{shown}'"]) { Expected = expected }], []);
        }

        MethodModel whole = model with
        {
            HintName = Declarations.HintName(declared, declared.Parameters.Select(p => p.Type)),
            Accessibility = "private",
            Declaration = derived.Implementation(signature),
            TapeOwner = names.SequenceEqual(usual) ? model.HintName : $"{model.HintName} of {string.Join(", ", names)}",
        };
        return new([whole], [], [lowering.Nodes]) { TypeArguments = [.. types.Take(1)], Function = function };

        LoweringResult Unfit(string reason) => new([], [new("STG0113", name, [declared.Name, reason])], []);
    }

    private static string WhyNot(Members kind, MethodModel model) => !model.Parameters.Any(p => p.IsDifferentiable) ? "nothing is there to differentiate" : kind switch
    {
        Members.Batch => "its inputs and results must be scalars and structs, or [Uniform]",
        Members.Jacobian => "its results must be what it returns, a scalar, a tuple or a struct of reals",
        _ => "its one result must be a real number",
    };
}
