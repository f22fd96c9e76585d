using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Numerics;
using SteGen.Analyzers.Purity;
using SteGen.Analyzers.StopGradients;
using SteGen.Analyzers.StraightThrough;
using SteGen.Analyzers.Symbols;
using SteGen.Analyzers.Usage;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers;

/// <summary>
/// All diagnostics but the report on loops leave here: the front end's, which is run again exactly as the generator runs it, and those of the usage rules, one file each in <c>Usage</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SteGenAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Descriptors.All.Except(LoopRules.All)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.From(start.Compilation) is { } types)
            {
                Once once = new();
                UselessStops stops = new(types);
                start.RegisterSymbolAction(c => OnType(c, types, once), SymbolKind.NamedType);
                start.RegisterSymbolAction(c => OnMethod(c, types, once), SymbolKind.Method);
                start.RegisterOperationBlockAction(c => OnBody(c, types));
                start.RegisterOperationAction(c => OnCall(c, types, stops, once), OperationKind.Invocation);
                start.RegisterOperationAction(c => OnFunctionInBody(c, types, once), OperationKind.LocalFunction, OperationKind.AnonymousFunction);
                start.RegisterSymbolAction(c => stops.AddMethod((IMethodSymbol)c.Symbol), SymbolKind.Method);
                start.RegisterCompilationEndAction(c =>
                {
                    stops.Report(c.Compilation, c.ReportDiagnostic, c.CancellationToken);
                    GradientOfOther.Check(stops.Marked, stops.Derived, c.Compilation, types, c.ReportDiagnostic, c.CancellationToken);
                });
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

    /// <summary>A local function or lambda that is marked: nothing can be added beside it, and symbol actions do not see it.</summary>
    private static void OnFunctionInBody(OperationAnalysisContext context, KnownTypes types, Once once)
    {
        IMethodSymbol function = context.Operation is ILocalFunctionOperation local ? local.Symbol : ((IAnonymousFunctionOperation)context.Operation).Symbol;
        if (KnownTypes.Has(function, types.Differentiable))
        {
            Differentiation.Check(function, context.Compilation, types, once.Into(context.ReportDiagnostic), context.CancellationToken);
        }
    }

    private static void OnCall(OperationAnalysisContext context, KnownTypes types, UselessStops stops, Once once)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        Action<Diagnostic> report = once.Into(context.ReportDiagnostic);
        if (types.IsStopGradient(call.TargetMethod))
        {
            stops.AddCall(call, context.ContainingSymbol);
            DiscardedStop.Check(call, types, report);
            EffectUnderStop.Check(call, types, report);
            StoppedConstant.Check(call, types, report);
            StoppedView.Check(call, types, report);
        }

        ParameterInRange.Check(call, types, report);
        ClampBounds.Check(call, types, report);
        OverlappingSpans.Check(call, types, report);
        PackedThreeValues.Check(call, types, report);
    }

    private static void OnBody(OperationBlockAnalysisContext context, KnownTypes types)
    {
        if (context.OwningSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
        {
            UpstreamIsUsed.Check(method, context.OperationBlocks, types, context.ReportDiagnostic, context.CancellationToken);
            GradientSpanIsAddedTo.Check(method, context.OperationBlocks, types, context.ReportDiagnostic, context.CancellationToken);
            BackwardSignature? signature = CustomGradients.ServedBy(method, types, context.CancellationToken).FirstOrDefault();
            if (signature is not null)
            {
                UpstreamIsLinear.Check(signature, context.OperationBlocks, context.ReportDiagnostic);
                GradientIsNotZero.Check(signature, context.OperationBlocks, context.ReportDiagnostic);
                GradientEnds.Check(method, signature, context.OperationBlocks, types, context.ReportDiagnostic);
                GradientOrder.Check(signature, types, context.ReportDiagnostic);
            }

            CapturedByGradient.Check(method, context.OperationBlocks, types, context.ReportDiagnostic);
            StateInGradient.Check(method, signature is not null, context.OperationBlocks, types, context.ReportDiagnostic);
            SmoothStraightThrough.Check(method, context.OperationBlocks, types, context.ReportDiagnostic);
        }
    }
}
