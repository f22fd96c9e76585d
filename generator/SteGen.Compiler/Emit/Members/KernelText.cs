using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Emit.Vector;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Emit;

/// <summary>A loop that runs in lanes, as methods: the one that is called hands its arguments to the text of the widest vectors that the machine has, or to the scalar text.</summary>
internal static class KernelText
{
    public static void Write(SourceWriter writer, PlannedKernel kernel, IEnumerable<string> taken)
    {
        KernelParameters parameters = KernelSignature.Parameters(kernel.Function, new Names(taken));
        string passed = parameters.Pass(parameters.Parameters.Select(p => p.Name));
        writer.Block($"private static void {kernel.Name}({parameters.Declaration})", () => Choose(writer, kernel.Widths, kernel.At, passed));
        writer.Line();
        ScalarKernel.Write(writer, kernel.Function, kernel.At(0), taken);
    }

    /// <summary>Calls the text of the widest vectors.</summary>
    public static void Choose(SourceWriter writer, IReadOnlyList<int> widths, Func<int, string> name, string passed)
    {
        string other = "";
        foreach (int width in widths)
        {
            writer.Block($"{other}if (global::System.Runtime.Intrinsics.Vector{width}.IsHardwareAccelerated)", () => writer.Line($"{name(width)}({passed});"));
            other = "else ";
        }

        if (widths.Count == 0)
        {
            writer.Line($"{name(0)}({passed});");
        }
        else
        {
            writer.Block("else", () => writer.Line($"{name(0)}({passed});"));
        }
    }
}
