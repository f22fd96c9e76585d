using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>
/// Sums that the loop carries live in registers: 64 bytes of slots are one, two or four vectors. A block adds to the first; then they change places, so that the next block adds to the next slots.
/// </summary>
internal sealed partial class LaneEmitter
{
    private readonly Dictionary<LaneSum, string[]> _sumRegisters = [];
    private readonly int _width;

    private void Registers(SourceWriter writer, LaneSum sum)
    {
        Ty type = sum.Load.Result.Type;
        int count = CanonicalOrder.Slots(type) / _plan.Lanes(_width);
        string stem = sum.Load.Result.Hint ?? "sum";
        string[] names = new string[count];
        for (int k = 0; k < count; k++)
        {
            names[k] = _names.Fresh(count == 1 ? stem : stem + (char)('A' + k));
        }

        _sumRegisters[sum] = names;
        writer.Line($"{VectorType(type)} {string.Join(", ", names.Select(n => $"{n} = {VectorType(type)}.Zero"))};");
    }

    private void Rotate(LaneSum sum)
    {
        string[] names = _sumRegisters[sum];
        if (names.Length > 1)
        {
            _w.Line($"({string.Join(", ", names)}) = ({string.Join(", ", names.Skip(1).Concat(names.Take(1)))});");
        }
    }

    /// <summary>Puts the registers back into the slots, for the code behind the loop.</summary>
    private void Spill(LaneSum sum, string count)
    {
        string[] names = _sumRegisters[sum];
        string slots = Scalar(sum.Slots).Text;
        if (names.Length == 1)
        {
            _w.Line($"{M(sum.Load.Result.Type)}.Store({names[0]}, {slots}, 0);");
            return;
        }

        string first = _names.Fresh("first");
        _w.Line($"int {first} = ({count} + {Count} - 1) / {Count};");
        for (int k = 0; k < names.Length; k++)
        {
            string at = k == 0 ? first : $"({first} + {k})";
            _w.Line($"{M(sum.Load.Result.Type)}.Store({names[k]}, {slots}, {at} % {names.Length} * {Count});");
        }
    }
}
