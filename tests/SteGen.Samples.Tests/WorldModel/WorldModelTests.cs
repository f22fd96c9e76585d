extern alias WorldModelSample;

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SteGen.Training;
using WorldModelSample::WorldModel;
using Xunit;

namespace SteGen.Samples.Tests.WorldModel;

/// <summary>Plans made in codes arrive where nearly nobody arrives by chance; without the estimator the codes mean nothing.</summary>
public class WorldModelTests
{
    private const int Trips = 60;

    [Fact]
    public void PlansArrive()
    {
        var shape = new Shape();
        List<Journey> journeys = Journeys.Travel(new Planner(shape, Trainer.Train(LatentModel.LossValueAndGradient, shape, 1500, 1500)), Trips);
        double arrived = Journeys.Arrived(journeys), detour = journeys.Where(j => j.Arrived).Average(j => j.Detour);
        Assert.True(arrived > 0.8 && detour < 1.5, $"{arrived} arrive, with {detour} steps per step needed.");
    }

    [Fact]
    public void ThoseOfTheControlDoNot()
    {
        var shape = new Shape();
        double control = Journeys.Arrived(Journeys.Travel(new Planner(shape, Trainer.Train(ControlModel.LossValueAndGradient, shape, 1500, 1500)), Trips)), chance = Journeys.Arrived(Journeys.Travel(null, Trips));
        Assert.True(control < 0.35 && chance < 0.35, $"{control} arrive with the control, {chance} by chance.");
    }

    [Fact]
    public void TheWorldHasWallsAndDoors()
    {
        Assert.Equal(68, GridWorld.Free.Count);
        Assert.All(GridWorld.Free, cell => Assert.All(Enumerable.Range(0, GridWorld.Actions), action => Assert.False(GridWorld.IsWall(GridWorld.Step(cell, action)))));
        Assert.Equal(0, GridWorld.Step(0, 0));
        Assert.Equal(1, GridWorld.Step(0, 1));
        Assert.Equal(9, GridWorld.Step(0, 2));
        Assert.Equal(3, GridWorld.Step(3, 1));

        // from corner to corner through two doors: as many steps as without walls
        Assert.Equal(16, GridWorld.Distances(80)[0]);
    }

    [Fact]
    public void TheGradientIsThatOfTheFrozenProgram()
    {
        var shape = new Shape(Hidden: 5, Groups: 2, Classes: 3);
        Parameters at = Parameters.Random(shape, 5), gradient = new(shape);
        float[] seen = new float[2 * GridWorld.Pixels], next = new float[seen.Length], noise = [0.3f, -0.5f, 1, 0.2f, 2, -1, 0, 1.5f, 0.4f, -0.3f, 0.6f, 1.1f];

        // units that are clearly on or clearly off: no rectifier has its kink within a step of the differences, and the loss, a sum over pixels, can be differenced in long steps
        foreach (int layer in new[] { 1, 3, 5 })
        {
            at.B(layer).Fill(3);
            at.B(layer)[0] = -3;
        }

        long observed = 0;
        GridWorld.Observe(0, ref observed, seen.AsSpan(0, GridWorld.Pixels));
        GridWorld.Observe(40, ref observed, seen.AsSpan(GridWorld.Pixels));
        GridWorld.Observe(1, ref observed, next.AsSpan(0, GridWorld.Pixels));
        GridWorld.Observe(40, ref observed, next.AsSpan(GridWorld.Pixels));
        int[] actions = [1, 3];
        LatentModel.LossValueAndGradient(
            seen, next, actions, noise, shape.Classes,
            at.W(1), at.B(1), at.W(2), at.B(2), at.W(3), at.B(3), at.W(4), at.B(4), at.W(5), at.B(5), at.W(6), at.B(6),
            gradient.W(1), gradient.B(1), gradient.W(2), gradient.B(2), gradient.W(3), gradient.B(3), gradient.W(4), gradient.B(4), gradient.W(5), gradient.B(5), gradient.W(6), gradient.B(6));
        Assert.Contains(gradient.W(1).ToArray(), g => g != 0);
        GradientCheck.Assert(
            x =>
            {
                x.CopyTo(at.All);
                return LatentModel.Loss(
                    seen, next, actions, noise, shape.Classes, at.W(1), at.B(1), at.W(2), at.B(2), at.W(3), at.B(3), at.W(4), at.B(4), at.W(5), at.B(5), at.W(6), at.B(6));
            },
            [.. at.All],
            gradient.All,
            step: 0.2);
    }

    [Fact]
    public void AStoppedTrainingReturnsWhatThereIs()
    {
        using var stop = new CancellationTokenSource();
        int told = 0;
        Trainer.Train(LatentModel.LossValueAndGradient, new Shape(), 100, 10, (_, _, _) =>
        {
            told++;
            stop.Cancel();
        }, stop.Token);
        Assert.Equal(1, told);
    }
}
