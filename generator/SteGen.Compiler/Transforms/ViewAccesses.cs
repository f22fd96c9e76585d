using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>Carried buffers become ints, and memory operations name what they stand for.</summary>
internal sealed partial class ViewGroup
{
    private void Rewrite(Region region)
    {
        region.Params = Replaced(region.Params);
        region.Yields = Replaced(region.Yields);
        List<Inst> body = [];
        foreach (Inst inst in region.Body)
        {
            if (OpTable.HasRegions(inst.Op))
            {
                inst.Args = Replaced(inst.Args);
                inst.Results = Replaced(inst.Results);
                foreach (Region nested in inst.Regions)
                {
                    Rewrite(nested);
                }

                body.Add(inst);
            }
            else if (inst.Args.FirstOrDefault(NeedsChange) is { } buffer)
            {
                Region at = new();
                Build.In(at, () => Access(inst, buffer, 0));
                foreach (Inst made in at.Body)
                {
                    made.Origin = inst.Origin;
                    body.Add(made);
                }
            }
            else
            {
                body.Add(inst);
            }
        }

        region.Body = body;
    }

    private bool NeedsChange(Value v) => members.Contains(v) && !_classes.Contains(v);

    private List<Value> Replaced(List<Value> values)
    {
        if (!values.Any(members.Contains) || values == function.Body.Params)
        {
            return values;
        }

        List<Value> result = [];
        foreach (Value v in values)
        {
            if (!members.Contains(v))
            {
                result.Add(v);
                continue;
            }

            if (_hasWhich)
            {
                result.Add(_which[v]);
            }

            if (_hasBegin)
            {
                result.Add(_begin[v]);
            }
        }

        return result;
    }

    /// <summary>A memory operation or call on a buffer that is one of the classes from <paramref name="from"/> on.</summary>
    private void Access(Inst inst, Value buffer, int from)
    {
        bool known = _definitions.TryGetValue(buffer, out Inst? d) && d.Op == Op.Alloc;
        if (known || from == _classes.Count - 1)
        {
            Named(inst, buffer, known ? _merged! : _classes[from]);
            return;
        }

        Region mine = new(), others = new();
        Value isMine = Build.Emit(Op.IEq, _which[buffer], Build.Int(from));
        Inst there = inst, here = Copy(inst);
        Build.In(mine, () => Named(here, buffer, _classes[from]));
        List<Value> results = inst.Results;
        there = Copy(inst);
        Build.In(others, () => Access(there, buffer, from + 1));
        mine.Yields = LastResults(mine, results.Count);
        others.Yields = LastResults(others, results.Count);
        Build.Add(new Inst(Op.If, [isMine], results, [mine, others]));
    }

    private static List<Value> LastResults(Region region, int count) => count == 0 ? [] : [.. region.Body[region.Body.Count - 1].Results];

    private static Inst Copy(Inst inst) => new(inst.Op, [.. inst.Args], [.. inst.Results.Select(r => new Value(r.Type, r.Hint) { Layout = r.Layout })])
    {
        Number = inst.Number,
        Integer = inst.Integer,
        Text = inst.Text,
        Check = inst.Check,
        Callee = inst.Callee,
        IsAdjointSum = inst.IsAdjointSum,
        Origin = inst.Origin,
    };

    private void Named(Inst inst, Value buffer, Value named)
    {
        for (int k = 0; k < inst.Args.Count; k++)
        {
            if (inst.Args[k] != buffer)
            {
                continue;
            }

            inst.Args[k] = named;
            if (named == _merged && _hasBegin)
            {
                inst.Args[k + 1] = Build.Emit(Op.IAdd, _begin[buffer], inst.Args[k + 1]);
            }
        }

        if (inst.Op == Op.Call && inst.Args.FirstOrDefault(NeedsChange) is { } other)
        {
            Access(inst, other, 0);
            return;
        }

        Build.Add(inst);
    }
}
