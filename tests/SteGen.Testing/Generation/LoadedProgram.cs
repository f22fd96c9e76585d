using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.Testing;

/// <summary>An assembly compiled in memory, in a load context of its own that goes away with it.</summary>
public sealed class LoadedProgram : IDisposable
{
    private readonly AssemblyLoadContext _context;

    private LoadedProgram(AssemblyLoadContext context, Assembly assembly)
    {
        _context = context;
        Assembly = assembly;
    }

    /// <summary>The assembly.</summary>
    public Assembly Assembly { get; }

    /// <summary>Compiles and loads; a compilation error is a <see cref="TestFailure"/>.</summary>
    public static LoadedProgram From(Compilation compilation, params string[] extraSources)
    {
        ParseOptions? parse = compilation.SyntaxTrees.FirstOrDefault()?.Options;
        compilation = compilation.AddSyntaxTrees(
            extraSources.Select((text, i) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), (CSharpParseOptions?)parse, $"Extra{i}.cs")));
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        if (!result.Success)
        {
            throw new TestFailure(DiagnosticText.Describe("The program does not compile:", [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]));
        }

        image.Position = 0;
        var context = new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true);
        return new LoadedProgram(context, context.LoadFromStream(image));
    }

    /// <summary>Calls a static method whose parameters reflection can pass (no spans), whatever its accessibility.</summary>
    public object? Call(string type, string method, params object?[] arguments)
    {
        Type owner = Assembly.GetType(type, throwOnError: true)!;
        MethodInfo target = owner.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .SingleOrDefault(m => m.Name == method && m.GetParameters().Length == arguments.Length)
            ?? throw new TestFailure($"{type} has no single static method {method} with {arguments.Length} parameters.");
        return target.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    /// <inheritdoc />
    public void Dispose() => _context.Unload();
}
