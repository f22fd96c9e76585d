using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.Testing.Tests;

/// <summary>A rule to test the kit with: names of methods in capitals (SHOUT1) or with an underscore (SHOUT2).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShoutAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_capitals = new("SHOUT1", "Capitals", "'{0}' shouts", "Test", DiagnosticSeverity.Warning, true);
    private static readonly DiagnosticDescriptor s_underscore = new("SHOUT2", "Underscore", "'{0}' crawls", "Test", DiagnosticSeverity.Warning, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [s_capitals, s_underscore];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(c =>
        {
            SyntaxToken name = ((MethodDeclarationSyntax)c.Node).Identifier;
            if (name.Text == "Crash")
            {
                throw new System.InvalidOperationException("on purpose");
            }

            if (name.Text.Length > 1 && name.Text.All(char.IsUpper))
            {
                c.ReportDiagnostic(Diagnostic.Create(s_capitals, name.GetLocation(), name.Text));
            }

            if (name.Text.Contains('_'))
            {
                c.ReportDiagnostic(Diagnostic.Create(s_underscore, name.GetLocation(), name.Text));
            }
        }, SyntaxKind.MethodDeclaration);
    }
}

/// <summary>Lowers the voice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ShoutFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["SHOUT1"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach ((string title, string key, System.Func<string, string> change) in new (string, string, System.Func<string, string>)[]
        {
            ("Whisper", "whisper", name => name.ToLowerInvariant()),
            ("Delete the name", "broken", _ => ""),
        })
        {
            context.RegisterCodeFix(CodeAction.Create(title, c => ReplaceAsync(context.Document, context.Span, change, c), key), context.Diagnostics);
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> ReplaceAsync(Document document, TextSpan span, System.Func<string, string> change, CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken);
        return document.WithText(text.Replace(span, change(text.ToString(span))));
    }
}
