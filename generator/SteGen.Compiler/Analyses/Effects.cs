using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Analyses;

/// <summary>What an instruction does to memory. Stacks count as memory, too: a Push and a Pop both read and write theirs.</summary>
public static class Effects
{
    /// <summary>The buffers and stacks that the instruction itself writes, its regions aside.</summary>
    public static IEnumerable<Value> Writes(Inst inst) => inst.Op switch
    {
        Op.Store or Op.Accumulate or Op.Clear or Op.Push or Op.Pop or Op.Cut => [inst.Args[0]],
        Op.Call => Spans(inst).Where(s => s.Kind == CalleeParameterKind.WrittenSpan).Select(s => s.Buffer).Concat(ProcedureSignature.Records(inst.Callee!) ? Stacks(inst) : []),
        _ => [],
    };

    /// <summary>The buffers and stacks that the instruction itself reads, its regions aside.</summary>
    public static IEnumerable<Value> Reads(Inst inst) => inst.Op switch
    {
        Op.Load or Op.Accumulate or Op.Push or Op.Pop or Op.Top or Op.Peek => [inst.Args[0]],
        Op.Call => Spans(inst).Select(s => s.Buffer).Concat(Stacks(inst)),
        _ => [],
    };

    public static IEnumerable<Value> AllWrites(Inst inst) =>
        inst.Regions.Count == 0 ? Writes(inst) : inst.Regions.SelectMany(Function.All).SelectMany(Writes);

    public static IEnumerable<Value> AllReads(Inst inst) =>
        inst.Regions.Count == 0 ? Reads(inst) : inst.Regions.SelectMany(Function.All).SelectMany(Reads);

    /// <summary>Operands, and everything that the regions read, yields included; also what they define themselves.</summary>
    public static IEnumerable<Value> Uses(Inst inst) => inst.Regions.Count == 0 ? inst.Args : inst.Args.Concat(inst.Regions.SelectMany(Uses));

    public static IEnumerable<Value> Uses(Region region) => region.Body.SelectMany(Uses).Concat(region.Yields);

    public static IEnumerable<Value> Defined(Region region) =>
        region.Params.Concat(region.Body.SelectMany(i => i.Results.Concat(i.Regions.SelectMany(Defined))));

    /// <summary>The spans among the operands of a call: number of the C# parameter, and its three operands.</summary>
    public static IEnumerable<(int Parameter, CalleeParameterKind Kind, Value Buffer, Value Offset, Value Length)> Spans(Inst call)
    {
        int at = 0;
        for (int k = 0; k < call.Callee!.Parameters.Count; k++)
        {
            CalleeParameterKind kind = call.Callee.Parameters[k].Kind;
            if (kind is CalleeParameterKind.InputSpan or CalleeParameterKind.WrittenSpan)
            {
                yield return (k, kind, call.Args[at], call.Args[at + 1], call.Args[at + 2]);
            }

            at += call.Callee.Parameters[k].Operands;
        }
    }

    private static IEnumerable<Value> Stacks(Inst call) => call.Args.Where(a => a.Type == Ty.Stack);
}
