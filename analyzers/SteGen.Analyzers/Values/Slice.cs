using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Analyzers.Values;

/// <summary>All values that a value is computed from, through memory, branches and loops.</summary>
internal static class Slice
{
    public static HashSet<Value> Of(Value root, LoweredMethod method)
    {
        HashSet<Value> slice = [];
        Queue<Value> open = new([root]);
        while (open.Count > 0)
        {
            Value v = open.Dequeue();
            if (!slice.Add(v))
            {
                continue;
            }

            if (v.Type == Ty.Buffer)
            {
                foreach (Value written in method.Numbering.Users(v).Where(u => Effects.Writes(u).Contains(v)).SelectMany(u => u.Args))
                {
                    open.Enqueue(written);
                }
            }

            if (method.Numbering.Definition(v) is { } inst)
            {
                foreach (Value operand in inst.Args.Concat(inst.Regions.SelectMany(r => r.Yields)))
                {
                    open.Enqueue(operand);
                }
            }
        }

        return slice;
    }
}
