using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Analyses;

/// <summary>Which carried values of a loop are plain sums: the next one is the last one plus something, on every path, and nothing else looks at them.</summary>
public static class Sums
{
    /// <summary>Is carried value <paramref name="k"/> of a For a plain sum? Its adjoint is the same in all iterations then.</summary>
    public static bool IsSum(Layout layout, Inst loop, int k)
    {
        Region body = loop.Regions[0];
        Value p = body.Params[k + 1];
        Dictionary<Value, int> uses = [];
        foreach (Value v in Effects.Uses(body))
        {
            uses[v] = uses.TryGetValue(v, out int n) ? n + 1 : 1;
        }

        int found = 0;
        return Follow(body.Yields[k]) && uses.TryGetValue(p, out int all) && found == all;

        bool Follow(Value v)
        {
            if (v == p)
            {
                found++;
                return true;
            }

            if (Inside(v) is not { } definition)
            {
                return false;
            }

            switch (definition.Op)
            {
                case Op.Add:
                    return Reaches(definition.Args[1]) ? !Reaches(definition.Args[0]) && Follow(definition.Args[1]) : Follow(definition.Args[0]);
                case Op.Sub:
                    return !Reaches(definition.Args[1]) && Follow(definition.Args[0]);
                case Op.If:
                    int at = definition.Results.IndexOf(v);
                    return definition.Regions.All(r => Follow(r.Yields[at]));
                default:
                    return false;
            }
        }

        bool Reaches(Value v) => v == p || (Inside(v) is { } definition && definition.Op switch
        {
            Op.Add or Op.Sub => definition.Args.Any(Reaches),
            Op.If => definition.Regions.Any(r => Reaches(r.Yields[definition.Results.IndexOf(v)])),
            _ => false,
        });

        // Defined in the loop and used once.
        Inst? Inside(Value v) => uses.TryGetValue(v, out int n) && n == 1 && layout.Definition(v) is { } definition && layout.Contains(loop, definition) ? definition : null;
    }
}
