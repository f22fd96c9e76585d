using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SteGen.Training;

namespace GumbelSelect;

public delegate float Objective(
    ReadOnlySpan<float> features, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, ReadOnlySpan<float> logits, ReadOnlySpan<float> uniform, float price, Span<float> weightsGradient, Span<float> logitsGradient);

/// <summary>Rows of features, of which few matter, and what they add up to, with noise.</summary>
public sealed record Table(float[] Features, float[] Targets, float[] Truth)
{
    public int Columns => Truth.Length;

    public static Table Random(int rows, int columns, int relevant, int seed)
    {
        var random = new Random(seed);
        float[] truth = new float[columns], features = [.. Enumerable.Range(0, rows * columns).Select(_ => (2 * random.NextSingle()) - 1)], targets = new float[rows];
        int[] order = [.. Enumerable.Range(0, columns)];
        random.Shuffle(order);
        foreach (int j in order.Take(relevant))
        {
            truth[j] = (random.Next(2) == 0 ? -1 : 1) * (1 + random.NextSingle());
        }

        for (int n = 0; n < rows; n++)
        {
            for (int j = 0; j < columns; j++)
            {
                targets[n] += features[(n * columns) + j] * truth[j];
            }

            targets[n] += 0.2f * ((2 * random.NextSingle()) - 1);
        }

        return new Table(features, targets, truth);
    }
}

/// <summary>What was selected, and how many gates were open on the way.</summary>
public sealed record Selected(bool[] IsOpen, float[] Weights, IReadOnlyList<double> Open)
{
    public int Missed(Table table) => Enumerable.Range(0, table.Columns).Count(j => table.Truth[j] != 0 && !IsOpen[j]);

    public int Superfluous(Table table) => Enumerable.Range(0, table.Columns).Count(j => table.Truth[j] == 0 && IsOpen[j]);
}

/// <summary>The training loop: plain C# around a generated gradient. It draws the same numbers on every run.</summary>
public static class Selection
{
    public static Selected Train(Objective objective, Table table, int steps, Action<int, int>? told = null, CancellationToken stop = default)
    {
        const float Price = 0.02f;
        int columns = table.Columns;
        float[] weights = new float[columns], logits = new float[columns], uniform = new float[columns], weightsGradient = new float[columns], logitsGradient = new float[columns];
        Array.Fill(logits, 1f);
        Adam<float> ofWeights = new(columns, 0.02f), ofLogits = new(columns, 0.03f);
        var random = new Random(5);
        List<double> open = [];
        for (int step = 0; step < steps && !stop.IsCancellationRequested; step++)
        {
            foreach (ref float u in uniform.AsSpan())
            {
                u = Math.Clamp(random.NextSingle(), 1e-6f, 1 - 1e-6f);
            }

            objective(table.Features, table.Targets, weights, logits, uniform, Price, weightsGradient, logitsGradient);
            ofWeights.Step(weights, weightsGradient);
            ofLogits.Step(logits, logitsGradient);
            if (step % 20 == 19)
            {
                open.Add(logits.Count(l => SelectionModel.Openness(l) > 0.5f));
                told?.Invoke(step + 1, (int)open[^1]);
            }
        }

        return new Selected([.. logits.Select(l => SelectionModel.Openness(l) > 0.5f)], weights, open);
    }
}
