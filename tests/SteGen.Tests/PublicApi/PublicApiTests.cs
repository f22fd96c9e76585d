using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace SteGen.Tests.PublicApi;

/// <summary>
/// What the library promises to those who compiled against it stands in <c>src/SteGen/PublicApi.txt</c>, one line per member, so that a change is seen by who reviews it.
/// <c>STEGEN_ACCEPT_SNAPSHOTS=1 dotnet test tests/SteGen.Tests --filter PublicApi</c> writes the file anew; read the difference, and CONTRIBUTING.md about versions.
/// </summary>
public class PublicApiTests
{
    private static readonly string s_file = Repository.File("src", "SteGen", "PublicApi.txt");

    private static readonly SymbolDisplayFormat s_format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    [Fact]
    public void WhatIsPromisedIsThere()
    {
        string[] now = [.. Lines()];
        if (Environment.GetEnvironmentVariable("STEGEN_ACCEPT_SNAPSHOTS") == "1") File.WriteAllText(s_file, string.Concat(now.Select(l => l + "\n")));
        Report(Written().Except(now).Select(l => "- " + l));
    }

    /// <summary>Before 1.0.0 members may come faster than the file is written anew; a version that promises stability has none that nobody has looked at.</summary>
    [Fact]
    public void WhatIsThereIsPromised()
    {
        if (typeof(Gradient).Assembly.GetName().Version!.Major == 0) return;
        Report(Lines().Except(Written()).Select(l => "+ " + l));
    }

    private static string[] Written() => File.ReadAllText(s_file).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static void Report(IEnumerable<string> differences)
    {
        string[] all = [.. differences];
        Assert.True(all.Length == 0, "The public members are not those of src/SteGen/PublicApi.txt. If that is meant: STEGEN_ACCEPT_SNAPSHOTS=1 dotnet test tests/SteGen.Tests --filter PublicApi\n" + string.Join('\n', all));
    }

    private static IEnumerable<string> Lines()
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        MetadataReference library = MetadataReference.CreateFromFile(typeof(Gradient).Assembly.Location);
        CSharpCompilation compilation = CSharpCompilation.Create("api", references: [library, .. platform.Where(p => !p.EndsWith("SteGen.dll", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p))]);
        var assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(library)!;
        return Types(assembly.GlobalNamespace).OrderBy(t => t.ToDisplayString(), StringComparer.Ordinal).SelectMany(t => Members(t).Prepend(Describe(t)));
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol within) => within.GetMembers().SelectMany(m => m switch
    {
        INamespaceSymbol inner => Types(inner),
        INamedTypeSymbol type when IsSeen(type) => Types(type).Prepend(type),
        _ => [],
    });

    private static string Describe(INamedTypeSymbol type)
    {
        IEnumerable<INamedTypeSymbol> bases = type.BaseType is { SpecialType: SpecialType.None } b && type.TypeKind == TypeKind.Class ? [b, .. type.Interfaces] : type.Interfaces;
        string list = string.Join(", ", bases.Select(i => i.ToDisplayString(s_format)));
        string modifiers = type is { TypeKind: TypeKind.Class, IsStatic: true } ? "static " : type is { TypeKind: TypeKind.Class, IsSealed: true } ? "sealed " : type is { TypeKind: TypeKind.Class, IsAbstract: true } ? "abstract " : "";
        return type.ToDisplayString(s_format) + (modifiers.Length > 0 ? $" [{modifiers.Trim()}]" : "") + (list.Length > 0 ? " : " + list : "");
    }

    private static IEnumerable<string> Members(INamedTypeSymbol type) =>
        type.GetMembers().Where(m => m is not INamedTypeSymbol && IsSeen(m) && m is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove })
            .Where(m => !(type.TypeKind == TypeKind.Enum && m is IMethodSymbol)).Select(m => (m.Name, Line: "    " + m.ToDisplayString(s_format))).OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Line, StringComparer.Ordinal).Select(m => m.Line);

    private static bool IsSeen(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
