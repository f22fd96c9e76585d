using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// y = if c { …; a } else { …; b }          v' += if c { backward of … from a' = y' } else { backward of … from b' = y' }
public sealed partial class Reverse
{
    private void Branch(Inst inst, Scope scope)
    {
        List<Value?> d = [.. inst.Results.Select(r => Take(scope, r))];
        if (d.All(x => x is null) && !WritesActiveMemory(inst))
        {
            return;
        }

        List<Value> captured = Captured(inst);
        Value condition = Get(inst.Args[0]);
        List<Scope> sides = [];
        foreach (Region primal in inst.Regions)
        {
            Scope side = Open(primal, new Region(), isDirect: false);
            Build.At = side.Back;
            for (int k = 0; k < d.Count; k++)
            {
                if (d[k] is { } dk)
                {
                    Add(side, primal.Yields[k], dk);
                }
            }

            Backward(side);
            _scopes.Remove(primal);
            sides.Add(side);
        }

        // What nothing arrived at on either side stays without an adjoint.
        captured.RemoveAll(v => !sides.Any(s => s.Adjoint.ContainsKey(v)));
        foreach (Scope side in sides)
        {
            Build.At = side.Back;
            side.Back.Yields.AddRange(captured.Select(v => TakeOrZero(side, v)));
        }

        Build.At = scope.Back;
        List<Value> results = [.. captured.Select(v => new Value(v.Type, GradientName(v)))];
        Build.Add(new Inst(Op.If, [condition], results, [.. sides.Select(s => s.Back)]));
        for (int k = 0; k < captured.Count; k++)
        {
            Add(scope, captured[k], results[k]);
        }
    }

    /// <summary>Active values of outer regions that the regions of an instruction read: their adjoints are summed inside and handed out.</summary>
    private List<Value> Captured(Inst inst)
    {
        HashSet<Value> seen = [];
        List<Value> captured = [];
        foreach (Value v in inst.Regions.SelectMany(Effects.Uses))
        {
            if (v.Type.IsReal() && _activity.IsActive(v) && !_layout.IsInside(_layout.Home(v), inst) && seen.Add(v))
            {
                captured.Add(v);
            }
        }

        return captured;
    }

    /// <summary>May an adjoint arrive inside through memory, though none arrives through the results?</summary>
    private bool WritesActiveMemory(Inst inst) => Effects.AllWrites(inst).Any(_activity.IsActive);
}
