using System.Collections.Generic;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Emit;

/// <summary>How buffers look in C#: a span per buffer; elements that are structs of mixed types are read by member and written whole.</summary>
internal static class BufferText
{
    /// <summary>Buffers that the function writes.</summary>
    public static HashSet<Value> Written(Function function)
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
                foreach (CalleeParameter p in inst.Callee!.Parameters)
                {
                    if (p.Kind == CalleeParameterKind.WrittenSpan)
                    {
                        written.Add(inst.Args[operand]);
                    }

                    operand += p.Operands;
                }
            }
        }

        return written;
    }

    public static string SpanType(Value buffer, bool written) =>
        $"global::System.{(written ? "Span" : "ReadOnlySpan")}<{buffer.Layout!.TypeText}>";

    public static ScalarOps.Fragment Load(Inst load, string buffer, string index)
    {
        Leaf leaf = load.Args[0].Layout!.Leaves[load.Field];
        if (load.Text == StageRows.OrZero)
        {
            return new($"global::SteGen.Numerics.Guard.ElementOrZero<{leaf.TypeText}>({buffer}, {index})", ScalarOps.Precedence.Primary);
        }

        string text = $"{buffer}[{index}]{(leaf.Path.Length == 0 ? "" : "." + leaf.Path)}";
        return leaf.TypeText == leaf.Type.Keyword()
            ? new(text, ScalarOps.Precedence.Primary)
            : new($"({leaf.Type.Keyword()}){text}", ScalarOps.Precedence.Unary);
    }

    public static string Store(Inst store, string buffer, string index, ScalarOps.Fragment value, string? factor)
    {
        Leaf leaf = store.Args[0].Layout!.Leaves[store.Field];
        string text = leaf.TypeText == leaf.Type.Keyword() ? value.Text : $"({leaf.TypeText}){value.In(ScalarOps.Precedence.Unary)}";
        string element = $"{buffer}[{index}]";
        if (factor is not null)
        {
            string place = leaf.Path.Length == 0 ? element : $"{element}.{leaf.Path}";
            text = $"global::System.{(leaf.Type == Ty.F32 ? "MathF" : "Math")}.FusedMultiplyAdd({value.Text}, {factor}, {place})";
            return leaf.Path.Length == 0 ? $"{element} = {text};" : $"{element} = {With(element, new Queue<string>(leaf.Path.Split('.')), text)};";
        }

        if (leaf.Path.Length == 0)
        {
            return $"{element} {(store.Op == Op.Accumulate ? "+=" : "=")} {text};";
        }

        if (store.Op == Op.Accumulate)
        {
            text = $"{element}.{leaf.Path} + {value.In(ScalarOps.Precedence.Additive, right: true)}";
        }

        return $"{element} = {With(element, new Queue<string>(leaf.Path.Split('.')), text)};";
    }

    /// <summary><c>e with { A = e.A with { X = value } }</c>: also right for members that can only be initialized.</summary>
    private static string With(string whole, Queue<string> path, string value)
    {
        string member = path.Dequeue();
        string inner = path.Count == 0 ? value : With($"{whole}.{member}", path, value);
        return $"{whole} with {{ {member} = {inner} }}";
    }
}
