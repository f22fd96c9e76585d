using System.Collections.Immutable;

namespace SteGen.Testing;

/// <summary>Which fix to take, and what else the fixed project contains.</summary>
public sealed record FixOptions
{
    /// <summary>The project.</summary>
    public AnalysisOptions Analysis { get; init; } = new();

    /// <summary>Take the fix with this equivalence key.</summary>
    public string? EquivalenceKey { get; init; }

    /// <summary>Else take the fix at this position of the menu.</summary>
    public int Index { get; init; }

    /// <summary>Fix only diagnostics with this id.</summary>
    public string? DiagnosticId { get; init; }

    /// <summary>What <see cref="AnalysisOptions.Files"/> look like afterwards, where they change; and files that the fix adds.</summary>
    public ImmutableArray<(string Name, string Markup)> FilesAfter { get; init; } = [];

    /// <summary>Fix one diagnostic after the other until none is left or the text is as expected; else only the first.</summary>
    public bool Repeat { get; init; } = true;
}
