using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>Leaves one addition of an address in an innermost loop, where all else in it stays the same from step to step: the rest is computed before the loop.</summary>
internal static class InnerAddresses
{
    public static void Run(LoopPlan plan)
    {
        foreach ((Region home, InnerSteps steps) in InnerSteps.Of(plan))
        {
            List<Inst> body = steps.Loop.Regions[0].Body;
            Dictionary<Value, Value> shorter = [];
            foreach (Inst access in body.Where(i => i.Op is Op.Load or Op.Store or Op.Accumulate).ToList())
            {
                bool isTarget = plan.Targets.TryGetValue(access, out Value? target);
                Value address = isTarget ? target! : access.Args[1];
                if (!shorter.TryGetValue(address, out Value? place))
                {
                    shorter[address] = place = Shorter(plan, home, steps, address);
                }

                if (isTarget)
                {
                    plan.Redirect(access, place);
                }
                else
                {
                    access.Args[1] = place;
                }
            }

            plan.RemoveUnused(steps.Loop.Regions[0], steps.Loop.Regions[0].Yields);
        }
    }

    /// <summary>The same address as a sum of the loop's index and something from before the loop; itself where that is what it is already.</summary>
    private static Value Shorter(LoopPlan plan, Region home, InnerSteps steps, Value address)
    {
        if (!steps.IsInside(address) || !plan.Definitions.TryGetValue(address, out Inst? definition) || definition.Args.TrueForAll(a => a == steps.Index || !steps.IsInside(a))
            || steps.Growth(address) is not { IsConstant: true } growth || System.Math.Abs(growth.Constant) != 1)
        {
            return address;
        }

        Value start = null!, place = new(Ty.I32);
        plan.Insert(home, steps.Loop, () => start = steps.At(address, Build.Int(0)));
        plan.Copied(address, place);
        Inst sum = new(growth.Constant > 0 ? Op.IAdd : Op.ISub, [start, steps.Index], [place]) { Origin = definition.Origin };
        steps.Loop.Regions[0].Body.Insert(0, sum);
        plan.Definitions[place] = sum;
        return place;
    }
}
