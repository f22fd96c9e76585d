using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SteGen.Analyzers.Symbols;
using SteGen.Analyzers.Usage;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers;

/// <summary>
/// All diagnostics leave here: the front end's, which is run again exactly as the generator runs it, and those of the usage rules, one file each in <c>Usage</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SteGenAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.All;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.From(start.Compilation) is { } types)
            {
                Once once = new();
                start.RegisterSymbolAction(c => OnType(c, types, once), SymbolKind.NamedType);
                start.RegisterSymbolAction(c => OnMethod(c, types, once), SymbolKind.Method);
                start.RegisterOperationBlockAction(c => OnBody(c, types));
            }
        });
    }

    private static void OnType(SymbolAnalysisContext context, KnownTypes types, Once once) =>
        ContainingTypeIsPartial.Check((INamedTypeSymbol)context.Symbol, types, once.Into(context.ReportDiagnostic), context.CancellationToken);

    private static void OnMethod(SymbolAnalysisContext context, KnownTypes types, Once once)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        if (!method.GetAttributes().IsEmpty)
        {
            Differentiation.Declarations(method, types, once.Into(context.ReportDiagnostic), context.CancellationToken);
            Differentiation.Check(method, context.Compilation, types, once.Into(context.ReportDiagnostic), context.CancellationToken);
        }
    }

    private static void OnBody(OperationBlockAnalysisContext context, KnownTypes types)
    {
        if (context.OwningSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
        {
            UpstreamIsUsed.Check(method, context.OperationBlocks, types, context.ReportDiagnostic, context.CancellationToken);
            GradientSpanIsAddedTo.Check(method, context.OperationBlocks, types, context.ReportDiagnostic, context.CancellationToken);
            SmoothStraightThrough.Check(method, context.OperationBlocks, types, context.ReportDiagnostic);
        }
    }
}
