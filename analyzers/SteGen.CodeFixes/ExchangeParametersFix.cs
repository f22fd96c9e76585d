using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SteGen.Analyzers.Usage;

namespace SteGen.CodeFixes;

/// <summary>STG0047: two gradient parameters change places. Calls of the backward by hand do not follow; generated code calls it by place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ExchangeParametersFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0047"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        Find(node, diagnostic) is var (a, b) ? $"Exchange '{a.Identifier.ValueText}' and '{b.Identifier.ValueText}'" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        (ParameterSyntax a, ParameterSyntax b) = Find(node, diagnostic)!.Value;
        editor.ReplaceNode(a, b.WithTriviaFrom(a));
        editor.ReplaceNode(b, a.WithTriviaFrom(b));
    }

    private static (ParameterSyntax A, ParameterSyntax B)? Find(SyntaxNode node, Diagnostic diagnostic) =>
        node.FirstAncestorOrSelf<ParameterSyntax>() is { Parent: ParameterListSyntax list } a
        && diagnostic.Properties.TryGetValue(GradientOrder.Other, out string? other)
        && list.Parameters.FirstOrDefault(p => p.Identifier.ValueText == other) is { } b
            ? (a, b)
            : null;
}
