using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace SteGen.CodeFixes.Refactorings;

/// <summary><c>[Differentiable]</c> on a method with a real parameter, and <c>partial</c> on the types around it.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(MakeDifferentiableRefactoring))]
[Shared]
public sealed class MakeDifferentiableRefactoring : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || model.Compilation.GetTypeByMetadataName("SteGen.DifferentiableAttribute") is not { } attribute)
        {
            return;
        }

        if (PointedAt.Method(root, context.Span) is not { } method
            || (method.Body is null && method.ExpressionBody is null)
            || model.GetDeclaredSymbol(method, context.CancellationToken) is not { MethodKind: MethodKind.Ordinary, IsAbstract: false, IsVirtual: false, IsOverride: false, IsAsync: false } symbol
            || symbol.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute))
            || !symbol.Parameters.Any(p => IsReal(p.Type)))
        {
            return;
        }

        context.RegisterRefactoring(CodeAction.Create(
            $"Make '{symbol.Name}' differentiable",
            async cancellation =>
            {
                TypeDeclarationSyntax[] types = [.. method.Ancestors().OfType<TypeDeclarationSyntax>().Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword))];
                SyntaxNode changed = root.ReplaceNodes(types.Append<MemberDeclarationSyntax>(method), (_, current) => current switch
                {
                    MethodDeclarationSyntax m => WithAttribute(m),
                    TypeDeclarationSyntax t => WithPartial(t),
                    _ => current,
                });
                return await Simplifier.ReduceAsync(context.Document.WithSyntaxRoot(changed), Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
            },
            nameof(MakeDifferentiableRefactoring)));
    }

    private static bool IsReal(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => Replacements.IsReal(array.ElementType),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } => Replacements.IsReal(element),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(e => IsReal(e.Type)),
        INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } structure => structure.GetMembers().OfType<IFieldSymbol>().Any(f => !f.IsStatic && Replacements.IsReal(f.Type)),
        _ => Replacements.IsReal(type),
    };

    private static MethodDeclarationSyntax WithAttribute(MethodDeclarationSyntax method)
    {
        SyntaxTriviaList leading = method.GetLeadingTrivia();
        SyntaxTriviaList indentation = SyntaxFactory.TriviaList(leading.Reverse().TakeWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse());
        AttributeSyntax attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::SteGen.Differentiable").WithAdditionalAnnotations(Simplifier.Annotation));
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute))
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(SyntaxFactory.EndOfLine("\n"));
        MethodDeclarationSyntax bare = method.WithLeadingTrivia(indentation);
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list));
    }

    private static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);
    }
}
