using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Ir;
using SteGen.Generator;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Purity;

/// <summary>STG0050, STG0053 and STG0054: what a differentiable method asks of the world around it, and will ask again in its backward.</summary>
internal static class Surroundings
{
    private static readonly string[] s_clocks = ["System.Random", "System.DateTime", "System.DateTimeOffset", "System.Guid", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Security.Cryptography.RandomNumberGenerator"];

    public static void Check(LoweredMethod method, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (Inst inst in method.Function.All())
        {
            if ((inst.Op == Op.External || (inst.Op == Op.Call && inst.Callee!.Backward is null))
                && method.Syntax(inst) is { } syntax && compilation.ContainsSyntaxTree(syntax.SyntaxTree)
                && compilation.GetSemanticModel(syntax.SyntaxTree).GetSymbolInfo(syntax, cancellation).Symbol is { } symbol)
            {
                if (Changing(symbol) is { } descriptor)
                {
                    report(Diagnostic.Create(descriptor, syntax.GetLocation(), syntax.ToString()));
                }
                else if (MutableStatic(inst, method, compilation, cancellation) is { } state)
                {
                    report(Diagnostic.Create(PurityRules.MutableStatic, syntax.GetLocation(), state.Name));
                }
            }
        }
    }

    /// <summary>The static field or property that may change, where an instruction reads one and it reaches a result.</summary>
    public static ISymbol? MutableStatic(Inst inst, LoweredMethod method, Compilation compilation, CancellationToken cancellation) =>
        inst.Op is Op.External or Op.Call && inst.Results.Count > 0 && method.Reached[inst.Results[0]]
        && method.Syntax(inst) is { } syntax && compilation.ContainsSyntaxTree(syntax.SyntaxTree)
        && compilation.GetSemanticModel(syntax.SyntaxTree).GetSymbolInfo(syntax, cancellation).Symbol is { } symbol && IsMutableStatic(symbol)
            ? symbol
            : null;

    /// <summary>The front end has no derivative for these either; why is better said by their own rules.</summary>
    public static Diagnostic? Instead(FrontEndProblem problem, Compilation compilation, CancellationToken cancellation)
    {
        if (problem.Id is not ("STG0101" or "STG0102" or "STG0106") || problem.Location.SourceTree is not { } tree || !compilation.ContainsSyntaxTree(tree))
        {
            return null;
        }

        SyntaxNode node = tree.GetRoot(cancellation).FindNode(problem.Location.SourceSpan, getInnermostNodeForTie: true);
        SemanticModel model = compilation.GetSemanticModel(tree);
        foreach (ExpressionSyntax expression in node.AncestorsAndSelf().TakeWhile(n => n is not StatementSyntax).OfType<ExpressionSyntax>())
        {
            if (model.GetSymbolInfo(expression, cancellation).Symbol is { } symbol && Changing(symbol) is { } rule)
            {
                return Diagnostic.Create(rule, expression.GetLocation(), expression.ToString());
            }
        }

        return null;
    }

    private static DiagnosticDescriptor? Changing(ISymbol symbol)
    {
        if (symbol.ContainingType is not { } type || symbol is not (IMethodSymbol or IPropertySymbol))
        {
            return null;
        }

        string name = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        return s_clocks.Contains(name) || (name == "System.Environment" && symbol.Name.StartsWith("TickCount", StringComparison.Ordinal)) ? PurityRules.Nondeterministic
            : name == "System.Console" || type.ContainingNamespace?.ToDisplayString() == "System.IO" ? PurityRules.InputOutput
            : null;
    }

    private static bool IsMutableStatic(ISymbol symbol) => symbol switch
    {
        IFieldSymbol { IsStatic: true, IsReadOnly: false, IsConst: false } => true,
        IPropertySymbol { IsStatic: true, SetMethod: { IsInitOnly: false } } => true,
        _ => false,
    };
}
