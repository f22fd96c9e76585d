using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Buffers of structs whose leaves have one type become buffers of that type: leaf k of element i is number i * leaves + k. Scratch of mixed structs becomes
/// one buffer per leaf. Parameters of mixed structs keep their layout, and so does what is passed to a method.
/// </summary>
public static class FlattenStructs
{
    /// <summary>Rewrites the function; the parameters that were flattened are in the result (their length parameters still count structs).</summary>
    public static HashSet<Value> Run(Function function)
    {
        HashSet<Value> flattened = [];
        HashSet<Value> passed = [.. function.All().Where(i => i.Op == Op.Call).SelectMany(i => i.Args)];
        foreach (Value p in function.Body.Params.Where(p => p.Type == Ty.Buffer && IsHomogeneous(p.Layout!) && !passed.Contains(p)).ToList())
        {
            flattened.Add(p);
        }

        Dictionary<Value, int> strides = flattened.ToDictionary(p => p, p => p.Layout!.Leaves.Count);
        Dictionary<Value, Value[]> split = [];
        Visit(function.Body);
        foreach (Value p in flattened)
        {
            p.Layout = ElementLayout.Of(p.Layout!.Leaves[0].Type);
        }

        return flattened;

        void Visit(Region region)
        {
            List<Inst> body = [];
            foreach (Inst inst in region.Body)
            {
                Build.Origin = inst.Origin;
                Region before = new() { Body = body };
                switch (inst.Op)
                {
                    case Op.Alloc when passed.Contains(inst.Result):
                        break;
                    case Op.Alloc when !inst.Result.Layout!.IsScalar && IsHomogeneous(inst.Result.Layout):
                        strides[inst.Result] = inst.Result.Layout.Leaves.Count;
                        inst.Args[0] = Build.In(before, () => inst.Args[0] * Build.Int(strides[inst.Result]));
                        inst.Result.Layout = ElementLayout.Of(inst.Result.Layout.Leaves[0].Type);
                        break;
                    case Op.Alloc when !inst.Result.Layout!.IsScalar:
                        split[inst.Result] = Build.In(before, () => inst.Result.Layout.Leaves.Select(leaf =>
                        {
                            Value part = Build.Alloc(new ElementLayout(leaf.TypeText, new([leaf with { Path = "" }])), inst.Args[0], inst.Result.Hint + leaf.Path);
                            before.Body[before.Body.Count - 1].Text = inst.Text;
                            return part;
                        }).ToArray());
                        continue;
                    case Op.Load or Op.Store or Op.Accumulate when strides.TryGetValue(inst.Args[0], out int stride):
                        if (stride != 1)
                        {
                            inst.Args[1] = Build.In(before, () => inst.Field == 0 ? inst.Args[1] * Build.Int(stride) : (inst.Args[1] * Build.Int(stride)) + Build.Int(inst.Field));
                        }

                        inst.Field = 0;
                        break;
                    case Op.Load or Op.Store or Op.Accumulate when split.TryGetValue(inst.Args[0], out Value[]? parts):
                        inst.Args[0] = parts[inst.Field];
                        inst.Field = 0;
                        break;
                    case Op.Clear when strides.TryGetValue(inst.Args[0], out int wide) && wide != 1:
                        inst.Args[1] = Build.In(before, () => inst.Args[1] * Build.Int(wide));
                        inst.Args[2] = Build.In(before, () => inst.Args[2] * Build.Int(wide));
                        break;
                    case Op.Clear when split.TryGetValue(inst.Args[0], out Value[]? pieces):
                        foreach (Value piece in pieces)
                        {
                            body.Add(new Inst(Op.Clear, [piece, inst.Args[1], inst.Args[2]], []) { Origin = inst.Origin });
                        }

                        continue;
                }

                foreach (Region nested in inst.Regions)
                {
                    Visit(nested);
                }

                body.Add(inst);
            }

            region.Body = body;
        }
    }

    public static bool IsHomogeneous(ElementLayout layout) =>
        !layout.IsScalar && layout.Leaves.All(l => l.Type == layout.Leaves[0].Type && l.TypeText == l.Type.Keyword());
}
