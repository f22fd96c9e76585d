using System.Collections.Generic;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// Where the backward starts: the upstream gradients of what the primal yields and of what it wrote.
public sealed partial class Reverse
{
    /// <summary>Buffers whose shadow is the caller's upstream itself: every element is stored once and never read, so that nothing must be cleared.</summary>
    private readonly HashSet<Value> _readOnlyShadows = [];

    private void OpenUpstreams(Scope top)
    {
        for (int k = 0; k < _primal.Body.Yields.Count; k++)
        {
            if (_gradient.UpstreamScalars[k] is { } upstream)
            {
                Add(top, _primal.Body.Yields[k], upstream);
            }
        }

        foreach (Value buffer in _request.InOuts)
        {
            top.Shadow[buffer] = _gradient.UpstreamBuffers[buffer];
        }

        foreach (Value buffer in _request.Results)
        {
            Value upstream = _gradient.UpstreamBuffers[buffer];
            if (_layout.Readers(buffer).Count == 0 && StoredOnce.Holds(_layout, _layout.Writers(buffer)))
            {
                _readOnlyShadows.Add(buffer);
                top.Shadow[buffer] = upstream;
            }
            else if (_activity.IsActive(buffer))
            {
                top.Shadow[buffer] = CopyOf(upstream, _clone[_primal.LengthOf[buffer]]);
            }
        }
    }

    /// <summary>Adjoints of stores clear what they have read, and the caller's upstream is only to be read.</summary>
    private static Value CopyOf(Value upstream, Value length)
    {
        Value copy = Build.Alloc(upstream.Layout!, length, upstream.Hint);
        Build.At.Body[Build.At.Body.Count - 1].Text = Uncleared;
        Build.For(length, [], (i, _) =>
        {
            for (int field = 0; field < upstream.Layout!.Leaves.Count; field++)
            {
                if (upstream.Layout.Leaves[field].Type.IsReal())
                {
                    Build.Store(copy, i, Build.Load(upstream, i, field), field);
                }
            }

            return [];
        });
        return copy;
    }
}
