using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SteGen.Generator.Diagnostics;

/// <summary>
/// The one home of the diagnostics: front end and analyzer name them by id, everything else about them stands here. Each has a page of the same name in
/// <c>analyzers/rules</c>; a test holds ids, help links, pages and the release file together.
/// </summary>
public static class Descriptors
{
    public const string Category = "SteGen";

    public const string HelpBase = "https://github.com/stegen/stegen/blob/main/analyzers/rules/";

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        .. DeadGradientRules.All,
        .. StraightThroughRules.All,
        .. CustomGradientRules.All,
        .. PurityRules.All,
        .. NumericRules.All,
        .. LoopRules.All,
        .. DomainRules.All,
        .. LanguageRules.All,
    ];

    private static readonly Dictionary<string, DiagnosticDescriptor> s_byId = All.ToDictionary(d => d.Id);

    /// <summary>The descriptor of an id that the front end raised; null for one that has none, which a test of the front end excludes.</summary>
    public static DiagnosticDescriptor? Find(string id) => s_byId.TryGetValue(id, out DiagnosticDescriptor? descriptor) ? descriptor : null;
}
