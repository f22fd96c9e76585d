using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>Loads, stores or additions that together touch whole rows of two to four values: one access takes all columns at once, shuffling instead of going from lane to lane.</summary>
/// <param name="Columns">The access of each column.</param>
/// <param name="Leader">Where the text of the group stands: at its first load, at its last store.</param>
internal sealed record RowGroup(IReadOnlyList<Inst> Columns, Inst Leader);

internal static class RowGroups
{
    /// <summary>The groups among the unconditional accesses of a loop, by access.</summary>
    public static Dictionary<Inst, RowGroup> Find(LoopPlan plan)
    {
        Dictionary<Inst, RowGroup> groups = [];
        List<Inst> body = plan.Body.Body;
        foreach (Inst first in body)
        {
            if (groups.ContainsKey(first) || Place(plan, first) is not { } place)
            {
                continue;
            }

            int width = (int)place.Stride;
            Inst?[] columns = new Inst?[width];
            bool twice = false;
            foreach (Inst other in body.Where(i => i.Op == first.Op && i.Args[0] == first.Args[0]))
            {
                if (Place(plan, other) is { } there && there.Stride == place.Stride)
                {
                    twice |= columns[there.Column] is not null;
                    columns[there.Column] = other;
                }
            }

            if (twice || columns.Contains(null))
            {
                continue;
            }

            List<int> at = [.. columns.Select(c => body.IndexOf(c!))];
            int from = at.Min(), to = at.Max();
            bool loads = first.Op == Op.Load;
            if (body.Skip(from).Take(to - from).All(i => columns.Contains(i) || !InTheWay(plan, i, first)))
            {
                RowGroup group = new([.. columns!], body[loads ? from : to]);
                foreach (Inst? column in columns)
                {
                    groups[column!] = group;
                }
            }
        }

        return groups;
    }

    /// <summary>Values that only served as addresses of columns, which a group does not ask for.</summary>
    public static HashSet<Value> Unneeded(LoopPlan plan, Dictionary<Inst, RowGroup> groups)
    {
        HashSet<Value> unneeded = [];
        List<Inst> all = [.. Function.All(plan.Body)];
        HashSet<Value> yields = [.. all.SelectMany(i => i.Regions).SelectMany(r => r.Yields), .. plan.Body.Yields];
        for (int k = all.Count - 1; k >= 0; k--)
        {
            Inst inst = all[k];
            if (inst.IsPure && inst.Results.Count == 1 && inst.Result.Type == Ty.I32 && !yields.Contains(inst.Result))
            {
                List<Inst> users = [.. all.Where(i => i.Args.Contains(inst.Result))];
                bool idle = users.Count > 0 && users.All(u => (groups.TryGetValue(u, out RowGroup? g) && u != g.Columns[0]) || (u.Results.Count == 1 && unneeded.Contains(u.Result)));
                if (idle)
                {
                    unneeded.Add(inst.Result);
                }
            }
        }

        return unneeded;
    }

    private static (long Stride, int Column)? Place(LoopPlan plan, Inst access)
    {
        if (access.Op is not (Op.Load or Op.Store or Op.Accumulate) || access.Args.Count > 3 || !access.Args[0].Layout!.IsScalar || plan.Role(access.Args[0]) is not (BufferRole.ReadOnly or BufferRole.Distinct))
        {
            return null;
        }

        LaneShape shape = plan.Shape(access.Args[1]);
        var (row, rest) = IndexPolynomial.Of(access.Args[1], plan.Definitions).Split(plan.Index);
        bool fits = shape.IsLinear && shape.Factor is null && shape.Stride is >= 2 and <= 4 && access.Args[0].Layout!.Leaves[0].Type.IsReal();
        return fits && rest.IsConstant && rest.Constant >= 0 && rest.Constant < shape.Stride && row.Terms.Count() == 1 ? (shape.Stride, (int)rest.Constant) : null;
    }

    /// <summary>
    /// Loads move up, stores move down, past what stands between. A span that is written may be the same as one that is only read, but never overlaps another one that is written.
    /// </summary>
    private static bool InTheWay(LoopPlan plan, Inst inst, Inst group)
    {
        IEnumerable<Inst> all = new[] { inst }.Concat(inst.Regions.SelectMany(Function.All)).Where(i => i.Op is Op.Load or Op.Store or Op.Accumulate);
        return group.Op == Op.Load
            ? all.Any(i => i.Op != Op.Load && plan.Role(i.Args[0]) is not (BufferRole.Private or BufferRole.Slots))
            : all.Any(i => i.Args[0] == group.Args[0] || plan.Role(i.Args[0]) == BufferRole.ReadOnly);
    }
}
