using System;
using System.Linq;
using System.Threading;
using GumbelSelect;
using SteGen.Training;
using Xunit;

namespace SteGen.Samples.Tests.GumbelSelectSample;

/// <summary>The sample's promise with fewer features and steps: gates find what matters; without the straight-through node they do not.</summary>
public class GumbelSelectTests
{
    private static readonly Table s_table = Table.Random(rows: 150, columns: 20, relevant: 3, seed: 7);

    [Fact]
    public void GatesFindWhatMatters()
    {
        Selected selected = Selection.Train(SelectionModel.LossValueAndGradient, s_table, 1500);
        Assert.Equal((0, 0), (selected.Missed(s_table), selected.Superfluous(s_table)));
    }

    [Fact]
    public void TheControlKnowsOnlyThePrice()
    {
        Selected selected = Selection.Train(SelectionModel.RawLossValueAndGradient, s_table, 1500);
        Assert.Equal(3, selected.Missed(s_table));
    }

    [Fact]
    public void AStoppedTrainingReturnsWhatThereIs()
    {
        using var stop = new CancellationTokenSource();
        Assert.Single(Selection.Train(SelectionModel.LossValueAndGradient, s_table, 1500, (_, _) => stop.Cancel(), stop.Token).Open);
    }

    [Fact]
    public void TheGradientIsThatOfTheFrozenProgram()
    {
        var random = new Random(3);
        float[] Draw(int n) => [.. Enumerable.Range(0, n).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] weights = Draw(20), logits = Draw(20), uniform = [.. Draw(20).Select(x => (0.49f * x) + 0.5f)], weightsGradient = new float[20], logitsGradient = new float[20];
        SelectionModel.LossValueAndGradient(s_table.Features, s_table.Targets, weights, logits, uniform, 0.1f, weightsGradient, logitsGradient);
        GradientCheck.Assert(
            x => SelectionModel.Loss(s_table.Features, s_table.Targets, x[..20], x[20..], uniform, 0.1f),
            [.. weights, .. logits],
            [.. weightsGradient, .. logitsGradient],
            tolerance: 2e-2,
            step: 1e-2);
    }
}
