using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SteGen.Testing;

/// <summary>The project around an analyzer test.</summary>
public sealed record AnalysisOptions
{
    /// <summary>The language version of the project.</summary>
    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    /// <summary>The nullable context of the project.</summary>
    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>The content of an <c>.editorconfig</c> beside the sources.</summary>
    public string? EditorConfig { get; init; }

    /// <summary>Generators that run first, so that the analyzer sees generated siblings as it does in the editor.</summary>
    public ImmutableArray<IIncrementalGenerator> Generators { get; init; } = [];

    /// <summary>More files, with marks of their own.</summary>
    public ImmutableArray<(string Name, string Markup)> Files { get; init; } = [];

    /// <summary>References beyond the framework and the runtime library.</summary>
    public ImmutableArray<MetadataReference> References { get; init; } = [];

    /// <summary>Unsafe code in the test program.</summary>
    public bool AllowUnsafe { get; init; }
}
