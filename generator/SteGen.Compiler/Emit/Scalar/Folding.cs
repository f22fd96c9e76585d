using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Emit;

/// <summary>
/// Which values need no variable of their own: constants, and what is used once, in its own region, with nothing between that could change it.
/// A value that the user gave a name keeps its variable.
/// </summary>
internal sealed class Folding
{
    private readonly HashSet<Inst> _foldable = [];
    private readonly Dictionary<Value, int> _uses = [];

    public Folding(Function function)
    {
        Count(function.Body);
        Visit(function.Body);
    }

    public bool May(Inst inst) => _foldable.Contains(inst);

    public bool IsUsed(Value v) => _uses.ContainsKey(v);

    private void Count(Region region)
    {
        foreach (Inst inst in region.Body)
        {
            foreach (Value a in inst.Args)
            {
                Use(a);
            }

            foreach (Region nested in inst.Regions)
            {
                Count(nested);
            }
        }

        foreach (Value y in region.Yields)
        {
            Use(y);
        }
    }

    private void Use(Value v) => _uses[v] = _uses.TryGetValue(v, out int n) ? n + 1 : 1;

    private void Visit(Region region)
    {
        Dictionary<Value, int> usedAt = [];
        for (int at = 0; at < region.Body.Count; at++)
        {
            foreach (Value a in region.Body[at].Args)
            {
                usedAt[a] = at;
            }

            foreach (Region nested in region.Body[at].Regions)
            {
                Visit(nested);
            }
        }

        foreach (Value y in region.Yields)
        {
            usedAt[y] = region.Body.Count;
        }

        // where the memory that a folded value reads was read first
        Dictionary<Value, int> readAt = [];
        for (int at = 0; at < region.Body.Count; at++)
        {
            Inst inst = region.Body[at];
            int read = inst.Op == Op.Load ? at : int.MaxValue;
            foreach (Value a in inst.Args)
            {
                read = readAt.TryGetValue(a, out int earlier) && earlier < read ? earlier : read;
            }

            if (inst.Op is Op.Const or Op.External)
            {
                _foldable.Add(inst);
            }
            else if (inst.Results.Count == 1 && (inst.Result.Hint is null || IsYielded(region, inst.Result)) && (inst.IsPure || inst.Op == Op.Load)
                && _uses.TryGetValue(inst.Result, out int uses) && uses == 1 && usedAt.TryGetValue(inst.Result, out int use)
                && (read == int.MaxValue || Undisturbed(region, read, use)))
            {
                _foldable.Add(inst);
                if (read != int.MaxValue)
                {
                    readAt[inst.Result] = read;
                }
            }
        }
    }

    /// <summary>What is only yielded has the name of the variable that it is yielded to.</summary>
    private static bool IsYielded(Region region, Value v) => region.Yields.Contains(v);

    /// <summary>Nothing between the load and its use may write memory.</summary>
    private static bool Undisturbed(Region region, int from, int to)
    {
        for (int at = from + 1; at < to && at < region.Body.Count; at++)
        {
            Inst inst = region.Body[at];
            if (!inst.IsPure && inst.Op is not (Op.Load or Op.Check))
            {
                return false;
            }
        }

        // the user itself may be a region that writes: its operands are read before
        return to >= region.Body.Count || region.Body[to].Op != Op.While;
    }
}
