using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SteGen.Testing;

namespace SteGen.Generator.Benchmarks;

/// <summary>A project of differentiable methods of some 50 lines each, of five kinds in turn, one file per ten methods, with helpers that they call in a file of their own.</summary>
internal static class UserProject
{
    private const int MethodsPerFile = 10;

    public const string Helpers = """
        namespace Models
        {
            internal static class Helpers
            {
                public static double Soft(double t) => System.Math.Log(1.0 + System.Math.Exp(t));
                public static double Mix(double a, double b, double w) { double t = w * a; return t + (1.0 - w) * b; }
            }
        }
        """;

    private static readonly string[] s_kinds = [Samples.Arm, Samples.Layer, Samples.Recurrence, Samples.Price, Samples.Rows];

    public static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp12);

    /// <param name="methods">How many.</param>
    /// <param name="marked">False: the same project without SteGen's attributes.</param>
    public static CSharpCompilation Create(int methods, bool marked = true)
    {
        List<(string Path, string Text)> files = [("Helpers.cs", Helpers), ("Other.cs", Other(0))];
        for (int first = 0; first < methods; first += MethodsPerFile)
        {
            files.Add(($"Models{first / MethodsPerFile}.cs", File(first, System.Math.Min(MethodsPerFile, methods - first), marked)));
        }

        return CSharpCompilation.Create(
            "Models",
            files.Select(f => Tree(f.Path, f.Text)),
            FrameworkReferences.User,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true));
    }

    /// <summary>A driver that has not run.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new SteGenGenerator().AsSourceGenerator()], parseOptions: Parse);

    /// <summary>Files that lie in this program, by how their names begin.</summary>
    public static IEnumerable<SyntaxTree> Embedded(string prefix)
    {
        Assembly home = typeof(UserProject).Assembly;
        foreach (string name in home.GetManifestResourceNames().Where(n => n.StartsWith(prefix, System.StringComparison.Ordinal)))
        {
            using StreamReader reader = new(home.GetManifestResourceStream(name)!);
            yield return Tree(name, reader.ReadToEnd());
        }
    }

    public static SyntaxTree Tree(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Parse, path);

    /// <summary>A file that no method calls.</summary>
    public static string Other(int version) => $"namespace Models {{ internal static class Other {{ public static int Version => {version}; }} }}";

    public static string File(int first, int count, bool marked = true, int version = 0)
    {
        StringBuilder text = new("using System;\nusing SteGen;\n\nnamespace Models\n{\n");
        for (int k = first; k < first + count; k++)
        {
            string number = (1.0 + (0.001 * k) + (k == first ? 0.5 * version : 0)).ToString(CultureInfo.InvariantCulture);
            string method = s_kinds[k % s_kinds.Length].Replace("1.2345", number, System.StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"    public static partial class Model{k}\n    {{\n");
            text.Append(marked ? method : method.Replace("[Differentiable]", "", System.StringComparison.Ordinal));
            text.Append("\n    }\n\n");
        }

        return text.Append("}\n").ToString();
    }

    public static int Kinds => s_kinds.Length;

    public static int Lines => s_kinds.Sum(k => k.Split('\n').Length) / s_kinds.Length;
}
