using System;
using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Analyses;

/// <summary>What is known about integers: signs, differences, and which checks can never fail.</summary>
public sealed class Ranges
{
    private const int MostSteps = 16;
    private readonly Func<Value, double?> _literal;
    private readonly Func<Value, Inst?> _definition;
    private readonly HashSet<Value> _lengths;
    private readonly Dictionary<Value, Value> _countOf = [];

    public Ranges(Function function, Func<Value, double?> literal, Func<Value, Inst?> definition)
    {
        _literal = literal;
        _definition = definition;
        _lengths = [.. function.LengthOf.Values];
    }

    public Ranges(Function function, Layout layout) : this(function, layout.Literal, layout.Definition)
    {
        foreach (Inst inst in function.All())
        {
            if (inst.Op == Op.For)
            {
                Enter(inst);
            }
        }
    }

    /// <summary>From here on the index of this loop is known to run from 0 below its count.</summary>
    public void Enter(Inst loop) => _countOf[loop.Regions[0].Params[0]] = loop.Args[0];

    /// <summary>Overflow aside.</summary>
    public bool IsNotNegative(Value v) => IsNotNegative(v, MostSteps);

    private bool IsNotNegative(Value v, int steps)
    {
        if (_lengths.Contains(v) || _countOf.ContainsKey(v))
        {
            return true;
        }

        if (steps == 0 || _definition(v) is not { } d)
        {
            return false;
        }

        bool Arg(int k) => IsNotNegative(d.Args[k], steps - 1);
        return d.Op switch
        {
            Op.Const => _literal(v) >= 0,
            Op.IAdd or Op.IMul or Op.IDiv or Op.IMin or Op.IOr => Arg(0) && Arg(1),
            Op.IMax or Op.IAnd => Arg(0) || Arg(1),
            Op.IRem or Op.IShr or Op.ToI32 or Op.ToI64 => d.Args[0].Type.IsInteger() && Arg(0),
            Op.Select => Arg(1) && Arg(2),
            _ => false,
        };
    }

    /// <summary>Are two integers provably different?</summary>
    public bool Differ(Value a, Value b)
    {
        if (a == b)
        {
            return false;
        }

        (Value? baseA, long offsetA) = Split(a);
        (Value? baseB, long offsetB) = Split(b);
        return baseA == baseB && offsetA != offsetB;
    }

    /// <summary>Can the check never fail?</summary>
    public bool Holds(Inst check) => check.Check switch
    {
        CheckKind.Index => IsInside(check.Args[0], check.Args[1]),
        CheckKind.Slice => IsSlice(check.Args[0], check.Args[1], check.Args[2]),
        CheckKind.Divisor => _literal(check.Args[0]) is { } d && d != 0,
        CheckKind.Length => IsNotNegative(check.Args[0]),
        CheckKind.Throw => _literal(check.Args[0]) is { } t && t != 0,
        _ => false,
    };

    /// <summary>0 &lt;= index &lt; length: literals, or the index of a loop plus a literal against its count plus a literal.</summary>
    public bool IsInside(Value index, Value length)
    {
        if (IsInRow(index, length) || IsInRest(index, length))
        {
            return true;
        }

        (Value? i, long plus) = Split(index);
        (Value? n, long more) = Split(length);
        if (i is null)
        {
            return n is null && plus >= 0 && plus < more;
        }

        if (!_countOf.TryGetValue(i, out Value? count))
        {
            return false;
        }

        // Inside the loop the count is at least 1, so it is the same with or without a clamp at 0.
        (Value? c, long add) = Split(Unclamped(count));
        if (plus < 0)
        {
            return false;
        }

        return c == n && plus + add - 1 < more;
    }

    /// <summary>i * n + j in a buffer of m * n, with i below m and j below n.</summary>
    private bool IsInRow(Value index, Value length)
    {
        if (_definition(index) is not { Op: Op.IAdd } sum || _definition(length) is not { Op: Op.IMul } size)
        {
            return false;
        }

        for (int side = 0; side < 2; side++)
        {
            if (_countOf.TryGetValue(sum.Args[side], out Value? width) && IsRowStart(sum.Args[1 - side], Unclamped(width), size))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>i * n with i below m, where the whole is m * n.</summary>
    private bool IsRowStart(Value start, Value width, Inst size)
    {
        if (_definition(start) is not { Op: Op.IMul } row)
        {
            return false;
        }

        for (int side = 0; side < 2; side++)
        {
            if (row.Args[1 - side] == width && _countOf.TryGetValue(row.Args[side], out Value? rows)
                && ((size.Args[0] == Unclamped(rows) && size.Args[1] == width) || (size.Args[1] == Unclamped(rows) && size.Args[0] == width)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>a + i below n, with a not negative and i below n - a.</summary>
    private bool IsInRest(Value index, Value length)
    {
        if (_definition(index) is not { Op: Op.IAdd } sum)
        {
            return false;
        }

        for (int side = 0; side < 2; side++)
        {
            if (_countOf.TryGetValue(sum.Args[side], out Value? count) && _definition(Unclamped(count)) is { Op: Op.ISub } rest
                && rest.Args[0] == length && rest.Args[1] == sum.Args[1 - side] && IsNotNegative(rest.Args[1]))
            {
                return true;
            }
        }

        return false;
    }

    private Value Unclamped(Value count) =>
        _definition(count) is { Op: Op.IMax } clamp && (_literal(clamp.Args[1]) == 0 || _literal(clamp.Args[0]) == 0)
            ? clamp.Args[_literal(clamp.Args[1]) == 0 ? 0 : 1]
            : count;

    private bool IsSlice(Value start, Value count, Value length)
    {
        if (_literal(start) is { } s && _literal(count) is { } c && _literal(length) is { } n)
        {
            return s >= 0 && c >= 0 && s + c <= n;
        }

        if (_definition(length) is { Op: Op.IMul } size && IsNotNegative(count) && IsRowStart(start, count, size))
        {
            return true;
        }

        return _literal(start) == 0 && count == length && IsNotNegative(length);
    }

    /// <summary>v as a value plus a literal; the value is null where v is a literal itself.</summary>
    private (Value? Base, long Offset) Split(Value v)
    {
        long offset = 0;
        for (int steps = 0; steps < MostSteps; steps++)
        {
            if (_literal(v) is { } n)
            {
                return (null, offset + (long)n);
            }

            if (_definition(v) is { Op: Op.IAdd or Op.ISub } d && _literal(d.Args[1]) is { } right)
            {
                offset += (long)(d.Op == Op.IAdd ? right : -right);
                v = d.Args[0];
            }
            else if (_definition(v) is { Op: Op.IAdd } e && _literal(e.Args[0]) is { } left)
            {
                offset += (long)left;
                v = e.Args[1];
            }
            else
            {
                break;
            }
        }

        return (v, offset);
    }
}
