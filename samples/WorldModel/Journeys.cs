using System;
using System.Collections.Generic;
using System.Linq;

namespace WorldModel;

/// <summary>One attempt to get from one cell to another; the cells on the way, the first one included.</summary>
public sealed record Journey(int Goal, IReadOnlyList<int> Cells)
{
    public bool Arrived => Cells[^1] == Goal;

    /// <summary>How many steps it took, for each that was needed.</summary>
    public double Detour => (Cells.Count - 1) / (double)GridWorld.Distances(Goal)[Cells[0]];
}

/// <summary>The same starts and goals for all who travel, and the same limit.</summary>
public static class Journeys
{
    public const int Limit = 40;

    /// <summary>With a planner, or where there is none at random. Where the model knows no way, the action is random too.</summary>
    public static List<Journey> Travel(Planner? planner, int count)
    {
        var random = new Random(17);
        long seen = 1L << 40;
        float[] pixels = new float[GridWorld.Pixels];
        List<Journey> journeys = [];
        while (journeys.Count < count)
        {
            var actions = new Random(journeys.Count);
            int start = GridWorld.Free[random.Next(GridWorld.Free.Count)], goal = GridWorld.Free[random.Next(GridWorld.Free.Count)];
            if (start == goal) continue;
            int goalCode = 0;
            if (planner is not null)
            {
                GridWorld.Observe(goal, ref seen, pixels);
                goalCode = planner.Encode(pixels);
            }

            List<int> cells = [start];
            while (cells[^1] != goal && cells.Count <= Limit)
            {
                int? action = null;
                if (planner is not null)
                {
                    GridWorld.Observe(cells[^1], ref seen, pixels);
                    action = planner.FirstAction(planner.Encode(pixels), goalCode);
                }

                cells.Add(GridWorld.Step(cells[^1], action ?? actions.Next(GridWorld.Actions)));
            }

            journeys.Add(new Journey(goal, cells));
        }

        return journeys;
    }

    public static double Arrived(List<Journey> journeys) => journeys.Average(j => j.Arrived ? 1.0 : 0.0);
}
