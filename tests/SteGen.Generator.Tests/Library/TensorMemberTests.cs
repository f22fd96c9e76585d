using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Library;

/// <summary>Every generic member of TensorPrimitives that takes spans of one real type and gives reals: it works on float and double, or it is refused by name.</summary>
public class TensorMemberTests
{
    private const int Length = 5;

    /// <summary>Bits, and whole numbers in the place of reals.</summary>
    private static readonly HashSet<string> s_refused =
    [
        "BitDecrement", "BitIncrement", "BitwiseAnd", "BitwiseOr", "DivRem", "OnesComplement", "Xor",
    ];

    private static readonly Lazy<(Dictionary<string, string> Refused, Assembly Assembly)> s_all = new(Compile);

    private static IReadOnlyList<(string Name, MethodInfo Method, string Type)> Members { get; } = [.. Methods().SelectMany(m => new[] { "double", "float" }.Select(t => (Name(m, t), m, t)))];

    public static TheoryData<string> Names => [.. Members.Select(m => m.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Member_works_or_is_refused(string member)
    {
        int k = Members.ToList().FindIndex(m => m.Name == member);
        MethodInfo method = Members[k].Method;
        if (s_all.Value.Refused.TryGetValue(member, out string? id))
        {
            Assert.Contains(method.Name, s_refused);
            Assert.Equal("STG0101", id);
            return;
        }

        Assert.DoesNotContain(method.Name, s_refused);
        MethodInfo call = s_all.Value.Assembly.GetType($"M{k}")!.GetMethod("Call")!, value = s_all.Value.Assembly.GetType($"M{k}")!.GetMethod("Value")!;
        bool single = Members[k].Type == "float";
        var random = new Random(k);
        int inputs = Inputs(method).Count(), outputs = method.ReturnType == typeof(void) ? Length * Results(method) : 1;
        for (int attempt = 0, done = 0; done < 2; attempt++)
        {
            Assert.True(attempt < 20_000, "No point was found where the framework's member is smooth.");
            double low = method.Name == "Acosh" ? 1.3 : 0.2;
            double[] x = [.. Enumerable.Range(0, inputs * Length).Select(i => Round(low + (method.Name == "Clamp" && i >= Length ? 0.3 * ((i / Length) - 1) : 0) + (0.7 * random.NextDouble())))], u = [.. Enumerable.Range(0, outputs).Select(_ => Round((0.5 + (0.5 * random.NextDouble())) * (random.Next(2) == 0 ? -1 : 1)))];
            if (!IsAccepted(x) || Gradient(x, u) is not { } expected)
            {
                continue;
            }

            done++;
            double[] results = new double[outputs], gradient = new double[x.Length], tangents = new double[outputs], direction = [.. x.Select(_ => Round((random.NextDouble() * 2) - 1))];
            call.Invoke(null, [x, u, results, gradient, direction, tangents]);
            double[] reference = Framework(x);
            for (int i = 0; i < outputs; i++)
            {
                Assert.True(Math.Abs(reference[i] - results[i]) <= (single ? 4e-6 : 1e-13) * (1 + Math.Abs(reference[i])), $"value {i} is {results[i]}, not {reference[i]}");
            }

            double scale = 1 + expected.Max(Math.Abs);
            for (int i = 0; i < x.Length; i++)
            {
                Assert.True(Math.Abs(expected[i] - gradient[i]) <= (single ? 4e-4 : 1e-7) * scale, $"gradient {i} is {gradient[i]}, not {expected[i]}");
            }

            double along = tangents.Zip(u, (a, b) => a * b).Sum(), against = gradient.Zip(direction, (a, b) => a * b).Sum();
            Assert.True(Math.Abs(along - against) <= (single ? 1e-5 : 1e-12) * scale * x.Length, $"forward mode gives {along}, reverse mode {against}");
        }

        double Round(double a) => single ? (float)a : a;

        double[] Framework(double[] x)
        {
            double[] results = new double[outputs];
            value.Invoke(null, [x, results]);
            return results;
        }

        // a lower bound above the upper one throws, or not, as the length decides
        bool IsAccepted(double[] x) => method.Name != "Clamp" || IsOrdered(x);

        bool IsOrdered(double[] x) => Enumerable.Range(0, Length).All(i => Bound(x, 1, i) + 0.1 < Bound(x, 2, i));

        double Bound(double[] x, int input, int i) => x[(input * Length) + (Inputs(method).ElementAt(input).ParameterType.IsGenericParameter ? 0 : i)];

        double[]? Gradient(double[] x, double[] u)
        {
            double step = single ? 1.0 / 16 : 1.0 / 256;
            double[] gradient = new double[x.Length];
            for (int i = 0; i < x.Length; i++)
            {
                double a = Central(step), b = Central(step / 2), c = Central(step / 4), coarse = ((4 * b) - a) / 3, fine = ((4 * c) - b) / 3;
                double right = 4 * (Along(step / 4) - Along(0)) / step;
                gradient[i] = ((16 * fine) - coarse) / 15;
                if (!(Math.Abs(gradient[i] - fine) <= (single ? 1e-4 : 1e-8) * (1 + Math.Abs(fine))) || !(Math.Abs(right - fine) <= 0.2 * (1 + Math.Abs(fine))))
                {
                    return null;
                }

                double Central(double h) => (Along(h) - Along(-h)) / (2 * h);

                double Along(double h)
                {
                    double[] moved = [.. x];
                    moved[i] += h;
                    return Framework(moved).Zip(u, (y, w) => y * w).Sum();
                }
            }

            return gradient;
        }
    }

    private static (Dictionary<string, string> Refused, Assembly Assembly) Compile()
    {
        MetadataReference tensors = MetadataReference.CreateFromFile(typeof(TensorPrimitives).Assembly.Location);
        Dictionary<string, string> refused = [];
        CSharpCompilation all = CSharpCompilation.Create(
            "Members", [CSharpSyntaxTree.ParseText(Source(Enumerable.Range(0, Members!.Count), withCalls: false))], FrameworkReferences.User.Add(tensors), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        for (int k = 0; k < Members.Count; k++)
        {
            IMethodSymbol method = all.GetTypeByMetadataName($"M{k}")!.GetMembers("F").OfType<IMethodSymbol>().Single();
            LoweringResult result = new SteGen.Generator.FrontEnd(all).Lower(method, method.GetAttributes()[0], default);
            if (!result.Problems.IsEmpty)
            {
                refused.Add(Members[k].Name, result.Problems[0].Id);
            }
        }

        GeneratorRun run = GeneratorHarness.Create(new SteGenGenerator(), new HarnessOptions { LanguageVersion = LanguageVersion.CSharp13, References = [tensors] })
            .Run([("M.cs", Source(Enumerable.Range(0, Members.Count).Where(k => !refused.ContainsKey(Members[k].Name)), withCalls: true))]);
        run.AssertCompiles();
        return (refused, LoadedProgram.From(run.Output).Assembly);
    }

    private static string Source(IEnumerable<int> members, bool withCalls) =>
        "using System;\nusing System.Linq;\nusing System.Numerics.Tensors;\nusing SteGen;\n" + string.Concat(members.Select(k => Class(k, withCalls)));

    /// <summary>The method, what the framework gives, and calls of the generated members, all over arrays of doubles.</summary>
    private static string Class(int k, bool withCalls)
    {
        (_, MethodInfo m, string t) = Members[k];
        List<ParameterInfo> inputs = [.. Inputs(m)];
        bool returns = m.ReturnType != typeof(void);
        int results = returns ? 0 : Results(m);
        string parameters = string.Join(", ", inputs.Select((p, i) => p.ParameterType.IsGenericParameter ? $"{t} a{i}" : $"ReadOnlySpan<{t}> a{i}").Concat(Enumerable.Range(0, results).Select(i => $"Span<{t}> r{i}")));
        int input = 0, output = 0;
        string arguments = string.Join(", ", m.GetParameters().Select(p => p.ParameterType.IsEnum ? "MidpointRounding.ToEven" : p.ParameterType == typeof(int) ? (m.Name == "Round" ? "0" : "3") : IsSpan(p) ? $"r{output++}" : $"a{input++}"));
        string function = $"[Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Jvp)] public static {(returns ? t : "void")} F({parameters}) => TensorPrimitives.{m.Name}<{t}>({arguments});\n";
        string slices = string.Concat(inputs.Select((p, i) => p.ParameterType.IsGenericParameter ? $"{t} a{i} = ({t})x[{i * Length}];\n" : $"{t}[] a{i} = x.Skip({i * Length}).Take({Length}).Select(v => ({t})v).ToArray();\n"))
            + string.Concat(Enumerable.Range(0, results).Select(i => $"{t}[] r{i} = new {t}[{Length}];\n"));
        string names = string.Join(", ", inputs.Select((_, i) => $"a{i}").Concat(Enumerable.Range(0, results).Select(i => $"r{i}")));
        string store = returns ? "y[0] = result;" : string.Concat(Enumerable.Range(0, results).Select(i => $"for (int i = 0; i < {Length}; i++) y[{i * Length} + i] = r{i}[i];\n"));
        string plain = $"public static void Value(double[] x, double[] y) {{\n{slices}{(returns ? "var result = " : "")}{(IsEstimate(m) ? $"TensorPrimitives.{m.Name[..^"Estimate".Length]}<{t}>" : "F")}({names});\n{store}\n}}\n";
        string gradients = string.Concat(inputs.Select((p, i) => p.ParameterType.IsGenericParameter ? $"{t} g{i} = 0;\n" : $"{t}[] g{i} = new {t}[{Length}];\n"));
        string inputNames = string.Join(", ", inputs.Select((_, i) => $"a{i}"));
        string upstreams = returns ? $"({t})u[0]" : string.Join(", ", Enumerable.Range(0, results).Select(i => $"u.Skip({i * Length}).Take({Length}).Select(v => ({t})v).ToArray()"));
        string outs = string.Join(", ", inputs.Select((p, i) => p.ParameterType.IsGenericParameter ? $"out g{i}" : $"g{i}"));
        string back = string.Concat(inputs.Select((p, i) => p.ParameterType.IsGenericParameter ? $"gradient[{i * Length}] = g{i};\n" : $"for (int i = 0; i < {Length}; i++) gradient[{i * Length} + i] = g{i}[i];\n"));
        string directions = string.Join(", ", inputs.Select((p, i) => p.ParameterType.IsGenericParameter ? $"a{i}, ({t})direction[{i * Length}]" : $"a{i}, direction.Skip({i * Length}).Take({Length}).Select(v => ({t})v).ToArray()"));
        string forwardMode = returns
            ? $"tangents[0] = FJvp({directions}).resultTangent;"
            : string.Concat(Enumerable.Range(0, results).Select(i => $"{t}[] t{i} = new {t}[{Length}];\n")) + $"FJvp({directions}, {string.Join(", ", Enumerable.Range(0, results).Select(i => $"r{i}, t{i}"))});\n"
                + string.Concat(Enumerable.Range(0, results).Select(i => $"for (int i = 0; i < {Length}; i++) tangents[{i * Length} + i] = t{i}[i];\n"));
        string generated = $"public static void Call(double[] x, double[] u, double[] y, double[] gradient, double[] direction, double[] tangents) {{\n{slices}{gradients}{(returns ? "var result = " : "")}FForward({names});\n{store}\nFBackward({inputNames}, {upstreams}, {outs});\n{back}{forwardMode}\n}}\n";
        return $"public static partial class M{k}\n{{\n{function}{(withCalls ? plain + generated : "")}}}\n";
    }

    private static IEnumerable<MethodInfo> Methods() => typeof(TensorPrimitives).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(m => m.IsGenericMethod && m.GetGenericArguments().Length == 1 && (m.ReturnType == typeof(void) || m.ReturnType.IsGenericParameter) && m.GetParameters().All(IsKnown) && Admits(m))
        .OrderBy(m => m.ToString(), StringComparer.Ordinal);

    /// <summary>Some are for integers only.</summary>
    private static bool Admits(MethodInfo m)
    {
        try
        {
            return m.MakeGenericMethod(typeof(double)) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What the framework gives for an estimate depends on the machine: it is held against the exact member.</summary>
    private static bool IsEstimate(MethodInfo m) => m.Name is "ReciprocalEstimate" or "ReciprocalSqrtEstimate";

    private static bool IsKnown(ParameterInfo p) => p.ParameterType.IsGenericParameter || p.ParameterType == typeof(int) || p.ParameterType == typeof(MidpointRounding)
        || (p.ParameterType.IsGenericType && p.ParameterType.GetGenericArguments()[0].IsGenericParameter);

    private static bool IsSpan(ParameterInfo p) => p.ParameterType.IsGenericType && p.ParameterType.GetGenericTypeDefinition() == typeof(Span<>);

    private static int Results(MethodInfo m) => m.GetParameters().Count(IsSpan);

    private static IEnumerable<ParameterInfo> Inputs(MethodInfo m) => m.GetParameters().Where(p => !IsSpan(p) && p.ParameterType != typeof(int) && !p.ParameterType.IsEnum);

    private static string Name(MethodInfo m, string type) =>
        $"{m.Name}<{type}>({string.Join(", ", m.GetParameters().Select(p => p.ParameterType.IsGenericType ? p.ParameterType.Name.Split('`')[0] : p.ParameterType.Name))})";
}
