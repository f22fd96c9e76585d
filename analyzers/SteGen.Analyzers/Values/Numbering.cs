using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Analyzers.Values;

/// <summary>
/// Equal numbers for values that are the same computation of the same operands. The function itself stays as it is: what a person wrote twice is reported twice.
/// Loads are equal where nothing in the function writes their buffer.
/// </summary>
internal sealed class Numbering
{
    private readonly Dictionary<Value, int> _numbers = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<Value, Inst> _definitions = [];
    private readonly Dictionary<Value, List<Inst>> _users = [];
    private readonly HashSet<Value> _written;

    public Numbering(Function function)
    {
        _written = [.. function.All().SelectMany(Effects.Writes)];
        foreach (Inst inst in function.All())
        {
            foreach (Value result in inst.Results)
            {
                _definitions[result] = inst;
            }

            foreach (Value argument in inst.Args)
            {
                Use(argument, inst);
            }

            foreach (Value yielded in inst.Regions.SelectMany(r => r.Yields))
            {
                Use(yielded, inst);
            }
        }

        // In program order, so that operands have their numbers before what is computed from them.
        foreach (Value result in function.All().SelectMany(i => i.Results))
        {
            Of(result);
        }
    }

    /// <summary>The instruction that defines a value; null for parameters of regions.</summary>
    public Inst? Definition(Value v) => _definitions.TryGetValue(v, out Inst? inst) ? inst : null;

    /// <summary>The instructions that take a value as an operand or yield it.</summary>
    public IReadOnlyList<Inst> Users(Value v) => _users.TryGetValue(v, out List<Inst>? users) ? users : [];

    public int Of(Value v)
    {
        if (_numbers.TryGetValue(v, out int number))
        {
            return number;
        }

        Inst? inst = Definition(v);
        bool isComparable = inst is { Results.Count: 1 } && (OpTable.IsPure(inst.Op) || (inst.Op == Op.Load && !_written.Contains(inst.Args[0])));
        if (!isComparable)
        {
            number = _known.Count;
            _known.Add("#" + number, number);
        }
        else
        {
            string key = $"{inst!.Op}.{v.Type}:{BitConverter.DoubleToInt64Bits(inst.Number)}:{inst.Integer}:{inst.Text}({string.Join(",", inst.Op is Op.Add or Op.Mul ? inst.Args.Select(Of).OrderBy(n => n) : inst.Args.Select(Of))})";
            if (!_known.TryGetValue(key, out number))
            {
                number = _known.Count;
                _known.Add(key, number);
            }
        }

        _numbers[v] = number;
        return number;
    }

    /// <summary>Something in the function writes this buffer, so loads of it may differ.</summary>
    public bool IsWritten(Value buffer) => _written.Contains(buffer);

    public bool Same(Value a, Value b) => Of(a) == Of(b);

    public bool IsConstant(Value v, out double number)
    {
        number = Definition(v) is { Op: Op.Const } constant ? constant.Number : double.NaN;
        return Definition(v)?.Op == Op.Const;
    }

    private void Use(Value v, Inst by)
    {
        if (!_users.TryGetValue(v, out List<Inst>? users))
        {
            _users.Add(v, users = []);
        }

        users.Add(by);
    }
}
