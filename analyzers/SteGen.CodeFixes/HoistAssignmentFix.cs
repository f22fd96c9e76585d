using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace SteGen.CodeFixes;

/// <summary>STG0015: the assignment becomes a statement before, where nothing that the statement does first could notice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class HoistAssignmentFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0015"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) => Find(node) is null ? null : "Move the assignment out";

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        (AssignmentExpressionSyntax assignment, StatementSyntax statement) = Find(node)!.Value;
        editor.InsertBefore(statement, SyntaxFactory.ExpressionStatement(assignment.WithoutTrivia()).WithAdditionalAnnotations(Formatter.Annotation));
        editor.ReplaceNode(assignment, assignment.Left.WithoutTrivia());
    }

    private static (AssignmentExpressionSyntax Assignment, StatementSyntax Statement)? Find(SyntaxNode node)
    {
        // The whole argument of a call that the statement begins with: then no other effect comes before it.
        if (node is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax, Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } assignment)
        {
            return null;
        }

        SyntaxNode? holder = call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } } ? declaration.Parent
            : call.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax } outer && outer.Right == call ? outer.Parent
            : call.Parent;
        return holder is LocalDeclarationStatementSyntax or ReturnStatementSyntax or ExpressionStatementSyntax && holder.Parent is BlockSyntax
            ? (assignment, (StatementSyntax)holder)
            : null;
    }
}
