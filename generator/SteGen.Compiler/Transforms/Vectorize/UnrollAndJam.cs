using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// Runs several rounds of a loop around an innermost loop side by side, so that vectors which all rounds read or add to are loaded and stored once: in matrix products of an iteration stores are what the time goes into. Every element still
/// gets its sums in the same order, so no bit changes. Only vector text is written so; the scalar text keeps the user's loops.
/// </summary>
internal static class UnrollAndJam
{
    /// <summary>Of 32 vector registers a few are needed for what comes and goes.</summary>
    private const int RegistersAtMost = 29;

    private static readonly int[] s_rounds = [4, 2];

    public static void Run(LoopPlan plan)
    {
        List<(JamNest Nest, int Rounds)> nests = [];
        Find(plan.Body, new IndexBounds(plan.Function, plan.Definitions).Inside(plan.Loop));
        if (nests.Count == 0 || !BlockSize.HasRoom(plan, nests.Sum(n => 2 * n.Rounds * BlockSize.Locals(plan, n.Nest.Outer.Regions[0]))))
        {
            return;
        }

        foreach ((JamNest nest, int rounds) in nests)
        {
            JammedLoop.Write(plan, nest, rounds);
        }

        void Find(Region region, IndexBounds around)
        {
            foreach (Inst inst in region.Body)
            {
                if (JamNest.Find(plan, inst, around) is { } nest)
                {
                    if (s_rounds.FirstOrDefault(r => nest.Registers(r) <= RegistersAtMost) is var rounds && rounds > 0)
                    {
                        nests.Add((nest, rounds));
                    }

                    continue;
                }

                foreach (Region nested in inst.Regions)
                {
                    Find(nested, inst.Op == Op.For && plan.Shape(inst.Args[0]).IsUniform ? around.Inside(inst) : around);
                }
            }
        }
    }
}
