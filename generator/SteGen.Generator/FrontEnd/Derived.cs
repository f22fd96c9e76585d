using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Compiler.Emit;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>
/// A <c>[Derive]</c> declaration: which method it is a derivative of, and with respect to what. Both are read off its own parameters: a gradient, a tangent or a part of a vector that it declares says that it
/// is wanted. Where it declares none, the names in <c>[Differentiable]</c> of the method count, or all inputs.
/// </summary>
internal sealed class Derived(IMethodSymbol declared, AttributeData attribute)
{
    private static readonly string[] s_suffixes = ["Gradient", "Tangent", "Vector", "Product"];

    /// <summary>The one kind that is asked for; null where that is none, or several.</summary>
    public Members? Kind => Attributes.Positional(attribute, 1) is int kind && kind > 0 && (kind & (kind - 1)) == 0 && Enum.IsDefined(typeof(Members), kind) ? (Members)kind : null;

    public string Function => Attributes.Positional(attribute, 0) as string ?? "";

    /// <summary>What members are called before the declaration calls them: they are private, and no two declarations share them.</summary>
    public string Prefix => $"{declared.Name}Derived{Declarations.Distinction(declared, [])}";

    /// <summary>The methods of that name that have a body of their own.</summary>
    public static ImmutableArray<IMethodSymbol> Candidates(IMethodSymbol declared, string function) => [.. declared.ContainingType.GetMembers(function).OfType<IMethodSymbol>()
        .Where(m => m.MethodKind == MethodKind.Ordinary && !Attributes.Has(m, "DeriveAttribute") && !Attributes.IsGenerated(m))];

    /// <summary>Of the overloads the one whose parameters the declaration has, by their names and types.</summary>
    public static IMethodSymbol Closest(IMethodSymbol declared, IEnumerable<IMethodSymbol> candidates) => candidates.OrderByDescending(m => m.Parameters.Sum(p =>
    {
        IParameterSymbol? same = declared.Parameters.FirstOrDefault(d => d.Name == p.Name);
        return same is null ? -4 : Types.Text(same.Type) == Types.Text(p.Type) ? 4 : Innermost(same.Type) == Innermost(p.Type) ? 3 : 1;
    })).First();

    private static string Innermost(ITypeSymbol type) => Types.Text(Types.Element(type) ?? type);

    /// <summary>The inputs that a declaration has a gradient for, or part of a vector.</summary>
    public static ImmutableArray<string> Chosen(IMethodSymbol declared, IMethodSymbol function, Members? kind)
    {
        HashSet<string> names = [.. declared.Parameters.Select(p => p.Name)];
        if (kind == Members.Gradient && declared.ReturnType is INamedTypeSymbol { IsTupleType: true } partials)
        {
            names.UnionWith(partials.TupleElements.SelectMany(e => s_suffixes.Select(s => e.Name + s)));
        }

        IEnumerable<string> inputs = function.Parameters.Where(p => p.RefKind != RefKind.Out && (!Types.IsWritableSpan(p.Type) || Attributes.Has(p, "InOutAttribute"))).Select(p => p.Name);
        if (!function.IsStatic)
        {
            inputs = inputs.Concat(function.ContainingType.GetMembers().Where(m => !m.IsStatic && Attributes.Has(m, "DifferentiableAttribute")).Select(m => Declarations.InputName(m.Name))).Append("this");
        }

        return [.. inputs.Where(i => s_suffixes.Any(s => names.Contains(i + s)))];
    }

    /// <summary>The names that count where the declaration chooses nothing.</summary>
    public static ImmutableArray<string> Usual(IMethodSymbol function) => Attributes.Find(function, "DifferentiableAttribute") is { } differentiable ? [.. Attributes.Names(differentiable)] : [];

