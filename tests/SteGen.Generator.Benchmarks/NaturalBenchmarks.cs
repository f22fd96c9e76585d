using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Benchmarks;
using SteGen.Testing;

namespace SteGen.Generator.Benchmarks;

/// <summary>
/// Loops as users write them. The same generated text is compiled twice, once with the question after the width of the machine answered by no: so the gradient in lanes stands beside the scalar gradient of the
/// same tool, with the same run-time library. Where there is one, also beside the layer by hand.
/// </summary>
internal static class NaturalBenchmarks
{
    public static void Run(string[] names)
    {
        (CSharpCompilation lanes, GeneratorDriver driver) = Compiled();
        Assembly plain = Load(lanes, isScalar: false), scalar = Load(lanes, isScalar: true);
        var inLanes = Cases(plain);
        var inScalar = Cases(scalar);
        for (int k = 0; k < inLanes.Length; k++)
        {
            if (names.Length > 0 && !Array.Exists(names, n => inLanes[k].Name.Contains(n, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            inLanes[k].Gradient();
            inScalar[k].Gradient();
            double a = inLanes[k].Sum(), b = inScalar[k].Sum();
            if (BitConverter.DoubleToInt64Bits(a) != BitConverter.DoubleToInt64Bits(b))
            {
                throw new InvalidOperationException($"{inLanes[k].Name}: {a:R} in lanes, {b:R} without.");
            }

            List<(string, Action)> contenders = [("gradient in lanes", inLanes[k].Gradient), ("gradient without lanes", inScalar[k].Gradient), ("forward in lanes", inLanes[k].Forward)];
            if (inLanes[k].ByHand is { } byHand)
            {
                byHand();
                double c = inLanes[k].Sum();
                if (Math.Abs(a - c) > 1e-8 * (1 + Math.Abs(a)))
                {
                    throw new InvalidOperationException($"{inLanes[k].Name}: {a:R} generated, {c:R} by hand.");
                }

                contenders.Add(("by hand, fused", byHand));
            }

            double[] t = Interleaved.Run(inLanes[k].Name, 1, [.. contenders]);
            Console.WriteLine(FormattableString.Invariant($"  without lanes / in lanes {t[1] / t[0]:F2} (asked: 4); gradient / forward {t[0] / t[2]:F2}{(t.Length > 3 ? FormattableString.Invariant($"; in lanes / by hand {t[0] / t[3]:F2} (asked: 1.3)") : "")}"));
        }

        foreach (string line in Status(driver))
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>For every program the loops that have a kernel.</summary>
    private static IEnumerable<string> Status(GeneratorDriver driver) => driver.GetRunResult().GeneratedTrees
        .SelectMany(t => t.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        .Select(m => m.Identifier.Text).Where(n => n.EndsWith("Lanes512", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .GroupBy(n => Regex.Match(n, "^(.*?)(Forward|Backward|Value|Gradient|Accumulate)?Loop").Groups[1].Value)
        .Select(g => $"{g.Key}: {string.Join(", ", g)}");

    private static (CSharpCompilation Output, GeneratorDriver Driver) Compiled()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Natural",
            UserProject.Embedded("Natural"),
            [.. FrameworkReferences.User, MetadataReference.CreateFromFile(typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = UserProject.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return ((CSharpCompilation)output, driver);
    }

    private static Assembly Load(CSharpCompilation compilation, bool isScalar)
    {
        CSharpCompilation chosen = isScalar
            ? compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(t => UserProject.Tree(t.FilePath, Regex.Replace(t.ToString(), @"global::System\.Runtime\.Intrinsics\.Vector\d+\.IsHardwareAccelerated", "false"))))
            : compilation;
        using MemoryStream stream = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = chosen.WithAssemblyName(isScalar ? "NaturalScalar" : "Natural").Emit(stream);
        return result.Success ? Assembly.Load(stream.ToArray())
            : throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
    }

    private static (string Name, Action Forward, Action Gradient, Action? ByHand, Func<double> Sum)[] Cases(Assembly assembly) =>
        ((string, Action, Action, Action?, Func<double>)[])assembly.GetType("SteGen.Generator.Benchmarks.Cases")!.GetMethod("All")!.Invoke(null, null)!;
}
