using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Generator;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.Robustness;

/// <summary>What people write before it is right, and names and places that one does not think of: a diagnostic or correct code, nothing in between.</summary>
public sealed class BadInputTests
{
    /// <summary>These have an error, of the compiler or of the analyzer, and no code of ours with errors.</summary>
    public static TheoryData<string, string> Broken => new()
    {
        { "attribute without a bracket", "public static partial class C { [Differentiable public static double F(double x) => x * x; }" },
        { "attribute without arguments' end", "public static partial class C { [Differentiable(\"x\", Emit = ] public static double F(double x) => x * x; }" },
        { "attribute of unknown enum member", "public static partial class C { [Differentiable(Emit = Derivatives.Nothing)] public static double F(double x) => x * x; }" },
        { "attribute with a number", "public static partial class C { [Differentiable(3)] public static double F(double x) => x * x; }" },
        { "attribute without a method", "public static partial class C { [Differentiable] }" },
        { "unknown parameter", "public static partial class C { [Differentiable(\"y\")] public static double F(double x) => x * x; }" },
        { "unknown surrogate", "public static partial class C { [StraightThrough(Surrogate = nameof(Nobody))] public static double F(double x) => x * x; }" },
        { "unknown derivative name", "public static partial class C { [Differentiable] public static double F(double x) => G(x); [CustomGradient(\"Nobody\")] static double G(double x) => x; }" },
        { "not partial", "public static class C { [Differentiable] public static double F(double x) => x * x; }" },
        { "outer type not partial", "public static class A { public static partial class C { [Differentiable] public static double F(double x) => x * x; } }" },
        { "name that is no identifier", "public static partial class C { [Differentiable(Name = \"no name\")] public static double F(double x) => x * x; }" },
        { "member that clashes", "public static partial class C { public static int FGradient; [Differentiable] public static double F(double x) => x * x; }" },
        { "method that clashes by its return type", "public static partial class C { static int FGradient(double x) => 1; [Differentiable] public static double F(double x) => x * x; }" },
        { "same signature twice", "public static partial class C { [Differentiable] public static double F(double x) => x * x; [Differentiable] public static double F(double x) => x; }" },
        { "parameters named as ours", "public static partial class C { [Differentiable] public static double F(double result, double tape, double x, double xGradient) => result * tape * x * xGradient; }" },
        { "one name for two", "public static partial class C { [Differentiable(Name = \"L\")] public static double F(double x) => x * x; [Differentiable(Name = \"L\")] public static double G(double x) => x; }" },
        { "generic method beside its own case", "public static partial class C { [Differentiable] public static T F<T>(T x) where T : System.Numerics.INumber<T> => x * x; [Differentiable] public static float F(float x) => x * x; }" },
        { "body missing", "public static partial class C { [Differentiable] public static double F(double x) }" },
        { "expression missing", "public static partial class C { [Differentiable] public static double F(double x) => ; }" },
        { "type missing", "public static partial class C { [Differentiable] public static F(double x) => x; }" },
        { "parameter half written", "public static partial class C { [Differentiable] public static double F(double x, ) => x * x; }" },
        { "unknown type", "public static partial class C { [Differentiable] public static double F(Tensor x) => x * x; }" },
        { "loop half written", "public static partial class C { [Differentiable] public static double F(double x) { for (int i = 0; i < ; i++) x *= x; return x; } }" },
        { "file-local type", "file static partial class C { [Differentiable] public static double F(double x) => x * x; }" },
        { "in an interface, of an instance", "public partial interface I { double K { get; } [Differentiable] double F(double x) => K * x; }" },
        { "abstract", "public abstract partial class C { [Differentiable] public abstract double F(double x); }" },
        { "recursive property", "public static partial class C { static double P => P; [Differentiable] public static double F(double x) => x * P * Unknown(x); }" },
        { "unfinished preprocessor branch", "#if true\npublic static partial class C { [Differentiable] public static double F(double x) => x * x; }\n" },
        { "conflict markers", "public static partial class C {\n<<<<<<< a\n[Differentiable] public static double F(double x) => x * x;\n=======\n[Differentiable] public static double F(double x) => x;\n>>>>>>> b\n}" },
    };

