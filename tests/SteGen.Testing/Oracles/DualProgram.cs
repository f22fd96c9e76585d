using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.Testing;

/// <summary>
/// The same program over dual numbers: forward derivatives of an arbitrary C# program, from its text alone. It runs the statements that the user wrote, in their order; it
/// knows nothing of the compiler under test.
/// </summary>
public static class DualProgram
{
    /// <summary>Translates every file of a compilation (without generated sources) and gives the compilation of the result.</summary>
    public static CSharpCompilation Translate(CSharpCompilation program)
    {
        HashSet<SyntaxNode> broken = MembersWithErrors(program);
        var foreign = new ForeignGradients(program);
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        IEnumerable<SyntaxTree> trees = program.SyntaxTrees.Select(tree =>
        {
            SyntaxNode rewritten = new DualRewriter(program.GetSemanticModel(tree), broken, foreign).Visit(tree.GetRoot())!;

            // Through text: what is compiled is what one reads when the translation is at fault.
            return CSharpSyntaxTree.ParseText(SourceText.From(rewritten.ToFullString(), Encoding.UTF8), parse, $"Dual.{tree.FilePath}");
        });
        return CSharpCompilation.Create(
            "Dual",
            trees,
            program.References.Append(FrameworkReferences.Kit),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                checkOverflow: program.Options.CheckOverflow,
                nullableContextOptions: program.Options.NullableContextOptions));
    }

    /// <summary>The errors of a translated program with its text: the oracle does not know something.</summary>
    public static void AssertCompiles(CSharpCompilation dual)
    {
        var errors = dual.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new TestFailure(DiagnosticText.Describe("The dual program does not compile: the oracle cannot say this yet.", errors)
                + "\n" + string.Join("\n", errors.Select(e => e.Location.SourceTree).Distinct()));
        }
    }

    /// <summary>Members that call what the generator would add do not bind here; they are no part of the function under test.</summary>
    private static HashSet<SyntaxNode> MembersWithErrors(CSharpCompilation program) =>
        [.. program.GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error && d.Location.IsInSource)
            .Select(d => d.Location.SourceTree!.GetRoot().FindNode(d.Location.SourceSpan)
                .FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax))
            .OfType<SyntaxNode>()];
}
