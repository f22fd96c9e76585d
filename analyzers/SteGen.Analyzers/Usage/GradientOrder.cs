using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0047: two gradients whose names say that they stand in each other's place.</summary>
public static class GradientOrder
{
    /// <summary>Key of the diagnostic's property that tells the fix the parameter to exchange with.</summary>
    public const string Other = "Other";

    internal static void Check(BackwardSignature signature, KnownTypes types, Action<Diagnostic> report)
    {
        // The inputs that have a gradient, in order; where that is not plain, nothing is said.
        string[] inputs = [.. signature.Primal.Parameters.Where(p => !KnownTypes.Has(p, types.NoGradient) && p.RefKind != RefKind.Out && HasGradient(p.Type, types)).Select(p => p.Name)];
        if (inputs.Length != signature.Gradients.Length)
        {
            return;
        }

        for (int k = 0; k < inputs.Length; k++)
        {
            IParameterSymbol gradient = signature.Gradients[k];
            int meant = Array.FindIndex(inputs, n => IsNamedFor(gradient.Name, n));
            if (meant > k && !IsNamedFor(gradient.Name, inputs[k]) && IsNamedFor(signature.Gradients[meant].Name, inputs[k]))
            {
                ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(Other, signature.Gradients[meant].Name);
                report(Diagnostic.Create(CustomGradientRules.GradientOrder, gradient.Locations[0], properties, gradient.Name, inputs[k]));
            }
        }
    }

    private static bool HasGradient(ITypeSymbol type, KnownTypes types) =>
        KnownTypes.HasReals(types.ReadOnlySpanElement(type) ?? types.SpanElement(type) ?? (type as IArrayTypeSymbol)?.ElementType ?? type);

    private static bool IsNamedFor(string gradient, string input) =>
        new[] { input + "Gradient", input + "Grad", "d" + input, "grad" + input, "d_" + input, input + "_grad" }.Contains(gradient, StringComparer.OrdinalIgnoreCase);
}
