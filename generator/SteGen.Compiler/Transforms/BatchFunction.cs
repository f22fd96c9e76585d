using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Compiler.Transforms;

/// <summary>What becomes of one parameter or yield of a scalar function when it is applied to every element.</summary>
public enum BatchRole
{
    /// <summary>A buffer with one element per iteration.</summary>
    Elements,

    /// <summary>One value, or one span, for all iterations; its gradient is the sum.</summary>
    Uniform,
}

/// <summary>
/// The batch members are nothing special: one loop around a function of scalars. A group of leaves (a struct) is one buffer of structs.
/// </summary>
/// <param name="Leaves">Scalar parameters of the function, or yields, that make up one element.</param>
public sealed record BatchGroup<T>(IReadOnlyList<T> Leaves, ElementLayout Layout, BatchRole Role, string Name)
{
    /// <summary>C# text of each leaf of a uniform group that is no input of the method itself.</summary>
    public IReadOnlyList<string>? Texts { get; init; }
}

public static class BatchFunction
{
    /// <param name="scalar">The function for one element.</param>
    /// <param name="name">Name of the new function.</param>
    /// <param name="inputs">Groups of its scalar parameters, in the order that the new function's parameters take; spans (a buffer and a length) are groups of two with role Uniform.</param>
    /// <param name="outputs">Groups of its yields (numbers). Elements are stored to one buffer per group; Uniform ones are summed up and yielded.</param>
    /// <param name="accumulate">Output buffers are added to instead of written.</param>
    /// <returns>Parameters: count, then for each input group a buffer or its leaves, then a buffer for each group of stored outputs.</returns>
    public static Function Create(
        Function scalar, string name, IReadOnlyList<BatchGroup<Value>> inputs, IReadOnlyList<BatchGroup<int>> outputs, bool accumulate)
    {
        Function batch = new(name);
        batch.Origins.AddRange(scalar.Origins);
        Value count = new(Ty.I32, "count");
        batch.Body.Params.Add(count);
        Cloner cloner = new();
        List<(BatchGroup<Value> Group, Value Buffer)> loaded = [];
        foreach (BatchGroup<Value> group in inputs)
        {
            if (group.Role == BatchRole.Uniform)
            {
                foreach (Value leaf in group.Leaves)
                {
                    batch.Body.Params.Add(cloner.Fresh(leaf));
                }

                if (group.Leaves.Count == 2 && group.Leaves[0].Type == Ty.Buffer)
                {
                    batch.LengthOf[cloner[group.Leaves[0]]] = cloner[group.Leaves[1]];
                }

                continue;
            }

            Value buffer = Buffer(group.Name, group.Layout);
            loaded.Add((group, buffer));
        }

        foreach (KeyValuePair<Value, Value> length in scalar.LengthOf)
        {
            // the gradient of a uniform span is as long as the span
            if (cloner.Map.TryGetValue(length.Key, out Value? span) && cloner.Map.TryGetValue(length.Value, out Value? elements))
            {
                batch.LengthOf[span] = elements;
            }
        }

        List<(BatchGroup<int> Group, Value Buffer)> stored = [];
        foreach (BatchGroup<int> group in outputs.Where(g => g.Role == BatchRole.Elements))
        {
            stored.Add((group, Buffer(group.Name, group.Layout)));
        }

        Build.At = batch.Body;
        Build.Origin = -1;
        int[] summed = [.. outputs.Where(g => g.Role == BatchRole.Uniform).SelectMany(g => g.Leaves)];
        List<Value> zeros = [.. summed.Select(k => Named(Build.Zero(scalar.Body.Yields[k].Type), scalar.Body.Yields[k].Hint))];
        batch.Body.Yields = Build.For(count, zeros, (i, sums) =>
        {
            foreach (var (group, buffer) in loaded)
            {
                for (int k = 0; k < group.Leaves.Count; k++)
                {
                    cloner.Map[group.Leaves[k]] = Named(Build.Load(buffer, i, k), group.Leaves[k].Hint);
                }
            }

            cloner.Append(scalar.Body, Build.At);
            Build.Origin = -1;
            foreach (var (group, buffer) in stored)
            {
                for (int k = 0; k < group.Leaves.Count; k++)
                {
                    if (group.Leaves[k] < 0)
                    {
                        // a leaf without a gradient (an int in a struct): the default
                        if (!accumulate)
                        {
                            Build.Store(buffer, i, Build.Zero(group.Layout.Leaves[k].Type), k);
                        }

                        continue;
                    }

                    Value value = cloner[scalar.Body.Yields[group.Leaves[k]]];
                    if (accumulate && value.Type.IsReal())
                    {
                        Build.Accumulate(buffer, i, value, k);
                    }
                    else
                    {
                        Build.Store(buffer, i, value, k);
                    }
                }
            }

            return [.. summed.Select((k, n) => sums[n] + cloner[scalar.Body.Yields[k]])];
        });
        return batch;

        Value Buffer(string hint, ElementLayout layout)
        {
            Value buffer = new(Ty.Buffer, hint) { Layout = layout };
            batch.Body.Params.Add(buffer);
            batch.LengthOf[buffer] = count;
            return buffer;
        }

        static Value Named(Value v, string? hint)
        {
            v.Hint ??= hint;
            return v;
        }
    }
}
