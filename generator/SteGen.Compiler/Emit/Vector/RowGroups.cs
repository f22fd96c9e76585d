using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>
/// Loads, stores or additions that together touch columns of rows: one access takes all of them at once, shuffling instead of going from lane to lane. Either whole rows of two to four values, or at least eight columns that stand side
/// by side in longer rows.
/// </summary>
/// <param name="Columns">The access of each column.</param>
/// <param name="Leader">Where the text of the group stands: at its first load, at its last store.</param>
/// <param name="Stride">The length of a row.</param>
internal sealed record RowGroup(IReadOnlyList<Inst> Columns, Inst Leader, int Stride)
{
    /// <summary>Whole rows that vectors hold as they are; else the columns go through memory of the stack.</summary>
    public bool IsWhole => Columns.Count == Stride && Stride <= RowGroups.WholeRowsAtMost;
}

internal static class RowGroups
{
    public const int WholeRowsAtMost = 4;

    /// <summary>Fewer columns of longer rows are not worth a transposition.</summary>
    private const int ColumnsAtLeast = 8;

    /// <summary>A row is no longer than this.</summary>
    private const int StrideAtMost = 256;

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

            Inst?[] columns = new Inst?[place.Stride];
            bool twice = false;
            foreach (Inst other in body.Where(i => i.Op == first.Op && i.Args[0] == first.Args[0]))
            {
                if (Place(plan, other) is { } there && (there.Stride, there.Row) == (place.Stride, place.Row))
                {
                    twice |= columns[there.Column] is not null;
                    columns[there.Column] = other;
                }
            }

            if (twice)
            {
                continue;
            }

            foreach (List<Inst> side in SideBySide(columns))
            {
                List<int> at = [.. side.Select(i => body.IndexOf(i))];
                int from = at.Min(), to = at.Max();
                if (body.Skip(from).Take(to - from).All(i => side.Contains(i) || !InTheWay(plan, i, first)))
                {
                    RowGroup group = new(side, body[first.Op == Op.Load ? from : to], (int)place.Stride);
                    side.ForEach(column => groups[column] = group);
                }
            }
        }

        return groups;
    }

    /// <summary>Columns without a gap between them, where there are enough for a group.</summary>
    private static IEnumerable<List<Inst>> SideBySide(Inst?[] columns)
    {
        List<Inst> run = [];
        foreach (Inst? column in columns.Append(null))
        {
            if (column is not null)
            {
                run.Add(column);
                continue;
            }

            if (run.Count >= ColumnsAtLeast || (run.Count == columns.Length && run.Count <= WholeRowsAtMost))
            {
                yield return run;
            }

            run = [];
        }
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

    /// <summary>The number of a column within rows of so many values, and which row: a multiple of the loop's index; or, for loads, of a number that differs from lane to lane.</summary>
    private static (long Stride, int Column, Value Row)? Place(LoopPlan plan, Inst access)
    {
        if (access.Op is not (Op.Load or Op.Store or Op.Accumulate) || access.Args.Count > 3 || !access.Args[0].Layout!.IsScalar || plan.Role(access.Args[0]) is not (BufferRole.ReadOnly or BufferRole.Distinct)
            || !access.Args[0].Layout!.Leaves[0].Type.IsReal())
        {
            return null;
        }

        LaneShape shape = plan.Shape(access.Args[1]);
        IndexPolynomial place = IndexPolynomial.Of(access.Args[1], plan.Definitions);
        List<IndexPolynomial.Term> row = [.. place.Terms.Where(t => t.Factors.Length > 0)];
        bool isRow = row.Count == 1 && row[0].Factors.Length == 1 && row[0].Coefficient is >= 2 and <= StrideAtMost && row[0].Coefficient % 1 == 0;
        bool fits = isRow && (shape.IsVarying ? access.Op == Op.Load && row[0].Coefficient > WholeRowsAtMost : row[0].Factors[0] == plan.Index);
        return fits && place.Constant >= 0 && place.Constant < row[0].Coefficient ? ((long)row[0].Coefficient, (int)place.Constant, row[0].Factors[0]) : null;
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
