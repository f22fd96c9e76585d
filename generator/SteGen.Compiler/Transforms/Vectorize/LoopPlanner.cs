using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>Decides whether the iterations of a counted loop may go into lanes, and how.</summary>
public static class LoopPlanner
{
    /// <summary>Near 2000 locals the JIT gives up optimizing a method. An elementary function brings some 20 of its own.</summary>
    private const int LocalsAtMost = 1500;

    /// <summary>
    /// Plans a loop that stands at the top level of a function. On success the function's sums over the loop are rewritten into the canonical order (see <see cref="CanonicalOrder"/>); on refusal nothing is changed
    /// and <paramref name="reason"/> says why in words.
    /// </summary>
    public static LoopPlan? Plan(Function function, Inst loop, out string reason)
    {
        reason = "";
        if (loop.Op != Op.For || !function.Body.Body.Contains(loop))
        {
            reason = "only a counted loop that stands in no other loop or branch goes into lanes";
            return null;
        }

        function.Number();
        Dictionary<Value, Inst> defs = Definitions(function);
        HashSet<Value> shared = [];
        Dictionary<Value, LaneShape> shapes = ShapeAnalysis.Run(loop, defs, [], shared);
        if (Unsupported(loop, shapes) is { } unsupported)
        {
            reason = unsupported;
            return null;
        }

        for (int k = 0; k < loop.Results.Count; k++)
        {
            if (!CarriedSums.IsSum(loop, k))
            {
                Value carried = loop.Regions[0].Params[k + 1];
                reason = $"{(carried.Hint is { } hint ? $"'{hint}'" : "a value")} is carried from one iteration to the next and is not a plain sum";
                return null;
            }
        }

        BufferRoles roles = new(function, loop, defs, shapes);
        roles.Run();
        if (roles.Problem is { } problem)
        {
            reason = problem;
            return null;
        }

        CanonicalOrder order = new(function, function.Body, loop, defs);
        order.Rewrite(roles.Roles.Where(r => r.Value == BufferRole.LaneAccumulator).Select(r => r.Key));
        foreach (Value slots in order.SlotBuffers)
        {
            roles.Roles[slots] = BufferRole.Slots;
        }

        function.Number();
        defs = Definitions(function);
        HashSet<Value> same = [];
        return new LoopPlan(function, loop, defs, ShapeAnalysis.Run(loop, defs, order.SlotIndices, same), roles.Roles, order, same);
    }

    private static Dictionary<Value, Inst> Definitions(Function function)
    {
        Dictionary<Value, Inst> defs = [];
        foreach (Inst inst in function.All())
        {
            foreach (Value result in inst.Results)
            {
                defs[result] = inst;
            }
        }

        return defs;
    }

    private static string? Unsupported(Inst loop, Dictionary<Value, LaneShape> shapes)
    {
        int locals = Function.All(loop.Regions[0]).Sum(i => i.Op is (>= Op.Exp and <= Op.Erfc) or Op.Cbrt ? 20 : i.Results.Count);
        if (locals > LocalsAtMost)
        {
            return "its body is larger than what the JIT compiler optimizes in one method";
        }

        bool Uniform(Value v) => !shapes.TryGetValue(v, out LaneShape s) || s.IsUniform;
        HashSet<Value> made = [.. Function.All(loop.Regions[0]).Where(i => i.Op is Op.Alloc or Op.NewStack).Select(i => i.Result)];
        foreach (Inst inst in Function.All(loop.Regions[0]))
        {
            switch (inst.Op)
            {
                case Op.Push or Op.Pop when !made.Contains(inst.Args[0]):
                    return "it keeps values on a growing tape";
                case Op.Call when inst.Callee!.Procedure is not null:
                    return $"it calls {inst.Callee.Method}, which is recursive";
                case Op.Call when !inst.IsPure || !inst.Args.All(Uniform):
                    return $"it calls {inst.Callee!.Method}, which is called as it is";
                case Op.Clear when !inst.Args.Skip(1).All(Uniform):
                    return "it clears a part of an array that differs between iterations";
                case Op.Load or Op.Store or Op.Accumulate:
                    Leaf leaf = inst.Args[0].Layout!.Leaves[inst.Field];
                    if (!made.Contains(inst.Args[0]) && (!inst.Args[0].Layout!.IsScalar || leaf.TypeText != leaf.Type.Keyword()) && !(inst.Op == Op.Load && (leaf.Type != Ty.Bool || Uniform(inst.Args[1]))))
                    {
                        return $"elements of type {inst.Args[0].Layout!.TypeText} do not go into lanes";
                    }

                    if (leaf.Type == Ty.Bool && !made.Contains(inst.Args[0]) && shapes.TryGetValue(inst.Args[1], out LaneShape at) && (at.IsVarying || (inst.Op == Op.Store && !at.IsContiguous)))
                    {
                        return "booleans at an index that differs between iterations do not go into lanes";
                    }

                    break;
            }
        }

        return null;
    }
}
