using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Compiler.Emit;

/// <summary>May a written span be the very same memory as one that is read? Yes where element i is read before only element i is written.</summary>
internal static class ElementWise
{
    public static bool Allows(MethodModel model, Function function, string written, string read)
    {
        Inputs inputs = new(model, function.Body.Params);
        Value? Buffer(string name) => model.Parameters.Where(p => p.IsSpan && Names.Escape(p.Name) == name).Select(p => inputs[p][0]).FirstOrDefault();
        return Buffer(written) is { } to && Buffer(read) is { } from && Allows(function, to, from);
    }

    /// <summary>All accesses of both stand in the body of one loop, at that loop's own index, every read before every write.</summary>
    public static bool Allows(Function function, Value written, Value read)
    {
        Inst? loop = null;
        bool wrote = false;
        return Visit(function.Body, null) && loop is not null;

        bool Visit(Region region, Inst? owner)
        {
            foreach (Inst inst in region.Body)
            {
                foreach (Value a in inst.Args.Where(a => a == written || a == read))
                {
                    if (inst.Op is not (Op.Load or Op.Store) || owner is not { Op: Op.For } || (loop ?? owner) != owner || inst.Args[1] != owner.Regions[0].Params[0])
                    {
                        return false;
                    }

                    loop = owner;
                    if (inst.Op == Op.Load && a == read && wrote)
                    {
                        return false;
                    }

                    wrote |= inst.Op == Op.Store;
                }

                foreach (Region nested in inst.Regions)
                {
                    if (!Visit(nested, inst))
                    {
                        return false;
                    }
                }
            }

            return true;
        }
    }
}
