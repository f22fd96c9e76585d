using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0100: members are added to the type of a differentiable method, so it and all types around it must be partial.</summary>
internal static class ContainingTypeIsPartial
{
    public static void Check(INamedTypeSymbol type, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || FirstMethod(type, types) is not { } method)
        {
            return;
        }

        List<TypeDeclarationSyntax> declarations = [.. type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()];
        if (declarations.Count > 0 && !declarations.Any(d => d.Modifiers.Any(SyntaxKind.PartialKeyword)))
        {
            report(Diagnostic.Create(LanguageRules.NotPartial, declarations[0].Identifier.GetLocation(), type.Name, method.Name));
        }
    }

    /// <summary>A method that gets members, in the type or in one nested in it.</summary>
    private static IMethodSymbol? FirstMethod(INamedTypeSymbol type, KnownTypes types)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            IMethodSymbol? found = member switch
            {
                IMethodSymbol method when EmitsMembers(method, types) => method,
                INamedTypeSymbol nested => FirstMethod(nested, types),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static bool EmitsMembers(IMethodSymbol method, KnownTypes types) =>
        KnownTypes.Has(method, types.Derive)
        || (KnownTypes.Find(method, types.Differentiable) is { } attribute && !attribute.NamedArguments.Any(a => a.Key == "Emit" && a.Value.Value is 0));
}
