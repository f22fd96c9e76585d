using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SteGen.Analyzers.Symbols;
using SteGen.Compiler.Report;
using SteGen.Generator;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Loops;

/// <summary>
/// STG0052, STG0080, STG0082 and STG0084: what becomes of the loops. All are off by default, and they have an analyzer of their own, which the compiler does not even run then: the report differentiates each
/// method once more.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoopReportAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = LoopRules.All;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.From(start.Compilation) is { } types)
            {
                start.RegisterSymbolAction(c => OnMethod(c, types), SymbolKind.Method);
            }
        });
    }

    private static void OnMethod(SymbolAnalysisContext context, KnownTypes types)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        FrontEnd frontEnd = new(context.Compilation);
        LoweringResult? lowered = KnownTypes.Find(method, types.Differentiable) is { } attribute ? frontEnd.Lower(method, attribute, context.CancellationToken)
            : KnownTypes.Find(method, types.Derive) is { } derive ? frontEnd.LowerDerived(method, derive, context.CancellationToken)
            : null;
        if (lowered is null || (lowered.Function is { } function && KnownTypes.Has(function, types.Differentiable)))
        {
            return;
        }

        HashSet<(string, Location, string)> said = [];
        for (int k = 0; k < lowered.Models.Length; k++)
        {
            foreach (LoopFact fact in Facts(lowered, k))
            {
                if (lowered.Find(k, fact.Origin) is not { } syntax)
                {
                    continue;
                }

                Diagnostic diagnostic = Say(fact, syntax);
                if (said.Add((diagnostic.Id, diagnostic.Location, diagnostic.GetMessage(CultureInfo.InvariantCulture))))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }

    /// <summary>Where the compiler fails, the generator says so at the method.</summary>
    private static IReadOnlyList<LoopFact> Facts(LoweringResult lowered, int model)
    {
        try
        {
            return LoopReport.Of(lowered.Models[model]);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [];
        }
    }

    private static Diagnostic Say(LoopFact fact, SyntaxNode syntax) => fact.Finding switch
    {
        LoopFinding.NotInLanes => Diagnostic.Create(LoopRules.NotInLanes, Keyword(syntax), fact.Text),
        LoopFinding.LaneByLane => Diagnostic.Create(LoopRules.LaneByLane, syntax.GetLocation(), fact.Text),
        LoopFinding.Kept => Diagnostic.Create(LoopRules.Kept, Keyword(syntax), fact.Bytes, fact.Text),
        _ => Diagnostic.Create(LoopRules.Overwritten, syntax.GetLocation(), syntax.ToString(), fact.Bytes),
    };

    /// <summary>A loop is marked at its keyword, not over all that it holds.</summary>
    private static Location Keyword(SyntaxNode syntax) => syntax switch
    {
        ForStatementSyntax loop => loop.ForKeyword.GetLocation(),
        CommonForEachStatementSyntax loop => loop.ForEachKeyword.GetLocation(),
        WhileStatementSyntax loop => loop.WhileKeyword.GetLocation(),
        DoStatementSyntax loop => loop.DoKeyword.GetLocation(),
        _ => syntax.GetLocation(),
    };
}
