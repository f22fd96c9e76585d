using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>A method's declaration as a model: what generated members look like follows from it alone, never from the body.</summary>
internal static class Declarations
{
    /// <summary>What forbids derivatives of a method whatever its body does.</summary>
    public static IEnumerable<FrontEndProblem> Problems(IMethodSymbol method, AttributeData attribute, CancellationToken cancellation)
    {
        // where nothing is emitted, nothing is added to the type
        Location name = method.Locations.FirstOrDefault() ?? Location.None;
        foreach (FrontEndProblem problem in TypeProblems(method, cancellation).Where(p => p.Id != "STG0100" || Attributes.Named(attribute, "Emit") is not 0))
        {
            yield return problem;
        }

        if (method.IsVirtual || method.IsOverride || method.IsAbstract || (method.ContainingType.TypeKind == TypeKind.Interface && !method.IsStatic))
        {
            yield return new("STG0106", name, [method.Name]);
        }

        string? kind = method.MethodKind != MethodKind.Ordinary ? "An operator, accessor, local function or lambda" : method.IsAsync ? "'async'" : method.IsExtern ? "'extern'" : null;
        if (kind is not null)
        {
            yield return new("STG0101", name, [kind, "mark an ordinary method"]);
        }

        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            yield return new("STG0110", name, [method.Name, "return the value itself"]);
        }

        if (Attributes.Named(attribute, "Name") is string { Length: > 0 } prefix && !Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(prefix))
        {
            yield return new("STG0101", ArgumentOf(attribute, prefix, cancellation) ?? name, [$"A method with the prefix '{prefix}', which is no identifier,", "give a name with which the names of members can begin"]);
        }

        if (Attributes.Has(method, "DeriveAttribute"))
        {
            yield return new("STG0108", name, [method.Name, "it is a derivative itself; ask for more of the method that it is derived from"]);
        }

