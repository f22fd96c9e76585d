using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Scratch that stands outside a loop and is written anew in every iteration moves into the loop: then each iteration has its own, the loop can run in one sweep and in lanes, and the adjoints of the scratch live
/// no longer than the iteration. (<see cref="HoistAllocations"/> takes the memory itself out again, once all decisions are made.)
/// </summary>
public static class SinkAllocations
{
    public static bool Run(Function function)
    {
        bool changed = false;
        while (Step(function))
        {
            changed = true;
        }

        return changed;
    }

    private static bool Step(Function function)
    {
        Layout layout = new(function);
        foreach (Inst alloc in function.All().Where(i => i.Op == Op.Alloc && i.Text is null))
        {
            Value buffer = alloc.Result;
            List<Inst> users = [.. layout.Readers(buffer).Concat(layout.Writers(buffer)).Distinct()];
            Region home = layout.RegionOf(alloc);
            if (users.Count == 0 || home.Yields.Contains(buffer))
            {
                continue;
            }

            Inst first = Within(users[0]);
            Region? target = first.Op switch
            {
                Op.For => first.Regions[0],
                Op.While => first.Regions[1],
                Op.If => first.Regions.FirstOrDefault(r => users.All(u => layout.IsWithin(r, u))),
                _ => null,
            };
            if (target is null || !users.All(u => layout.IsWithin(target, u)) || (first.Op != Op.If && !Coverage.IsWrittenBeforeRead(target, buffer, layout)))
            {
                continue;
            }

            home.Body.Remove(alloc);
            target.Body.Insert(0, alloc);
            return true;

            // the instruction of the allocation's own region that the user stands in
            Inst Within(Inst user)
            {
                while (layout.RegionOf(user) != home)
                {
                    user = layout.Around(user)!;
                }

                return user;
            }
        }

        return false;
    }
}
