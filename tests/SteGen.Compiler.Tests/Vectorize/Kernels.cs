using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Compiler.Emit;
using SteGen.Compiler.Emit.Vector;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using SteGen.Testing;
using Xunit;

namespace SteGen.Compiler.Tests.Vectorize;

/// <summary>
/// A hand-built function whose loop goes into lanes: its text as scalar code and at every width, compiled and run. To read the texts, name a directory in STEGEN_KERNELS.
/// </summary>
internal sealed class Kernels
{
    private readonly Dictionary<int, MethodInfo> _run = [];

    private Kernels(Function function, LoopPlan plan)
    {
        (Function, Plan) = (function, plan);
    }

    public Function Function { get; }

    public LoopPlan Plan { get; }

    public string Text { get; private set; } = "";

    /// <summary>0 is the scalar text.</summary>
    public IEnumerable<int> Widths => _run.Keys;

    /// <summary>Builds a function from its parameters and its body.</summary>
    public static Function Build(string name, IReadOnlyList<Value> parameters, Func<List<Value>> body)
    {
        Function function = new(name);
        function.Body.Params.AddRange(parameters);
        Ir.Build.Origin = -1;
        function.Body.Yields = Ir.Build.In(function.Body, body);
        Value? count = parameters.FirstOrDefault(p => p.Type == Ty.I32);
        foreach (Value buffer in parameters.Where(p => p.Type == Ty.Buffer))
        {
            int next = parameters.ToList().IndexOf(buffer) + 1;
            if (next < parameters.Count && parameters[next].Hint == buffer.Hint + "Length")
            {
                function.LengthOf[buffer] = parameters[next];
            }
        }

        return function;
    }

    public static Value Buffer(Ty type, string name) => new(Ty.Buffer, name) { Layout = ElementLayout.Of(type) };

    public static Kernels Compile(Function function)
    {
        Ir.Verifier.Verify(function, Stage.Final);
        LoopPlan? plan = LoopPlanner.Plan(function, function.Body.Body.First(i => i.Op == Op.For), out string reason);
        Assert.True(plan is not null, reason);
        Ir.Verifier.Verify(function, Stage.Final);
        plan.Refine();
        Ir.Verifier.Verify(function, Stage.Final);
        Kernels kernels = new(function, plan);
        VectorAliases aliases = new(["Kernel"]);
        List<SyntaxTree> trees = [Parse(Source([], w => ScalarKernel.Write(w, plan.Scalar, function.Name + "Scalar", [])))];
        List<int> widths = [0];
        foreach (int width in new[] { 512, 256, 128 }.Where(plan.Supports))
        {
            widths.Add(width);
            string text = Source(aliases.Usings(width), w => VectorEmitter.Emit(w, plan, new KernelSignature(function.Name + width, function.Name + "Scalar", aliases, []), width));
            trees.Add(Parse(text));
            kernels.Text += width == 512 ? text : "";
        }

        kernels.Text += trees[0];
        if (Environment.GetEnvironmentVariable("STEGEN_KERNELS") is { } directory)
        {
            System.IO.File.WriteAllText(Path.Combine(directory, function.Name + ".cs"), kernels.Text);
        }

        trees.Add(Parse(Source([], w => widths.ForEach(width => Runner(w, function, width)))));
        CSharpCompilation compilation = CSharpCompilation.Create("Kernels" + Guid.NewGuid().ToString("N"), trees, FrameworkReferences.User,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, checkOverflow: true, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)) + "\n" + string.Join("\n", trees));
        Type type = Assembly.Load(image.ToArray()).GetType("Kernel")!;
        foreach (int width in widths)
        {
            kernels._run[width] = type.GetMethod("Run" + width)!;
        }

        return kernels;
    }

    /// <summary>Runs one text. Arguments: int, long, float, double, bool, or memory; results are appended.</summary>
    public object[] Run(int width, params object[] arguments)
    {
        object[] all = [.. arguments, .. new object[Function.Body.Yields.Count]];
        try
        {
            _run[width].Invoke(null, [all]);
        }
        catch (TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
        }

        return all;
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp12));

    private static string Source(IEnumerable<string> usings, Action<SourceWriter> members)
    {
        SourceWriter writer = new();
        foreach (string line in usings)
        {
            writer.Line(line);
        }

        writer.Open("internal static partial class Kernel");
        members(writer);
        writer.Close();
        return writer.ToString();
    }

    private static void Runner(SourceWriter w, Function function, int width)
    {
        List<string> arguments = [];
        StringBuilder outs = new();
        for (int k = 0; k < function.Body.Params.Count; k++)
        {
            Value p = function.Body.Params[k];
            arguments.Add(p.Type == Ty.Buffer ? $"((global::System.Memory<{p.Layout!.TypeText}>)a[{k}]).Span" : $"({p.Type.Keyword()})a[{k}]");
        }

        for (int k = 0; k < function.Body.Yields.Count; k++)
        {
            arguments.Add($"out var o{k}");
            outs.Append($" a[{function.Body.Params.Count + k}] = o{k};");
        }

        if (ScalarEmitter.NeedsWorkspace(function))
        {
            arguments.Add("workspace");
        }

        string name = function.Name + (width == 0 ? "Scalar" : width.ToString(System.Globalization.CultureInfo.InvariantCulture));
        w.Line($"public static void Run{width}(object[] a) {{ using var workspace = global::SteGen.Tape.Rent(); {name}({string.Join(", ", arguments)});{outs} }}");
    }
}
