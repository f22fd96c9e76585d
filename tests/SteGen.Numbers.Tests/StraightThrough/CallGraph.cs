using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>What a compiled method can call, at any depth, and whether it divides: read from its instructions.</summary>
internal static class CallGraph
{
    private static readonly Dictionary<int, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value & 0xFFFF);

    /// <summary>The names of all methods that may be called, and <c>/</c> for a division of numbers or of vectors (blocks are counted by dividing a length by the count of a vector: that is none).</summary>
    public static IReadOnlySet<string> Of(MethodBase method)
    {
        HashSet<string> names = [];
        HashSet<MethodBase> seen = [];
        Queue<MethodBase> open = new([method]);
        while (open.Count > 0)
        {
            MethodBase next = open.Dequeue();
            if (!seen.Add(next) || next.GetMethodBody()?.GetILAsByteArray() is not { } code)
            {
                continue;
            }

            foreach (MethodBase called in Read(next, code, names))
            {
                names.Add(called.Name == "op_Division" ? "/" : called.Name);
                if (called.DeclaringType?.Assembly == typeof(Ste).Assembly || called.DeclaringType?.Assembly == typeof(CallGraph).Assembly)
                {
                    open.Enqueue(called);
                }
            }
        }

        return names;
    }

    private static IEnumerable<MethodBase> Read(MethodBase method, byte[] code, HashSet<string> names)
    {
        bool isCount = false;
        for (int at = 0; at < code.Length;)
        {
            int value = code[at++];
            OpCode op = s_codes[value == 0xFE ? 0xFE00 | code[at++] : value];
            if ((op == OpCodes.Div || op == OpCodes.Div_Un) && !isCount && method.DeclaringType?.Namespace != "SteGen.Numerics")
            {
                names.Add("/");
            }

            // a block may hold several vectors: 4 * Count; rounds of loops run side by side: n / 4
            isCount = (isCount && op == OpCodes.Mul) || (value >= OpCodes.Ldc_I4_1.Value && value <= OpCodes.Ldc_I4_8.Value);
            if (op.OperandType == OperandType.InlineMethod)
            {
                MethodBase called = method.Module.ResolveMethod(BitConverter.ToInt32(code, at), method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null)!;
                isCount = called.Name == "get_Count";
                yield return called;
            }

            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
