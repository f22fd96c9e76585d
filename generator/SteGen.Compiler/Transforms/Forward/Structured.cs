using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// Memory has a twin that holds tangents; branches and loops yield and carry tangents beside their values.
public sealed partial class Forward
{
    private void Memory(Inst inst)
    {
        List<Value> args = Operands(inst);
        Same(inst, args, [.. inst.Results.Select(Copy)]);
        switch (inst.Op)
        {
            case Op.Alloc or Op.NewStack when _activity.IsActive(inst.Result) || _frames.Contains(inst.Result):
                Value twin = Twin(inst.Result);
                Same(inst, [.. args], [twin]); // a list of its own: passes replace operands in place
                _tangent[inst.Result] = twin;
                break;
            case Op.Load or Op.Pop or Op.Peek when _activity.IsActive(inst.Result) && _tangent.TryGetValue(inst.Args[0], out Value? from):
                Value loaded = Twin(inst.Result);
                Same(inst, [from, .. args.Skip(1)], [loaded]);
                _tangent[inst.Result] = loaded;
                break;
            case Op.Store or Op.Push when inst.Args[inst.Args.Count - 1].Type.IsReal() && _tangent.TryGetValue(inst.Args[0], out Value? to):
                Value moved = TangentOrZero(inst.Args[inst.Args.Count - 1]);
                Same(inst, [to, .. args.Skip(1).Take(args.Count - 2), moved], []);
                break;
            case Op.Accumulate when _tangent.TryGetValue(inst.Args[0], out Value? sums) && _tangent.TryGetValue(inst.Args[2], out Value? added):
                Same(inst, [sums, args[1], added], []);
                break;
            case Op.Cut when _tangent.TryGetValue(inst.Args[0], out Value? shortened):
                Same(inst, [shortened, args[1]], []);
                break;
            case Op.Clear when _tangent.TryGetValue(inst.Args[0], out Value? cleared):
                Same(inst, [cleared, args[1], args[2]], []);
                break;
        }
    }

    private void Structured(Inst inst)
    {
        bool isLoop = inst.Op != Op.If;
        List<int> active = [.. Enumerable.Range(0, inst.Results.Count).Where(k => _activity.IsActive(inst.Results[k]))];
        List<Value> args = Operands(inst);
        if (isLoop)
        {
            int first = inst.Op == Op.For ? 1 : 0;
            args.AddRange(active.Select(k => TangentOrZero(inst.Args[first + k])));
        }

        List<Region> regions = [];
        for (int n = 0; n < inst.Regions.Count; n++)
        {
            Region from = inst.Regions[n], to = new();
            int shift = from.Params.Count - inst.Results.Count;
            to.Params.AddRange(from.Params.Select(Copy));
            if (isLoop)
            {
                foreach (int k in active)
                {
                    Value t = _tangent[from.Params[shift + k]] = Twin(from.Params[shift + k]);
                    to.Params.Add(t);
                }
            }

            bool isTest = inst.Op == Op.While && n == 0;
            Build.In(to, () =>
            {
                Body(from);
                to.Yields.AddRange(from.Yields.Select(y => _primal[y]));
                if (!isTest)
                {
                    to.Yields.AddRange(active.Select(k => TangentOrZero(from.Yields[k])));
                }
            });
            regions.Add(to);
        }

        List<Value> results = [.. inst.Results.Select(Copy)];
        foreach (int k in active)
        {
            Value t = _tangent[inst.Results[k]] = Twin(inst.Results[k]);
            results.Add(t);
        }

        Build.Origin = inst.Origin;
        Build.Add(new Inst(inst.Op, args, results, regions) { InLanes = inst.InLanes });
    }
}