    /// <summary>These are right, and their derivatives compile.</summary>
    public static TheoryData<string, string> Unusual => new()
    {
        { "global namespace", "public static partial class C { [Differentiable] public static double F(double x) => x * x; }" },
        { "in an interface", "public partial interface I { [Differentiable] static double F(double x) => x * x; }" },
        { "file-scoped namespace", "namespace N.M; public static partial class C { [Differentiable] public static double F(double x) => x * x; }" },
        { "nested and generic types", "namespace N { public partial class A<T> where T : struct { public partial record struct B<U>(U V) { [Differentiable] public static double F(double x) => x * x; } } }" },
        { "nested types of one name", "public partial class A { public static partial class C { [Differentiable] public static double F(double x) => x * x; } } public partial class B { public static partial class C { [Differentiable] public static double F(double x) => x; } }" },
        { "keywords as names", "namespace @namespace; public static partial class @class { [Differentiable] public static double @return(double @in, double @double, double[] @params) { double @if = @in * @double; return @if * @params[0]; } }" },
        { "contextual keywords as names", "public static partial class C { [Differentiable] public static double value(double var, double async, double field, double record) => var * async * field + record; }" },
        { "unicode names", "namespace Größen; public static partial class Modell { [Differentiable] public static double Verlust(double θ, double Δx, double 重み) { double ŷ = θ * Δx; return ŷ * ŷ * 重み; } }" },
        { "escapes in names", "public static partial class C { [Differentiable] public static double F(double \\u0061b) => ab * ab; }" },
        { "names of ours for locals", "public static partial class C { [Differentiable] public static double F(double x, double V) { double tape = x * V, result = tape, xGradient = result * x, workspace = 2; return xGradient * workspace; } }" },
        { "names that differ in case", "namespace N { public static partial class C { [Differentiable] public static double F(double x) => x * x; [Differentiable] public static double f(double x) => x; } public static partial class c { [Differentiable] public static double F(double x) => x; } } namespace n { public static partial class C { [Differentiable] public static double F(double x) => x; } }" },
        { "aliases of ours as types", "namespace V { namespace D { public struct F; public struct M; public static partial class I { [Differentiable] public static double L(double x) => x * x; } } }" },
        { "span named as a result", "public static partial class C { [Differentiable] public static void F(System.ReadOnlySpan<double> x, System.Span<double> result) { for (int i = 0; i < x.Length; i++) result[i] = x[i] * x[i]; } }" },
        { "overloads", "public static partial class C { [Differentiable] public static double F(double x) => x * x; [Differentiable] public static float F(float x) => x * x; [Differentiable] public static double F(double x, double y) => x * y; }" },
        { "overload by arity of the type", "public static partial class C { [Differentiable] public static double F(double x) => x * x; } public static partial class C<T> { [Differentiable] public static double F(double x) => x; }" },
        { "preprocessor branches", "public static partial class C {\n#if SOMETHING\n[Differentiable] public static double F(double x) => x * * x;\n#else\n[Differentiable] public static double F(double x) => x * x;\n#endif\n}" },
        { "directives in a body", "public static partial class C { [Differentiable] public static double F(double x)\n{\n#region square\n#pragma warning disable CS0219\nint unused = 1;\n#line 100 \"Other.cs\"\nreturn x * x;\n#line default\n#endregion\n} }" },
        { "comments that end comments", "public static partial class C { [Differentiable] public static double F(double x) { double y = x /* a */ * x; // */ \" {0} \\\nreturn y; } }" },
        { "parts of a type", "public static partial class C { [Differentiable] public static double F(double x) => G(x); } public static partial class C { private static double G(double x) => x * x; }" },
        { "partial method", "public static partial class C { [Differentiable] public static partial double F(double x); public static partial double F(double x) => x * x; }" },
        { "record, struct and readonly", "public readonly partial struct S { [Differentiable] public static double F(double x) => x * x; } public partial record R { [Differentiable] public static double F(double x) => x * x; }" },
        { "attribute with its full name", "public static partial class C { [global::SteGen.DifferentiableAttribute(nameof(x))] public static double F(double x) => x * x; }" },
        { "attribute by alias", "using D = SteGen.DifferentiableAttribute; public static partial class C { [D] public static double F(double x) => x * x; }" },
        { "types called System and Math", "public static partial class C { public static class System { } public static class Math { } public static class MathF { } [Differentiable] public static double F(double x) => x * global::System.Math.Exp(x); }" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task IsADiagnostic(string what, string code)
    {
        (ImmutableArray<Diagnostic> own, _) = await Run(what, code);
        Assert.Contains(own, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [MemberData(nameof(Unusual))]
    public async Task IsCorrectCode(string what, string code)
    {
        (ImmutableArray<Diagnostic> own, int files) = await Run(what, code);
        Assert.DoesNotContain(own, d => d.Severity == DiagnosticSeverity.Error);
        Assert.NotEqual(0, files);
    }

    /// <summary>The same file twice in one project, as a link that was added by mistake; and in two projects.</summary>
    [Fact]
    public async Task LinkedFiles()
    {
        const string Code = "using SteGen; public static partial class C { [Differentiable] public static double F(double x) => x * x; }";
        (ImmutableArray<Diagnostic> twice, _) = await Run("linked twice", Code, Code);
        Assert.Contains(twice, d => d.Id == "CS0111");
        (ImmutableArray<Diagnostic> once, int files) = await Run("linked once", Code, "public static class Program { public static double G(double x) => C.FGradient(x); }");
        Assert.DoesNotContain(once, d => d.Severity == DiagnosticSeverity.Error);
        Assert.NotEqual(0, files);
    }

    /// <summary>Errors of the user's code, by compiler and analyzer; and how many files were generated. Errors in those fail the test, as exceptions do.</summary>
    private static async Task<(ImmutableArray<Diagnostic> Own, int Files)> Run(string what, params string[] files)
    {
        CSharpParseOptions options = new(LanguageVersion.CSharp12);
        SyntaxTree[] trees = [.. files.Select((f, k) => CSharpSyntaxTree.ParseText((f.Contains("using SteGen", System.StringComparison.Ordinal) ? "" : "using SteGen; ") + f, options, $"File{k}.cs"))];
        CSharpCompilation compilation = Reported.Compile("").RemoveAllSyntaxTrees().AddSyntaxTrees(trees);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new SteGenGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation whole, out _);
        GeneratorDriverRunResult result = driver.GetRunResult();
        Assert.True(result.Results[0].Exception is null, $"{what}: the generator threw {result.Results[0].Exception}");

        ImmutableArray<Diagnostic> said = await Reported.ByAnalyzer(whole);
        Assert.All(said, d => Assert.DoesNotContain("SteGen failed on it", d.GetMessage()));
        Diagnostic[] errors = [.. whole.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
        IEnumerable<Diagnostic> inOurs = errors.Where(d => result.GeneratedTrees.Any(t => t == d.Location.SourceTree));
        Diagnostic[] own = [.. errors.Where(d => !result.GeneratedTrees.Any(t => t == d.Location.SourceTree)), .. said];
        Assert.True(!inOurs.Any(), $"{what}: generated code has errors: {string.Join("\n", inOurs)}\nown: {string.Join("\n", own.Select(d => d.ToString()))}");
        return ([.. own], result.GeneratedTrees.Length);
    }
}
