using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SteGen.Testing;

/// <summary>The project that a test program is compiled in. The defaults are the strictest that generated code promises to compile under, except <see cref="CheckOverflow"/>.</summary>
public sealed record HarnessOptions
{
    /// <summary>C# 12 unless told otherwise: what the generated code may use.</summary>
    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    /// <summary>The nullable context of the project.</summary>
    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>Checked arithmetic as the default of the project.</summary>
    public bool CheckOverflow { get; init; }

    /// <summary>Warnings of the user's own code fail as well. Warnings in generated code always do.</summary>
    public bool WarningsAsErrors { get; init; }

    /// <summary>Debug or Release.</summary>
    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Release;

    /// <summary>The name of the assembly.</summary>
    public string AssemblyName { get; init; } = "Program";

    /// <summary>References beyond the framework and the runtime library.</summary>
    public ImmutableArray<MetadataReference> References { get; init; } = [];

    /// <summary>Preprocessor symbols.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    internal CSharpParseOptions ParseOptions =>
        new CSharpParseOptions(LanguageVersion, DocumentationMode.Diagnose).WithPreprocessorSymbols(Symbols);

    internal CSharpCompilationOptions CompilationOptions =>
        new(OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: Optimization,
            checkOverflow: CheckOverflow,
            nullableContextOptions: Nullable,
            deterministic: true,
            generalDiagnosticOption: WarningsAsErrors ? ReportDiagnostic.Error : ReportDiagnostic.Default);
}
