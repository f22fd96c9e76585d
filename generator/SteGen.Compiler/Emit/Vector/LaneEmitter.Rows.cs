using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;
using Precedence = SteGen.Compiler.Emit.ScalarOps.Precedence;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>Columns of rows, all at once.</summary>
internal sealed partial class LaneEmitter
{
    private readonly Dictionary<RowGroup, string> _staged = [];

    /// <summary>Reads all columns of a row where the first of them is asked for.</summary>
    private void LoadRows(RowGroup group)
    {
        Inst leader = group.Leader;
        Ty type = leader.Result.Type;
        Comment(leader);
        if (!group.IsWhole)
        {
            string staged = Staged(group);
            LoadColumns(group, staged);
            int first = Copy * group.Columns.Count;
            for (int k = 0; k < group.Columns.Count; k++)
            {
                Inst column = group.Columns[k];
                if (_folding.IsUsed(column.Result))
                {
                    _w.Line($"{VectorType(type)} {Declare(column.Result, Fallback(column))} = {staged}[{first + k}];");
                }
            }

            return;
        }

        string outs = string.Join(", ", group.Columns.Select(c => _folding.IsUsed(c.Result) ? $"out {VectorType(type)} {Declare(c.Result, Fallback(c))}" : "out _"));
        _w.Line($"{M(type)}.LoadRows{group.Columns.Count}({Scalar(leader.Args[0]).Text}, {RowStart(group)}{Rest}, {outs});");
    }

    /// <summary>A column waits until the last one of its group is known.</summary>
    private void StoreColumn(RowGroup group, Inst store)
    {
        if (!group.IsWhole)
        {
            int number = group.Columns.ToList().IndexOf(store);
            string staged = Staged(group), place = (_copies == 1 ? "" : $"{Copy * group.Columns.Count} + ") + number;
            Fragment value = Lanes(store.Args[2]);
            Comment(store);
            _w.Line($"{staged}[{place}] = {value.Text};");
        }

        if (group.Leader == store)
        {
            (group.IsWhole ? StoreRows : (System.Action<RowGroup>)StoreColumns)(group);
        }
    }

    private void StoreColumns(RowGroup group)
    {
        Ty type = group.Leader.Args[2].Type;
        string staged = Staged(group), columns = OfCopy(group, staged);
        if (group.Leader.Op == Op.Accumulate)
        {
            string old = Stage(group, "old");
            LoadColumns(group, old);
            old = OfCopy(group, old);
            string column = _names.Fresh("column");
            _w.Block($"for (int {column} = 0; {column} < {group.Columns.Count}; {column}++)", () => _w.Line($"{old}[{column}] += {columns}[{column}];"));
            columns = old;
        }

        _w.Line($"{M(type)}.StoreColumns<{type.Keyword()}>({columns}, {Scalar(group.Leader.Args[0]).Text}, {RowStart(group)}, {group.Stride}, {_rest ?? Count});");
    }

    private void LoadColumns(RowGroup group, string columns)
    {
        Ty type = group.Leader.Args[0].Layout!.Leaves[0].Type;
        if (_plan.Shape(group.Leader.Args[1]).IsVarying)
        {
            // each lane has a row of its own
            string index = Lanes(group.Columns[0].Args[1]).Text, span = Scalar(group.Leader.Args[0]).Text;
            _w.Line($"{M(type)}.LoadColumnsIndexed<{type.Keyword()}, {VectorType(Ty.I32)}>({span}, {index}, {_rest ?? Count}, {OfCopy(group, columns)});");
            return;
        }

        _w.Line($"{M(type)}.LoadColumns<{type.Keyword()}>({Scalar(group.Leader.Args[0]).Text}, {RowStart(group)}, {group.Stride}, {_rest ?? Count}, {OfCopy(group, columns)});");
    }

    /// <summary>The part that belongs to the vector that is being written.</summary>
    private string OfCopy(RowGroup group, string columns) => _plan.VectorsPerBlock == 1 ? columns : $"{columns}.Slice({Copy * group.Columns.Count}, {group.Columns.Count})";

    /// <summary>The vectors that the columns of a group pass through.</summary>
    private string Staged(RowGroup group)
    {
        if (!_staged.TryGetValue(group, out string? name))
        {
            _staged[group] = name = Stage(group, "");
        }

        return name;
    }

    private string Stage(RowGroup group, string prefix)
    {
        string buffer = group.Leader.Args[0].Hint ?? "row", wish = prefix.Length == 0 ? buffer + "Columns" : prefix + char.ToUpperInvariant(buffer[0]) + buffer.Substring(1), name = Hoist(wish);
        string vector = VectorType(group.Leader.Args[0].Layout!.Leaves[0].Type);
        _hoisted.Add($"global::System.Span<{vector}> {name} = stackalloc {vector}[{group.Columns.Count * _plan.VectorsPerBlock}];");
        return name;
    }

    private void StoreRows(RowGroup group)
    {
        Inst leader = group.Leader;
        Ty type = leader.Args[2].Type;
        Comment(leader);
        string span = Scalar(leader.Args[0]).Text;
        List<Fragment> columns = [.. group.Columns.Select(c => Lanes(c.Args[2]))];
        if (leader.Op == Op.Accumulate)
        {
            List<string> old = [.. group.Columns.Select(_ => _names.Fresh("old"))];
            _w.Line($"{M(type)}.LoadRows{columns.Count}({span}, {RowStart(group)}{Rest}, {string.Join(", ", old.Select(o => $"out {VectorType(type)} {o}"))});");
            columns = [.. columns.Select((c, k) => new Fragment($"{old[k]} + {c.In(Precedence.Additive, right: true)}", Precedence.Additive))];
        }

        _w.Line($"{M(type)}.StoreRows{columns.Count}({string.Join(", ", columns.Select(c => c.Text))}, {span}, {RowStart(group)}{Rest});");
    }

    /// <summary>The place of the first column; the leader may be another one, whose place stands behind it.</summary>
    private string RowStart(RowGroup group)
    {
        Value first = group.Columns[0].Args[1];
        List<Inst> body = _plan.Body.Body;
        if (first == group.Leader.Args[1] || !_plan.Definitions.TryGetValue(first, out Inst? def) || body.IndexOf(def) < body.IndexOf(group.Leader))
        {
            return Scalar(first).Text;
        }

        long stride = _plan.Shape(first).Stride;
        return $"{stride} * {Scalar(_plan.Index).In(Precedence.Multiplicative, right: true)}";
    }

    private string Rest => _rest is null ? "" : ", " + _rest;
}
