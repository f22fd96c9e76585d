using System;
using System.Collections.Generic;
using System.Linq;

namespace SteGen.Compiler.Ir;

/// <summary>Which forms of the IR are legal: the further the pipeline is, the fewer.</summary>
public enum Stage
{
    /// <summary>Straight from the front end: buffers may be carried and yielded.</summary>
    Lowered,

    /// <summary>After ResolveViews: every memory operation names one buffer.</summary>
    Resolved,

    /// <summary>After the last derivative transform: no StraightThrough is left.</summary>
    Final,
}

/// <summary>Finds a broken pass where it broke, not in the emitted C#.</summary>
public static class Verifier
{
    /// <exception cref="InvalidOperationException">The function is not legal IR; the message names the instruction.</exception>
    public static void Verify(Function function, Stage stage) => VerifyRegion(function.Body, [], [], stage, function);

    private static void VerifyRegion(Region region, HashSet<Value> outer, HashSet<Value> defined, Stage stage, Function function)
    {
        HashSet<Value> visible = [.. outer];
        foreach (Value p in region.Params)
        {
            Define(p, null);
        }

        foreach (Inst inst in region.Body)
        {
            foreach (Value a in inst.Args)
            {
                if (!visible.Contains(a))
                {
                    Fail(inst, $"operand {a} is not visible here", function);
                }
            }

            VerifyInst(inst, stage, function);
            foreach (Region nested in inst.Regions)
            {
                VerifyRegion(nested, visible, defined, stage, function);
            }

            foreach (Value r in inst.Results)
            {
                Define(r, inst);
                if (r.Type == Ty.Buffer && r.Layout is null)
                {
                    Fail(inst, "a buffer without a layout", function);
                }
            }
        }

        foreach (Value y in region.Yields)
        {
            if (!visible.Contains(y))
            {
                throw new InvalidOperationException($"A yield of {y} that is not visible in\n{Printer.Print(function)}");
            }
        }

        void Define(Value v, Inst? inst)
        {
            visible.Add(v);
            if (!defined.Add(v))
            {
                throw new InvalidOperationException($"{v} is defined twice{(inst is null ? "" : " by " + inst)} in\n{Printer.Print(function)}");
            }
        }
    }

    private static void VerifyInst(Inst inst, Stage stage, Function function)
    {
        switch (inst.Op)
        {
            case Op.If:
                Require(inst.Args.Count == 1 && inst.Args[0].Type == Ty.Bool && inst.Regions.Count == 2);
                foreach (Region r in inst.Regions)
                {
                    Require(r.Params.Count == 0);
                    Same(r.Yields, inst.Results);
                }

                NoBuffers(inst.Results);
                break;
            case Op.For:
                Require(inst.Regions.Count == 1 && inst.Args.Count > 0 && inst.Args[0].Type == Ty.I32);
                Require(inst.Regions[0].Params.Count > 0 && inst.Regions[0].Params[0].Type == Ty.I32);
                Same(inst.Args.Skip(1), inst.Results);
                Same(inst.Regions[0].Params.Skip(1), inst.Results);
                Same(inst.Regions[0].Yields, inst.Results);
                NoBuffers(inst.Results);
                break;
            case Op.While:
                Require(inst.Regions.Count == 2);
                Same(inst.Args, inst.Results);
                Same(inst.Regions[0].Params, inst.Results);
                Require(inst.Regions[0].Yields.Count == 1 && inst.Regions[0].Yields[0].Type == Ty.Bool);
                Same(inst.Regions[1].Params, inst.Results);
                Same(inst.Regions[1].Yields, inst.Results);
                NoBuffers(inst.Results);
                break;
            case Op.Check:
                int operands = inst.Check switch { CheckKind.Index => 2, CheckKind.Slice => 3, _ => 1 };
                Require(inst.Args.Count == operands && inst.Results.Count == 0);
                break;
            case Op.Call:
                Require(inst.Callee is not null);
                Require(inst.Callee!.Procedure is null || (inst.Callee.Parameters.Sum(p => p.Operands) == inst.Args.Count && ProcedureSignature.Results(inst.Callee).SequenceEqual(inst.Results.Select(r => r.Type))));
                break;
            case Op.StraightThrough when stage == Stage.Final:
                Fail(inst, "StraightThrough must have been lowered", function);
                break;
            case Op.Accumulate when inst.Args.Count == 4:
                Signature("mw**:");
                break;
            default:
                string? signature = OpTable.Signature(inst.Op);
                Require(signature is not null);
                Signature(signature!);
                break;
        }

        void Require(bool condition)
        {
            if (!condition)
            {
                Fail(inst, "wrong number or types of operands, results or regions", function);
            }
        }

        void Same(IEnumerable<Value> a, IEnumerable<Value> b) => Require(a.Select(v => v.Type).SequenceEqual(b.Select(v => v.Type)));

        void NoBuffers(IEnumerable<Value> values)
        {
            if (stage != Stage.Lowered && values.Any(v => v.Type == Ty.Buffer))
            {
                Fail(inst, "a buffer among carried or yielded values", function);
            }
        }

        void Signature(string signature)
        {
            int colon = signature.IndexOf(':');
            Require(inst.Args.Count == colon && inst.Results.Count == signature.Length - colon - 1);
            Dictionary<char, Ty> bound = [];
            for (int k = 0; k < inst.Args.Count + inst.Results.Count; k++)
            {
                char letter = k < colon ? signature[k] : signature[k + 1];
                Ty type = k < colon ? inst.Args[k].Type : inst.Results[k - colon].Type;
                Require(OpTable.Fits(letter, type));
                if (letter is 'r' or 'i' or '*')
                {
                    Require(!bound.TryGetValue(letter, out Ty first) || first == type);
                    bound[letter] = type;
                }
            }

            if (inst.Op is Op.Load or Op.Store or Op.Accumulate)
            {
                ElementLayout layout = inst.Args[0].Layout!;
                Require(inst.Field >= 0 && inst.Field < layout.Leaves.Count);
                Require(layout.Leaves[inst.Field].Type == (inst.Op == Op.Load ? inst.Result.Type : inst.Args[2].Type));
            }
        }
    }

    private static void Fail(Inst inst, string why, Function function)
    {
        string text = Printer.Print(function);
        throw new InvalidOperationException($"{why}: {inst}in\n{text}");
    }
}