        foreach (string wanted in Attributes.Names(attribute))
        {
            if (!method.Parameters.Any(p => p.Name == wanted))
            {
                yield return new("STG0109", ArgumentOf(attribute, wanted, cancellation) ?? name, [method.Name, "parameter", wanted]);
            }
        }
    }

    /// <summary>What forbids to add a member beside a method.</summary>
    public static IEnumerable<FrontEndProblem> TypeProblems(IMethodSymbol method, CancellationToken cancellation)
    {
        Location name = method.Locations.FirstOrDefault() ?? Location.None;
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (!type.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is TypeDeclarationSyntax d && d.Modifiers.Any(m => m.Text == "partial")))
            {
                yield return new("STG0100", type.Locations.FirstOrDefault() ?? name, [type.Name, method.Name]);
            }

            if (type.IsFileLocal)
            {
                yield return new("STG0101", type.Locations.FirstOrDefault() ?? name, [$"A method of the file-local type '{type.Name}'", "make the type internal: generated members stand in another file"]);
            }
        }
    }

    /// <summary>What the gradient with respect to a marked field or property is called after: <c>_w</c> gives <c>w</c>.</summary>
    public static string InputName(string member)
    {
        string trimmed = member.TrimStart('_');
        return trimmed.Length == 0 ? member : char.ToLowerInvariant(trimmed[0]) + trimmed.Substring(1);
    }

    public static Location? ArgumentOf(AttributeData attribute, string text, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { ArgumentList: { } list } syntax
            ? list.Arguments.FirstOrDefault(a => a.Expression is LiteralExpressionSyntax l ? l.Token.ValueText == text : a.Expression.ToString().Contains(text))?.GetLocation() ?? syntax.GetLocation()
            : attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();

    /// <summary>A name for the files of a method: unique, and legal as the name of a file.</summary>
    public static string HintName(IMethodSymbol method, IEnumerable<ITypeSymbol> parameterTypes)
    {
        // whether a reference may be null is no part of a signature, and its mark none of a file's name
        SymbolDisplayFormat format = SymbolDisplayFormat.CSharpErrorMessageFormat.RemoveMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.IncludeNotNullableReferenceTypeModifier);
        string owner = method.ContainingType.ToDisplayString(format);
        string parameters = string.Join(",", method.Parameters.Zip(parameterTypes, (p, t) => (p.RefKind == RefKind.None ? "" : p.RefKind.ToString().ToLowerInvariant() + " ") + t.ToDisplayString(format)));
        string name = Legal($"{owner}.{method.Name}({parameters})");

        // Names of files are compared without regard to case, those of C# are not.
        return DiffersByCase(method) ? $"{name}-{Stable(name)}" : name;
    }

    private static bool DiffersByCase(IMethodSymbol method)
    {
        for (ISymbol at = method; at.ContainingSymbol is INamespaceOrTypeSymbol around; at = around)
        {
            if (around.GetMembers().Any(m => m.Name != at.Name && string.Equals(m.Name, at.Name, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same signature twice: the compiler says so (CS0111), and which of them a derivative would be of is nothing to guess.</summary>
    public static bool IsDeclaredTwice(IMethodSymbol method)
    {
        method = method.PartialDefinitionPart ?? method;
        return method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
            !SymbolEqualityComparer.Default.Equals(other.PartialDefinitionPart ?? other, method)
            && other.Arity == method.Arity
            && other.Parameters.Length == method.Parameters.Length
            && other.Parameters.Zip(method.Parameters, (a, b) => (a.RefKind == RefKind.None) == (b.RefKind == RefKind.None) && Types.Text(a.Type) == Types.Text(b.Type)).All(same => same));
    }

    private static string Legal(string name)
    {
        char[] legal = [.. name.Select(c => c switch
        {
            '@' => '\0',
            '<' => '{',
            '>' => '}',
            '?' => '+',
            '*' or ':' or '"' or '/' or '\\' or '|' => '_',
            _ => c,
        })];
        string result = new([.. legal.Where(c => c != '\0')]);
        return result.Length <= 180 ? result : result.Substring(0, 150) + "-" + Stable(result);
    }

    /// <summary>The same on every machine, which string.GetHashCode is not.</summary>
    private static string Stable(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    public static EquatableArray<string> TypeHeaders(INamedTypeSymbol innermost)
    {
        List<string> headers = [];
        for (INamedTypeSymbol? type = innermost; type is not null; type = type.ContainingType)
        {
            string kind = (type.IsRecord, type.IsValueType) switch
            {
                (true, true) => "record struct",
                (true, false) => "record",
                (false, true) => "struct",
                _ => type.TypeKind == TypeKind.Interface ? "interface" : "class",
            };
            string parameters = type.TypeParameters.IsEmpty ? "" : "<" + string.Join(", ", type.TypeParameters.Select(p => Lowering.Identifier(p.Name))) + ">";
            headers.Insert(0, $"{(type.IsRefLikeType ? "ref " : "")}partial {kind} {Lowering.Identifier(type.Name)}{parameters}");
        }

        return new(headers);
    }

    /// <summary>The reference of documentation comments, which know neither tuples nor <c>?</c>.</summary>
    public static string Cref(IMethodSymbol method)
    {
        string types = method.TypeParameters.IsEmpty ? "" : "{" + string.Join(", ", method.TypeParameters.Select(p => Lowering.Identifier(p.Name))) + "}";
        return $"{Lowering.Identifier(method.Name)}{types}({string.Join(", ", method.Parameters.Select(p => Modifier(p.RefKind) + Cref(p.Type)))})";
    }

    private static string Cref(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Cref(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]",
        INamedTypeSymbol { TypeArguments.Length: > 0 } named when named.IsTupleType || Types.IsNullable(named) =>
            $"global::System.{(named.IsTupleType ? "ValueTuple" : "Nullable")}{{{string.Join(", ", named.IsTupleType ? named.TupleElements.Select(e => Cref(e.Type)) : named.TypeArguments.Select(Cref))}}}",
        INamedTypeSymbol { TypeArguments.Length: > 0, ContainingType: null } named =>
            $"{Types.Text(named.ContainingNamespace)}{(named.ContainingNamespace.IsGlobalNamespace ? "" : ".")}{Lowering.Identifier(named.Name)}{{{string.Join(", ", named.TypeArguments.Select(Cref))}}}",
        _ => Types.Text(type).Replace('<', '{').Replace('>', '}'),
    };

    private static string Modifier(RefKind kind) => kind switch
    {
        RefKind.Out => "out ",
        RefKind.Ref => "ref ",
        RefKind.In or RefKind.RefReadOnlyParameter => "in ",
        _ => "",
    };

    public static string Access(Accessibility accessibility) => accessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Internal => "internal",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedOrInternal => "protected internal",
        Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    /// <summary>
    /// The names around a method that an alias or a kernel of the generated file would clash with. Only those: a model that held every member's name would be compiled again after every rename in the type.
    /// </summary>
    public static EquatableArray<string> TakenNames(INamedTypeSymbol innermost, string prefix, BoundBodies bodies)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        for (INamedTypeSymbol? type = innermost; type is not null; type = type.ContainingType)
        {
            names.Add(type.Name);
            names.UnionWith(type.TypeParameters.Select(p => p.Name));
            for (INamedTypeSymbol? up = type; up is { SpecialType: SpecialType.None }; up = up.BaseType)
            {
                names.UnionWith(up.GetMembers().Where(m => m.CanBeReferencedByName && !Attributes.IsGenerated(m)).Select(m => m.Name));
            }
        }

        names.RemoveWhere(n => n.Length > 4 && !n.StartsWith(prefix, StringComparison.Ordinal) && !n.StartsWith("MemoryMarshal", StringComparison.Ordinal));
        names.UnionWith(bodies.AliasesTakenIn(innermost.ContainingNamespace));
        return new(names);
    }

    /// <summary>The number of an overload, from 2 on, and the types that a generic method is emitted for.</summary>
    public static string Distinction(IMethodSymbol method, ImmutableArray<ITypeSymbol> typeArguments)
    {
        string Key(IMethodSymbol m) => m.OriginalDefinition.GetDocumentationCommentId() ?? "";
        int before = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Count(m => string.CompareOrdinal(Key(m), Key(method)) < 0);
        return (before == 0 ? "" : (before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)) + string.Concat(typeArguments.Select(t => t.Name));
    }

    /// <summary>What generated files call their vector types where nobody else does.</summary>
    public static readonly ImmutableArray<string> Aliases = ["V", "F", "D", "I", "L", "M", "V2", "F2", "I2", "M2", "MemoryMarshal"];

    /// <summary>The user's own methods whose names begin as the generated ones do.</summary>
    public static EquatableArray<string> Declared(INamedTypeSymbol type, string prefix) => new(type.GetMembers().OfType<IMethodSymbol>()
        .Where(m => m.MethodKind == MethodKind.Ordinary && m.Name.Length > prefix.Length && m.Name.StartsWith(prefix, StringComparison.Ordinal) && !Attributes.IsGenerated(m))
        .Select(Signature).OrderBy(s => s, StringComparer.Ordinal));

    private static string Signature(IMethodSymbol method) => $"{method.Name}({string.Join(",", method.Parameters.Select(p => Modifier(p.RefKind) + Types.Text(p.Type)))})";
}
