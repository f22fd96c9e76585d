using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Emit;

/// <summary>A procedure as a private static method: the parameters of its signature, the first yield returned, further ones <c>out</c>. What it takes from the workspace it gives back.</summary>
internal static class ProcedureText
{
    private const string Workspace = "workspace";

    public static void Write(SourceWriter writer, Callee callee, Function function, IEnumerable<string> taken, int firstStack)
    {
        Names names = new(taken.Append(Workspace));
        Dictionary<Value, string> texts = [];
        List<string> declared = [];
        foreach ((CalleeParameter p, Value v) in Procedures.Tied(callee, function))
        {
            string name = names.Declare(v, p.Kind == CalleeParameterKind.Scalar ? "x" : "values");
            texts[v] = name;
            declared.Add($"{TypeText(p, v)} {name}");
            if (function.LengthOf.TryGetValue(v, out Value? length) && !texts.ContainsKey(length))
            {
                texts[length] = name + ".Length";
            }
        }

        List<string> outs = [];
        foreach (Value y in function.Body.Yields.Skip(1))
        {
            outs.Add(names.Fresh((y.Hint ?? "result") + "Out"));
            declared.Add($"out {y.Type.Keyword()} {outs[outs.Count - 1]}");
        }

        bool allocates = ScalarEmitter.NeedsWorkspace(function);
        if (callee.Parameters.Any(p => p.Kind == CalleeParameterKind.Workspace))
        {
            declared.Add("global::SteGen.Tape " + Workspace);
        }

        if (function.All().Any(i => i.Op is Op.For or Op.While))
        {
            writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        }

        writer.Block($"private static {callee.Return?.Keyword() ?? "void"} {callee.Method}({string.Join(", ", declared)})", () => writer.Block("unchecked", () =>
        {
            string mark = names.Fresh("mark");
            if (allocates)
            {
                writer.Line($"long {mark} = {Workspace}.Mark();");
            }

            ScalarEmitter emitter = new(function, writer, names, texts, Workspace, sharedStacks: firstStack);
            emitter.Body();
            for (int k = 0; k < outs.Count; k++)
            {
                writer.Line($"{outs[k]} = {emitter.Text(function.Body.Yields[k + 1])};");
            }

            if (allocates)
            {
                string result = names.Fresh("result");
                if (callee.Return is { } type)
                {
                    writer.Line($"{type.Keyword()} {result} = {emitter.Text(function.Body.Yields[0])};");
                }

                emitter.GiveStacksBack();
                writer.Line($"{Workspace}.Release({mark});");
                if (callee.Return is not null)
                {
                    writer.Line($"return {result};");
                }
            }
            else if (callee.Return is not null)
            {
                writer.Line($"return {emitter.Text(function.Body.Yields[0])};");
            }
        }));
    }

    private static string TypeText(CalleeParameter p, Value v) => p.Kind switch
    {
        CalleeParameterKind.Scalar => v.Type.Keyword(),
        CalleeParameterKind.Stack => "global::SteGen.TapeStack<double>",
        _ => BufferText.SpanType(v, p.Kind == CalleeParameterKind.WrittenSpan),
    };
}
