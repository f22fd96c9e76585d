using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;
using Precedence = SteGen.Compiler.Emit.ScalarOps.Precedence;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>
/// Sums that the loop carries live in registers: 64 bytes of slots are one, two or four vectors. Elements that all iterations add to have their slots in memory, as vectors. Iteration after iteration adds to the next slots, so the
/// vectors of a block are added one after the other.
/// </summary>
internal sealed partial class LaneEmitter
{
    private readonly Dictionary<LaneSum, string[]> _sumRegisters = [];
    private readonly Dictionary<Value, string> _slotVectors = [];
    private readonly int _width;

    /// <summary>The number of the block's first vector, where that tells which of the slots come next.</summary>
    private string? _turn;

    /// <summary>How many vectors the slots of one element are.</summary>
    private int Registers(Ty type) => CanonicalOrder.Slots(type) / _plan.Lanes(_width);

    private void Turn()
    {
        _turn = null;
        if (_plan.Targets.Keys.Any(add => Registers(add.Args[2].Type) > _copies))
        {
            _turn = _names.Fresh("turn");
            _w.Line($"int {_turn} = {FirstIndex()} / {Count};");
        }
    }

    /// <summary>Adds a value of every vector of the block, or the one that is being written, to its slots.</summary>
    private void AddToSlots(Inst add)
    {
        Ty type = add.Args[2].Type;
        Comment(add);
        List<int> copies = _single ? [Copy] : [.. Enumerable.Range(0, _copies)];
        if (_plan.Sums.FirstOrDefault(s => s.Update == add) is { } sum)
        {
            string[] registers = _sumRegisters[sum];
            AddAll(k => registers[k % registers.Length]);
            return;
        }

        int each = Registers(type);
        string vectors = SlotVectors(add.Args[0]), index = Scalar(_plan.Targets[add]).Text, target = _names.Fresh("target");
        if (each == 1)
        {
            _w.Line($"ref {VectorType(type)} {target} = ref {vectors}[{index}];");
            AddAll(_ => target);
            return;
        }

        _w.Line($"global::System.Span<{VectorType(type)}> {target} = {vectors}.Slice({Scalar(_plan.Targets[add]).In(Precedence.Multiplicative)} * {each}, {each});");
        AddAll(k => each <= _copies ? $"{target}[{k % each}]" : _copies == 1 ? $"{target}[{_turn} % {each}]" : $"{target}[{_turn} % {each} + {k}]");

        void AddAll(System.Func<int, string> place)
        {
            foreach (IGrouping<string, int> same in copies.GroupBy(place))
            {
                string text = same.Key;
                foreach (int k in same)
                {
                    int saved = Copy;
                    Copy = k;
                    Fragment value = Lanes(add.Args[2]);
                    string next = add.Args.Count > 3 ? Fused(type, value.Text, Lanes(add.Args[3]).Text, text) : $"{text} + {value.In(Precedence.Additive, right: true)}";
                    text = _mask is null ? next : Blend(type, Atom(_mask), Atom(next), Atom(text)).Text;
                    Copy = saved;
                }

                _w.Line($"{same.Key} = {text};");
            }
        }
    }

    /// <summary>The slots of a buffer as vectors.</summary>
    private string SlotVectors(Value slots)
    {
        if (!_slotVectors.TryGetValue(slots, out string? name))
        {
            Ty type = slots.Layout!.Leaves[0].Type;
            string span = Scalar(slots).Text;
            _slotVectors[slots] = name = Hoist(span + "Vectors");
            _hoisted.Add($"global::System.Span<{VectorType(type)}> {name} = {_a.MemoryMarshal}.Cast<{type.Keyword()}, {VectorType(type)}>({span});");
        }

        return name;
    }

    private void Registers(SourceWriter writer, LaneSum sum)
    {
        Ty type = sum.Carried.Type;
        int count = Registers(type);
        string stem = sum.Carried.Hint ?? "sum";
        string[] names = new string[count];
        for (int k = 0; k < count; k++)
        {
            names[k] = _names.Fresh(count == 1 ? stem : stem + (char)('A' + k));
        }

        _sumRegisters[sum] = names;
        writer.Line($"{VectorType(type)} {string.Join(", ", names.Select(n => $"{n} = {VectorType(type)}.Zero"))};");
    }

    /// <summary>The registers change places, so that the next block adds to the next slots.</summary>
    private void Rotate(LaneSum sum)
    {
        string[] names = _sumRegisters[sum];
        int by = _copies % names.Length;
        if (by > 0)
        {
            _w.Line($"({string.Join(", ", names)}) = ({string.Join(", ", names.Skip(by).Concat(names.Take(by)))});");
        }
    }

    /// <summary>Puts the registers back into the slots, for the code behind the loop.</summary>
    private void Spill(LaneSum sum, string count)
    {
        string[] names = _sumRegisters[sum];
        string slots = Scalar(sum.Slots).Text;
        if (names.Length == 1)
        {
            _w.Line($"{M(sum.Carried.Type)}.Store({names[0]}, {slots}, 0);");
            return;
        }

        string first = _names.Fresh("first");
        _w.Line($"int {first} = ({count} + {Count} - 1) / {Count};");
        for (int k = 0; k < names.Length; k++)
        {
            string at = k == 0 ? first : $"({first} + {k})";
            _w.Line($"{M(sum.Carried.Type)}.Store({names[k]}, {slots}, {at} % {names.Length} * {Count});");
        }
    }
}
