using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>What is known about the contents of buffers at a point of the program.</summary>
internal sealed class MemoryState(Func<Value, Value, bool> differ)
{
    private const int MostEntries = 48;
    private readonly Dictionary<(Value Buffer, int Field), Contents> _known = [];

    private sealed class Contents
    {
        /// <summary>Elements that are not in the list are still zero.</summary>
        public bool RestIsZero { get; set; }

        /// <summary>Index and value; null where something unknown was written.</summary>
        public List<(Value Index, Value? Value)> Elements { get; set; } = [];
    }

    public MemoryState Copy()
    {
        MemoryState copy = new(differ);
        foreach (KeyValuePair<(Value, int), Contents> known in _known)
        {
            copy._known.Add(known.Key, new Contents { RestIsZero = known.Value.RestIsZero, Elements = [.. known.Value.Elements] });
        }

        return copy;
    }

    public void Allocate(Value buffer)
    {
        for (int field = 0; field < buffer.Layout!.Leaves.Count; field++)
        {
            _known[(buffer, field)] = new Contents { RestIsZero = true };
        }
    }

    /// <summary>The value that a load would give; <paramref name="isZero"/> where it is zero.</summary>
    public Value? Find(Value buffer, Value index, int field, out bool isZero)
    {
        isZero = false;
        if (!_known.TryGetValue((buffer, field), out Contents? contents))
        {
            return null;
        }

        foreach ((Value at, Value? value) in contents.Elements)
        {
            if (at == index)
            {
                return value;
            }
        }

        isZero = contents.RestIsZero && contents.Elements.All(e => differ(e.Index, index));
        return null;
    }

    public void Loaded(Value buffer, Value index, int field, Value value)
    {
        Contents contents = Of(buffer, field);
        int at = contents.Elements.FindIndex(e => e.Index == index);
        if (at >= 0)
        {
            contents.Elements[at] = (index, value);
        }
        else if (contents.Elements.Count < MostEntries)
        {
            contents.Elements.Add((index, value));
        }
    }

    public void Written(Value buffer, Value index, int field, Value? value)
    {
        Contents contents = Of(buffer, field);
        for (int k = contents.Elements.Count - 1; k >= 0; k--)
        {
            (Value other, _) = contents.Elements[k];
            if (other == index)
            {
                contents.Elements.RemoveAt(k);
            }
            else if (!differ(other, index))
            {
                contents.Elements[k] = (other, null);
            }
        }

        contents.Elements.Add((index, value));
        if (contents.Elements.Count > MostEntries)
        {
            _known.Remove((buffer, field));
        }
    }

    public void Forget(Value buffer)
    {
        for (int field = 0; field < (buffer.Layout?.Leaves.Count ?? 0); field++)
        {
            _known.Remove((buffer, field));
        }
    }

    public void ForgetWritten(Inst inst)
    {
        foreach (Value buffer in Effects.AllWrites(inst).Distinct())
        {
            Forget(buffer);
        }
    }

    private Contents Of(Value buffer, int field)
    {
        if (!_known.TryGetValue((buffer, field), out Contents? contents))
        {
            _known[(buffer, field)] = contents = new Contents();
        }

        return contents;
    }
}
