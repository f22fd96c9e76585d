using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Tests.Interpretation;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

/// <summary>
/// A C# program with a method <c>C.F</c>, lowered, and the same program compiled by the C# compiler: the oracle of the front end is C# itself.
/// </summary>
internal sealed class Program
{
    private readonly CSharpCompilation _compilation;
    private readonly IMethodSymbol _method;

    private Program(CSharpCompilation compilation, IMethodSymbol method, LoweringResult result)
    {
        _compilation = compilation;
        _method = method;
        Result = result;
    }

    public LoweringResult Result { get; }

    public CSharpCompilation Compilation => _compilation;

    public IEnumerable<Diagnostic> Errors => _compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);

    public string Text => Printer.Print(Result.Model!.Body.Decode());

    public static CSharpCompilation Compile(string source, params MetadataReference[] references) => CSharpCompilation.Create(
        "Program", [CSharpSyntaxTree.ParseText("using System; using System.Numerics; using SteGen;\n" + source)], FrameworkReferences.User.AddRange(references),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Lowers the first method called F; its attribute is that of the source, or a plain one.</summary>
    public static Program Lower(string source, params MetadataReference[] references)
    {
        CSharpCompilation compilation = Compile(source, references);
        IMethodSymbol method = compilation.GetSymbolsWithName("F", SymbolFilter.Member).OfType<IMethodSymbol>().First();
        AttributeData attribute = method.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "DifferentiableAttribute")
            ?? throw new InvalidOperationException("F is not marked.");
        return new Program(compilation, method, new SteGen.Generator.FrontEnd(compilation).Lower(method, attribute, default));
    }

    /// <summary>Members of a static class C around F, with F marked.</summary>
    public static Program OfMembers(string members) => Lower($"public static partial class C {{ [Differentiable] {members} }}");

    /// <summary>Requires a legal model, runs it, and compares what it returns and writes with what C# returns and writes, bit for bit.</summary>
    public Program Agrees(params object[] arguments)
    {
        Assert.True(Result.Problems.IsEmpty, string.Join("\n", Result.Problems));
        Assert.Empty(Errors);
        Assert.NotNull(Result.Model);
        MethodModel model = Result.Model!;
        Function function = model.Body.Decode();
        SteGen.Compiler.Ir.Verifier.Verify(function, Stage.Resolved);

        object?[] real = [.. arguments.Select(a => a is Array array ? array.Clone() : a)];
        Exception? fault = null;
        object? expected = null;
        try
        {
            expected = Load().Invoke(null, real);
        }
        catch (TargetInvocationException e)
        {
            fault = e.InnerException;
        }

        List<object> flat = [];
        List<(Array Array, Memory Memory, Shape Shape)> spans = [];
        for (int k = 0; k < arguments.Length; k++)
        {
            ParameterModel p = model.Parameters[k];
            switch (p.Kind)
            {
                case ParameterKind.Value or ParameterKind.Ref:
                    flat.AddRange(p.Shape!.Leaves.Select(l => Leaf(arguments[k], l.Path)));
                    break;
                case ParameterKind.InputSpan or ParameterKind.InOutSpan or ParameterKind.ResultSpan:
                    Memory memory = Copy((Array)arguments[k], p.Shape!);
                    spans.Add(((Array)real[k]!, memory, p.Shape!));
                    flat.Add(memory);
                    flat.Add(memory.Length);
                    break;
            }
        }

        Interpreter interpreter = new(function);
        if (fault is not null)
        {
            Assert.ThrowsAny<Exception>(() => interpreter.Run([.. flat]));
            return this;
        }

        object[] actual = interpreter.Run([.. flat]);
        List<object> wanted = [];
        if (model.Return is { } shape)
        {
            wanted.AddRange(shape.Leaves.Select(l => Leaf(expected!, l.Path)));
        }

        foreach (ParameterKind kind in new[] { ParameterKind.Out, ParameterKind.Ref })
        {
            for (int k = 0; k < arguments.Length; k++)
            {
                if (model.Parameters[k].Kind == kind)
                {
                    wanted.AddRange(model.Parameters[k].Shape!.Leaves.Select(l => Leaf(real[k]!, l.Path)));
                }
            }
        }

        Assert.Equal(wanted.Count, actual.Length);
        for (int k = 0; k < wanted.Count; k++)
        {
            Assert.True(Same(wanted[k], actual[k]), $"Result {k}: C# gives {wanted[k]:R}, the IR {actual[k]:R}\n{Text}");
        }

        foreach ((Array array, Memory memory, Shape element) in spans)
        {
            Memory after = Copy(array, element);
            for (int leaf = 0; leaf < after.Reals.Length; leaf++)
            {
                Assert.Equal(after.Reals[leaf], memory.Reals[leaf]);
                Assert.Equal(after.Integers[leaf], memory.Integers[leaf]);
            }
        }

        return this;
    }

    /// <summary>Requires exactly this problem, at this text.</summary>
    public static void Refuses(string source, string id, string at)
    {
        Program program = Lower(source);
        FrontEndProblem problem = Assert.Single(program.Result.Problems);
        Assert.Equal(id, problem.Id);
        Assert.Equal(at, problem.Location.SourceTree!.GetText().ToString(problem.Location.SourceSpan));
        Assert.Empty(program.Result.Models);
    }

    private MethodInfo Load()
    {
        using MemoryStream stream = new();
        Assert.True(_compilation.Emit(stream).Success);
        Assembly assembly = Assembly.Load(stream.ToArray());
        MethodInfo method = assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)).First(m => m.Name == "F");
        return method.IsGenericMethod ? method.MakeGenericMethod(typeof(float)) : method;
    }

    private static Memory Copy(Array array, Shape element)
    {
        Memory memory = new(element.Layout, array.Length);
        for (int i = 0; i < array.Length; i++)
        {
            for (int leaf = 0; leaf < element.Leaves.Count; leaf++)
            {
                object value = Leaf(array.GetValue(i)!, element.Leaves[leaf].Path);
                if (element.Leaves[leaf].Type.IsReal())
                {
                    memory.Reals[leaf]![i] = Convert.ToDouble(value);
                }
                else
                {
                    memory.Integers[leaf]![i] = Number(value);
                }
            }
        }

        return memory;
    }

    private static object Leaf(object whole, string path)
    {
        if (path.Length == 0)
        {
            return whole is float or double ? whole : Number(whole);
        }

        foreach (string part in path.Split('.'))
        {
            FieldInfo? field = whole.GetType().GetField(part) ?? TupleField(whole, part);
            whole = field is not null ? field.GetValue(whole)! : whole.GetType().GetProperty(part)!.GetValue(whole)!;
        }

        return whole is float or double ? whole : Number(whole);
    }

    /// <summary>Elements of a tuple have no names at run time; tests name theirs A, B, C in order.</summary>
    private static FieldInfo? TupleField(object tuple, string name) => tuple.GetType().GetField("Item" + (name[0] - 'A' + 1));

    private static long Number(object value) => value switch
    {
        bool b => b ? 1 : 0,
        char c => c,
        ulong u => unchecked((long)u),
        Enum e => Convert.ToInt64(e),
        _ => Convert.ToInt64(value),
    };

    private static bool Same(object wanted, object actual) => wanted switch
    {
        float f => BitConverter.SingleToInt32Bits(f) == BitConverter.SingleToInt32Bits((float)(double)actual) || (float.IsNaN(f) && double.IsNaN((double)actual)),
        double d => BitConverter.DoubleToInt64Bits(d) == BitConverter.DoubleToInt64Bits((double)actual) || (double.IsNaN(d) && double.IsNaN((double)actual)),
        _ => (long)wanted == Convert.ToInt64(actual),
    };
}
