using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using SteGen.Compiler.Emit;
using SteGen.Compiler.Model;
using SteGen.Generator;

namespace SteGen.CodeFixes.Refactorings;

/// <summary>
/// The <c>[Derive]</c> declaration of a member that a <c>[Differentiable]</c> method gets, or could get, below the method. It has the member's own name and signature and so takes its place; from there on it is the
/// user's to rename, to document, to make private.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(WriteDeclarationRefactoring))]
[Shared]
public sealed class WriteDeclarationRefactoring : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || model.Compilation.GetTypeByMetadataName("SteGen.DifferentiableAttribute") is not { } differentiable)
        {
            return;
        }

        if (PointedAt.Method(root, context.Span) is not { } method
            || model.GetDeclaredSymbol(method, context.CancellationToken) is not { } symbol
            || symbol.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, differentiable)) is not { } attribute
            || new FrontEnd(model.Compilation).Lower(symbol, attribute, context.CancellationToken).Model is not { } lowered)
        {
            return;
        }

        const Members all = Members.Default | Members.Accumulate | Members.Jvp | Members.Hessian | Members.HessianVectorProduct | Members.Jacobian;
        CodeAction[] actions = [.. MemberSignatures.Of(lowered with { Emit = all })
            .Where(member => !lowered.Declared.Contains(member.Key) && symbol.TypeParameters.IsEmpty)
            .Select(member => CodeAction.Create(
                $"{member.Name} ({member.Kind})",
                async cancellation =>
                {
                    SyntaxNode changed = root.InsertNodesAfter(method, [Declaration(symbol, method, member)]);
                    Document document = context.Document.WithSyntaxRoot(changed);
                    return await Simplifier.ReduceAsync(document, Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
                },
                $"{nameof(WriteDeclarationRefactoring)} {member.Key}"))];
        if (actions.Length > 0)
        {
            context.RegisterRefactoring(CodeAction.Create($"Write the [Derive] declaration of '{symbol.Name}'", [.. actions], isInlinable: false));
        }
    }

    private static MemberDeclarationSyntax Declaration(IMethodSymbol symbol, MethodDeclarationSyntax method, MemberSignature member)
    {
        IEnumerable<string> parameters = member.Names.Select((name, k) => $"{member.Modifiers[k]} {member.Types[k]} {name}".TrimStart());
        string indentation = string.Concat(method.GetLeadingTrivia().Reverse().TakeWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse());
        string access = string.Concat(method.Modifiers.Where(m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword).Select(m => m.Text + " "));
        string modifiers = (access.Length == 0 ? "private " : access) + (symbol.IsStatic ? "static " : "");
        string text = $"\n{indentation}[global::SteGen.Derive(nameof({Name(symbol)}), global::SteGen.Derivatives.{member.Kind})]\n"
            + $"{indentation}{modifiers}partial {member.ReturnType} {member.Name}({string.Join(", ", parameters)});\n";
        return SyntaxFactory.ParseMemberDeclaration(text)!.WithAdditionalAnnotations(Simplifier.Annotation);
    }

    private static string Name(IMethodSymbol symbol) => SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : "@" + symbol.Name;
}