    /// <summary>A forward with a tape keeps what the backward of the same type reads: the declaration that decides for all of them, if there is any.</summary>
    public static IMethodSymbol? DecidesTape(IMethodSymbol declared, IMethodSymbol function) => declared.ContainingType.GetMembers().OfType<IMethodSymbol>()
        .Where(m => Attributes.Find(m, "DeriveAttribute") is { } other && Attributes.Positional(other, 0) as string == function.Name && Attributes.Positional(other, 1) is (int)Members.Tape)
        .Where(m => SymbolEqualityComparer.Default.Equals(Closest(m, Candidates(m, function.Name)), function) && !Chosen(m, function, Members.Tape).IsEmpty)
        .OrderBy(m => m.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(m => m.Locations[0].SourceSpan.Start)
        .FirstOrDefault();

    /// <summary>The signatures that the declaration may have.</summary>
    public IReadOnlyList<MemberSignature> Possible(MethodModel model) => [.. MemberSignatures.Of(model).Where(s => s.Kind == Kind)];

    /// <summary>Spans may be declared as arrays, and what is only read as what can be written.</summary>
    public bool Fits(MemberSignature signature) =>
        declared.Parameters.Length == signature.Types.Count
        && declared.Parameters.Select((p, k) => Same(p.Name, signature.Names[k]) && Modifier(p.RefKind) == signature.Modifiers[k] && Converts(p.Type, signature.Types[k])).All(fits => fits)
        && (declared.ReturnsVoid ? signature.ReturnType == "void" : Types.Text(declared.ReturnType) == signature.ReturnType);

    /// <summary>The declaration that was expected, in full: of the signatures that there are the one that shares most with what is written.</summary>
    public string Expected(IReadOnlyList<MemberSignature> signatures)
    {
        MemberSignature nearest = signatures.OrderByDescending(s => s.Names.Sum(n => declared.Parameters.Any(p => Same(p.Name, n)) ? 2 : -1) + (Types.Text(declared.ReturnType) == s.ReturnType ? 3 : 0)).First();
        IEnumerable<string> parameters = nearest.Names.Select((name, k) =>
        {
            IParameterSymbol? written = declared.Parameters.FirstOrDefault(p => Same(p.Name, name) && Converts(p.Type, nearest.Types[k]));
            return $"{(nearest.Modifiers[k].Length == 0 ? "" : nearest.Modifiers[k] + " ")}{(written is null ? nearest.Types[k] : Types.Text(written.Type))} {name}";
        });
        return $"{Modifiers()} {nearest.ReturnType} {Lowering.Identifier(declared.Name)}({string.Join(", ", parameters)});";
    }

    /// <summary>The implementing half of the declaration: its own words, and a call.</summary>
    public DerivedDeclaration Implementation(MemberSignature signature)
    {
        IEnumerable<string> parameters = declared.Parameters.Select((p, k) =>
            $"{(k == 0 && declared.IsExtensionMethod ? "this " : "")}{(p.IsParams ? "params " : "")}{(p.ScopedKind == ScopedKind.ScopedValue || (p.ScopedKind == ScopedKind.ScopedRef && p.RefKind != RefKind.Out) ? "scoped " : "")}"
            + $"{Written(p.RefKind)}{WithNullability(p.Type)} {Lowering.Identifier(p.Name)}");
        string arguments = string.Join(", ", declared.Parameters.Select(p => $"{(p.RefKind is RefKind.Ref or RefKind.Out ? Written(p.RefKind) : "")}{Lowering.Identifier(p.Name)}"));
        return new DerivedDeclaration(
            $"{Modifiers()} {(declared.ReturnsVoid ? "void" : WithNullability(declared.ReturnType))} {Lowering.Identifier(declared.Name)}({string.Join(", ", parameters)})",
            signature.Key,
            $"{(declared.ReturnsVoid ? "" : "return ")}{signature.Name}({arguments});",
            Kind!.Value);
    }

    private string Modifiers()
    {
        IEnumerable<string> written = declared.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax syntax
            ? syntax.Modifiers.Select(m => m.Text).Where(m => m != "partial")
            : [];
        return string.Join(" ", written.Append("partial"));
    }

    private static bool Same(string name, string escaped) => name == escaped.TrimStart('@');

    private static bool Converts(ITypeSymbol type, string to)
    {
        string text = Types.Text(type);
        return text == to || (Types.Element(type) is { } element
            && (to == $"global::System.ReadOnlySpan<{Types.Text(element)}>" || (to == $"global::System.Span<{Types.Text(element)}>" && !Types.IsReadOnlySpan(type))));
    }

    private static string Modifier(RefKind kind) => kind is RefKind.None or RefKind.In ? "" : Written(kind).TrimEnd();

    private static string Written(RefKind kind) => kind switch
    {
        RefKind.None => "",
        RefKind.Out => "out ",
        RefKind.Ref => "ref ",
        RefKind.In => "in ",
        _ => "ref readonly ",
    };

    private static string WithNullability(ITypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier));
}
