using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace SteGen.CodeFixes.Refactorings;

/// <summary>A straight-through estimator by algebra becomes <c>Gradient.StraightThrough(hard, soft)</c>, wherever it stands and whatever the rules say.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(ReplaceEstimatorRefactoring))]
[Shared]
public sealed class ReplaceEstimatorRefactoring : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        // The largest sum around the caret that is one, and has a StopGradient to get rid of.
        foreach (BinaryExpressionSyntax sum in root.FindNode(context.Span).AncestorsAndSelf().TakeWhile(n => n is not StatementSyntax).OfType<BinaryExpressionSyntax>().Reverse())
        {
            if (sum.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == "StopGradient") && EstimatorSyntax.Find(sum, model) is var (hard, soft))
            {
                SyntaxNode whole = Replacements.WithParentheses(sum);
                context.RegisterRefactoring(CodeAction.Create(
                    "Use 'Gradient.StraightThrough'",
                    async cancellation =>
                    {
                        SyntaxNode changed = root.ReplaceNode(whole, Replacements.Call("Gradient", "StraightThrough", hard, soft).WithTriviaFrom(whole));
                        return await Simplifier.ReduceAsync(context.Document.WithSyntaxRoot(changed), Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
                    },
                    nameof(ReplaceEstimatorRefactoring)));
                return;
            }
        }
    }
}
