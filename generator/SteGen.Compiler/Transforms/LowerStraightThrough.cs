using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>After the last derivative: StraightThrough(hard, soft) is hard. What only soft needed is dead then, so that a forward pays nothing for it.</summary>
public static class LowerStraightThrough
{
    public static void Run(Function function)
    {
        Substitution to = new();
        Visit(function.Body, to);
        to.Apply(function.Body);
    }

    private static void Visit(Region region, Substitution to)
    {
        region.Body.RemoveAll(inst =>
        {
            if (inst.Op != Op.StraightThrough)
            {
                return false;
            }

            to.Add(inst.Result, inst.Args[0]);
            return true;
        });
        foreach (Inst inst in region.Body)
        {
            foreach (Region nested in inst.Regions)
            {
                Visit(nested, to);
            }
        }
    }
}
