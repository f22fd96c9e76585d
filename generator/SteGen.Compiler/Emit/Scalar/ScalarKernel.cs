using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Emit;

/// <summary>A function as a private static method of its own parameters: what remains where no vector text serves.</summary>
internal static class ScalarKernel
{
    public static void Write(SourceWriter writer, Function function, string name)
    {
        Names names = new(["workspace"]);
        HashSet<Value> written = WrittenBuffers(function);
        Dictionary<Value, string> texts = [];
        List<string> parameters = [];
        foreach (Value p in function.Body.Params)
        {
            string parameter = names.Fresh(p.Hint ?? "value");
            texts[p] = parameter;
            parameters.Add($"{(p.Type == Ty.Buffer ? BufferText.SpanType(p, written.Contains(p)) : p.Type.Keyword())} {parameter}");
        }

        List<string> outs = [];
        foreach (Value y in function.Body.Yields)
        {
            outs.Add(names.Fresh((y.Hint ?? "result") + "Sum"));
            parameters.Add($"out {y.Type.Keyword()} {outs[outs.Count - 1]}");
        }

        if (ScalarEmitter.NeedsWorkspace(function))
        {
            parameters.Add("global::SteGen.Tape workspace");
        }

        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        writer.Block($"private static void {name}({string.Join(", ", parameters)})", () => writer.Block("unchecked", () =>
        {
            ScalarEmitter emitter = new(function, writer, names, texts);
            emitter.Body();
            for (int k = 0; k < outs.Count; k++)
            {
                writer.Line($"{outs[k]} = {emitter.Text(function.Body.Yields[k])};");
            }
        }));
    }

    public static HashSet<Value> WrittenBuffers(Function function)
    {
        HashSet<Value> written = [];
        foreach (Inst inst in function.All())
        {
            if (inst.Op is Op.Store or Op.Accumulate or Op.Clear)
            {
                written.Add(inst.Args[0]);
            }
            else if (inst.Op == Op.Call)
            {
                int operand = 0;
                foreach (CalleeParameter p in inst.Callee!.Parameters.Where(p => p.Kind != CalleeParameterKind.Out))
                {
                    if (p.Kind == CalleeParameterKind.WrittenSpan)
                    {
                        written.Add(inst.Args[operand]);
                    }

                    operand += p.Kind == CalleeParameterKind.Scalar ? 1 : 3;
                }
            }
        }

        return written;
    }
}
