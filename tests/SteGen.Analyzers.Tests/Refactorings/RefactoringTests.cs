using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SteGen.CodeFixes.Refactorings;
using SteGen.Generator;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.Refactorings;

/// <summary>What the light bulb offers where no rule complains. <c>$$</c> is the caret.</summary>
public sealed class RefactoringTests
{
    [Theory]
    [InlineData(
        "public static double $$F(double x) => x * x;",
        "[Differentiable]\n    public static double F(double x) => x * x;")]
    [InlineData(
        "/// <summary>A loss.</summary>\n    [Obsolete]\n    public static void $$F(ReadOnlySpan<float> x, Span<float> y) => x.CopyTo(y);",
        "/// <summary>A loss.</summary>\n    [Differentiable]\n    [Obsolete]\n    public static void F(ReadOnlySpan<float> x, Span<float> y) => x.CopyTo(y);")]
    public async Task MethodBecomesDifferentiable(string before, string after)
    {
        string changed = await Apply(new MakeDifferentiableRefactoring(), InClass("public static class C", before));
        Assert.Equal(InClass("public static partial class C", after), changed);
        CSharpGeneratorDriver.Create([new SteGenGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12)).RunGeneratorsAndUpdateCompilation(Reported.Compile(changed), out Compilation whole, out _);
        Assert.DoesNotContain(whole.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Contains(whole.GetTypeByMetadataName("C")!.GetMembers(), m => m.Name == "FBackward");
    }

    [Fact]
    public async Task AllTypesAroundBecomePartial()
    {
        string changed = await Apply(new MakeDifferentiableRefactoring(), "using SteGen;\n\nclass A\n{\n    internal struct B\n    {\n        internal static float $$F(float x) => x;\n    }\n}\n");
        Assert.Equal("using SteGen;\n\npartial class A\n{\n    internal partial struct B\n    {\n        [Differentiable]\n        internal static float F(float x) => x;\n    }\n}\n", changed);
    }

    [Theory]
    [InlineData("[Differentiable] public static double $$F(double x) => x * x;")]
    [InlineData("public static int $$F(int x) => x * x;")]
    [InlineData("public static double F(double x) => x $$* x;")]
    [InlineData("public static double $$P => 1;")]
    [InlineData("public static async System.Threading.Tasks.Task<double> $$F(double x) => await System.Threading.Tasks.Task.FromResult(x);")]
    public async Task NothingIsOfferedElsewhere(string members) => Assert.Empty(await Offers(new MakeDifferentiableRefactoring(), InClass("public static partial class C", members)));

    [Theory]
    [InlineData("x + Gradient.Stop$$Gradient(Math.Round(x) - x)", "Gradient.StraightThrough(Math.Round(x), x)")]
    [InlineData("2 * (Math.Sign(x) - Gradient.StopGradient(x) $$+ x)", "2 * Gradient.StraightThrough(Math.Sign(x), x)")]
    [InlineData("(x * y) + Gradient.StopGradient($$y - (x * y))", "Gradient.StraightThrough(y, x * y)")]
    public async Task EstimatorBecomesACall(string before, string after)
    {
        string changed = await Apply(new ReplaceEstimatorRefactoring(), InClass("public static partial class C", $"[Differentiable] public static double F(double x, double y) => {before};"));
        Assert.Equal(InClass("public static partial class C", $"[Differentiable] public static double F(double x, double y) => {after};"), changed);
        using LoadedProgram program = LoadedProgram.From(Reported.Compile(changed));
        Assert.IsType<double>(program.Call("C", "F", 2.3, 4.0));
    }

    [Theory]
    [InlineData("x + $$x - x")]
    [InlineData("x - 0.5 * Gradient.StopGradient($$x)")]
    [InlineData("x + Gradient.StopGradient($$Math.Round(x) - y)")]
    public async Task OtherSumsStay(string expression) =>
        Assert.Empty(await Offers(new ReplaceEstimatorRefactoring(), InClass("public static partial class C", $"public static double F(double x, double y) => {expression};")));

    [Theory]
    [InlineData("FBackward (Tape)", "[Derive(nameof(F), Derivatives.Tape)]\n    internal static partial void FBackward(ReadOnlySpan<double> w, double x, double resultGradient, Span<double> wGradient, out double xGradient, Tape tape);")]
    [InlineData("FValueAndGradient (Gradient)", "[Derive(nameof(F), Derivatives.Gradient)]\n    internal static partial double FValueAndGradient(ReadOnlySpan<double> w, double x, Span<double> wGradient, out double xGradient);")]
    [InlineData("FJvp (Jvp)", "[Derive(nameof(F), Derivatives.Jvp)]\n    internal static partial (double result, double resultTangent) FJvp(ReadOnlySpan<double> w, ReadOnlySpan<double> wTangent, double x, double xTangent);")]
    [InlineData("FHessian (Hessian)", "[Derive(nameof(F), Derivatives.Hessian)]\n    internal static partial void FHessian(ReadOnlySpan<double> w, double x, Span<double> hessian);")]
    public async Task ADeclarationTakesThePlaceOfItsMember(string title, string declaration)
    {
        const string method = "[Differentiable]\n    internal static double F(double[] w, double x) => w[0] * x;";
        CodeAction action = Assert.Single(await Offers(new WriteDeclarationRefactoring(), InClass("public static partial class C", method.Replace(" F(", " $$F("))));
        string changed = await Applied(action.NestedActions.Single(a => a.Title == title));
        Assert.Equal(InClass("public static partial class C", $"{method}\n\n    {declaration}"), changed);
        CSharpGeneratorDriver.Create([new SteGenGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12)).RunGeneratorsAndUpdateCompilation(Reported.Compile(changed), out Compilation whole, out _);
        Assert.DoesNotContain(whole.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(await Reported.ByAnalyzer(whole));

        // what is declared already is not offered again
        string again = changed.Replace(" F(", " $$F(");
        Assert.DoesNotContain(Assert.Single(await Offers(new WriteDeclarationRefactoring(), again)).NestedActions, a => a.Title == title);
    }

    [Theory]
    [InlineData("public static double $$F(double x) => x * x;")]
    [InlineData("[Differentiable] public static double F(double x) => x $$* x;")]
    [InlineData("[Differentiable] public static double $$F(decimal x) => 1;")]
    public async Task NoDeclarationIsOfferedElsewhere(string members) => Assert.Empty(await Offers(new WriteDeclarationRefactoring(), InClass("public static partial class C", members)));

    private static string InClass(string header, string members) => $"using System;\nusing SteGen;\n\n{header}\n{{\n    {members}\n}}\n";

    private static async Task<string> Apply(CodeRefactoringProvider provider, string code) =>
        await Applied(Assert.Single(await Offers(provider, code)));

    private static async Task<string> Applied(CodeAction action)
    {
        ApplyChangesOperation change = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        return (await change.ChangedSolution.Projects.Single().Documents.Single().GetTextAsync()).ToString();
    }

    private static async Task<List<CodeAction>> Offers(CodeRefactoringProvider provider, string code)
    {
        int caret = code.IndexOf("$$", System.StringComparison.Ordinal);
        AdhocWorkspace workspace = new();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Create(), "Test", "Test", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), metadataReferences: FrameworkReferences.User));
        Document document = project.AddDocument("Test.cs", SourceText.From(code.Remove(caret, 2)));
        List<CodeAction> actions = [];
        await provider.ComputeRefactoringsAsync(new CodeRefactoringContext(document, new TextSpan(caret, 0), actions.Add, CancellationToken.None));
        return actions;
    }
}
