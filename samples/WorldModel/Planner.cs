using System;
using System.Collections.Generic;
using Samples;

namespace WorldModel;

/// <summary>
/// Plans with what the model believes. Codes are few, so that all of them with all actions pass through the transition once; what comes out is a graph, and a plan is a shortest way in it. Codes are taken without noise.
/// </summary>
public sealed class Planner
{
    private readonly Shape _shape;
    private readonly Parameters _model;
    private readonly int[] _next;

    public Planner(Shape shape, Parameters model)
    {
        (_shape, _model) = (shape, model);
        int count = shape.Codes * GridWorld.Actions;
        float[] codes = new float[count * shape.Width], known = new float[count * (shape.Width + GridWorld.Actions)], logits = new float[codes.Length];
        int[] actions = new int[count];
        for (int n = 0; n < count; n++)
        {
            actions[n] = n % GridWorld.Actions;
            Write(n / GridWorld.Actions, codes.AsSpan(n * shape.Width, shape.Width));
        }

        Parts.WithAction(codes, actions, shape.Width, known);
        Layers.TwoLayers(known, model.W(3), model.B(3), model.W(4), model.B(4), count, logits);
        _next = new int[count];
        for (int n = 0; n < count; n++)
        {
            _next[n] = Read(logits.AsSpan(n * shape.Width, shape.Width));
        }
    }

    /// <summary>The number of the code of what is seen.</summary>
    public int Encode(ReadOnlySpan<float> seen)
    {
        float[] logits = new float[_shape.Width];
        Layers.TwoLayers(seen, _model.W(1), _model.B(1), _model.W(2), _model.B(2), 1, logits);
        return Read(logits);
    }

    /// <summary>The first action of a shortest way from a code to another, as the model has it; null where it knows none.</summary>
    public int? FirstAction(int code, int goal)
    {
        int[] first = new int[_shape.Codes];
        Array.Fill(first, -1);
        var queue = new Queue<int>([code]);
        while (queue.TryDequeue(out int at))
        {
            for (int action = 0; action < GridWorld.Actions; action++)
            {
                int next = _next[(at * GridWorld.Actions) + action];
                if (next == code || first[next] >= 0) continue;
                first[next] = at == code ? action : first[at];
                if (next == goal) return first[next];
                queue.Enqueue(next);
            }
        }

        return null;
    }

    private int Read(ReadOnlySpan<float> logits)
    {
        int code = 0;
        for (int g = 0; g < _shape.Groups; g++)
        {
            ReadOnlySpan<float> group = logits.Slice(g * _shape.Classes, _shape.Classes);
            int best = 0;
            for (int k = 1; k < group.Length; k++)
            {
                if (group[k] > group[best]) best = k;
            }

            code = (code * _shape.Classes) + best;
        }

        return code;
    }

    private void Write(int code, Span<float> to)
    {
        for (int g = _shape.Groups - 1; g >= 0; g--)
        {
            to[(g * _shape.Classes) + (code % _shape.Classes)] = 1;
            code /= _shape.Classes;
        }
    }
}
