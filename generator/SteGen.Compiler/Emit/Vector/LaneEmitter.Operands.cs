using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;
using Precedence = SteGen.Compiler.Emit.ScalarOps.Precedence;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>Types and operands: a value is a scalar (uniform, or that of lane 0) or a vector; as an operand of a vector operation a scalar is broadcast.</summary>
internal sealed partial class LaneEmitter
{
    private readonly Dictionary<Value, HashSet<Value>> _reads = [];
    private readonly Dictionary<Value, string> _broadcast = [];

    /// <summary>Broadcasts of values of the block that are visible here.</summary>
    private Dictionary<Value, string> _spread = [];
    private string? _indexName;

    /// <summary>The number of lanes, as text.</summary>
    private string Count => $"{(_plan.IsWide ? _a.D : _a.F)}.Count";

    private string MaskType => _plan.IsWide ? _a.D : _a.F;

    private bool IsHalf(Ty type) => _plan.IsMixed && type is Ty.F32 or Ty.I32;

    private string VectorType(Ty type) => type switch
    {
        Ty.F32 => IsHalf(type) ? _a.F2 : _a.F,
        Ty.I32 => IsHalf(type) ? _a.I2 : _a.I,
        Ty.F64 => _a.D,
        Ty.I64 => _a.L,
        _ => MaskType,
    };

    /// <summary>The static class of vectors, and the runtime's, for values of a type.</summary>
    private string V(Ty type) => IsHalf(type) ? _a.V2 : _a.V;

    private string M(Ty type) => IsHalf(type) ? _a.M2 : _a.M;

    private string TypeText(Value v) => _plan.Shape(v).IsVarying ? VectorType(v.Type) : v.Type.Keyword();

    /// <summary>The scalar text of a value: of a linear one, that of lane 0.</summary>
    private Fragment Scalar(Value v)
    {
        if (v == _plan.Index && !_text.ContainsKey(v))
        {
            _indexName = Declare(v, "i");
        }

        return Copy > 0 && _inLoop && _plan.Shape(v) is { IsLinear: true } shape ? OfCopy(_text[v], shape) : _text[v];
    }

    /// <summary>The index of the first iteration of the block.</summary>
    private string FirstIndex()
    {
        Scalar(_plan.Index);
        return _text[_plan.Index].Text;
    }

    /// <summary>The vector text of a value.</summary>
    private Fragment Lanes(Value v)
    {
        LaneShape shape = _plan.Shape(v);
        if (shape.IsVarying)
        {
            return _text[v];
        }

        if (shape.IsLinear)
        {
            return Atom($"{V(v.Type)}.CreateSequence({Scalar(v).Text}, {Stride(shape)})");
        }

        if (_plan.Definitions.TryGetValue(v, out Inst? def) && def.Op == Op.Const)
        {
            return Constant(def);
        }

        if (_plan.IsInside(v))
        {
            return _copies == 1 ? Spread(v.Type, Scalar(v)) : Atom(SpreadOnce(v));
        }

        if (!_broadcast.TryGetValue(v, out string? name))
        {
            Fragment scalar = Scalar(v);
            string stem = v.Hint ?? (scalar.Text.All(c => char.IsLetterOrDigit(c) || c == '_') ? scalar.Text : "uniform");
            _broadcast[v] = name = Hoist(stem + "Lanes");
            _hoisted.Add($"{VectorType(v.Type)} {name} = {Spread(v.Type, scalar).Text};");
        }

        return Atom(name);
    }

    /// <summary>All vectors of a block share one broadcast.</summary>
    private string SpreadOnce(Value v)
    {
        if (!_spread.TryGetValue(v, out string? name))
        {
            Fragment scalar = Scalar(v);
            string stem = v.Hint ?? (_plan.Definitions.TryGetValue(v, out Inst? def) && def.Op == Op.Load ? def.Args[0].Hint : null) ?? "uniform";
            _spread[v] = name = _names.Fresh(stem + "Lanes");
            _w.Line($"{VectorType(v.Type)} {name} = {Spread(v.Type, scalar).Text};");
        }

        return name;
    }

    private Fragment Spread(Ty type, Fragment scalar) => type == Ty.Bool
        ? Atom(_plan.IsWide ? $"{_a.V}.Create({scalar.In(Precedence.Or)} ? -1L : 0L).AsDouble()" : $"{_a.V}.Create({scalar.In(Precedence.Or)} ? -1 : 0).AsSingle()")
        : Atom($"{V(type)}.Create({scalar.Text})");

    private Fragment Constant(Inst constant)
    {
        Ty type = constant.Result.Type;
        string vector = VectorType(type);
        if (type == Ty.Bool)
        {
            return Atom(constant.Number != 0 ? vector + ".AllBitsSet" : vector + ".Zero");
        }

        bool zero = type == Ty.I64 ? constant.Integer == 0 : System.BitConverter.DoubleToInt64Bits(constant.Number) == 0;
        return Atom(zero ? vector + ".Zero" : $"{V(type)}.Create({ScalarOps.Constant(constant).Text})");
    }

    private string Stride(LaneShape shape)
    {
        string number = shape.Stride.ToString(CultureInfo.InvariantCulture);
        return shape.Factor is not { } factor ? number : shape.Stride == 1 ? Scalar(factor).Text : $"{number} * {Scalar(factor).In(Precedence.Multiplicative, right: true)}";
    }

    /// <summary>Gives a value a variable of its own; the text that declares it is the caller's.</summary>
    private string Declare(Value v, string fallback)
    {
        string name = Copy == 0 ? _names.Declare(v, fallback) : _names.Fresh((v.Hint ?? fallback) + Letter(Copy));
        _text[v] = Atom(name);
        _reads.Remove(v);
        return name;
    }

    /// <summary>Lets a value be another text, without a variable.</summary>
    private void Alias(Value v, Fragment text, IEnumerable<Value> reads)
    {
        _text[v] = text;
        _reads[v] = [.. reads.SelectMany(Reads)];
    }

    /// <summary>The variables that the text of a value mentions.</summary>
    private IEnumerable<Value> Reads(Value v) => _reads.TryGetValue(v, out HashSet<Value>? folded) ? folded : [v];

    /// <summary>The vector text of a mask in the form that a select of this type wants.</summary>
    private string MaskFor(Ty type, Fragment mask)
    {
        if (IsHalf(type))
        {
            string narrow = $"{_a.M}.NarrowMask({mask.Text})";
            return type == Ty.I32 ? narrow + ".AsInt32()" : narrow;
        }

        return type switch
        {
            Ty.I32 => mask.In(Precedence.Primary) + ".AsInt32()",
            Ty.I64 => mask.In(Precedence.Primary) + ".AsInt64()",
            _ => mask.Text,
        };
    }

    /// <summary>Lane by lane: where the mask is set <paramref name="a"/>, else <paramref name="b"/>.</summary>
    private Fragment Blend(Ty type, Fragment mask, Fragment a, Fragment b) =>
        Atom($"{V(type)}.ConditionalSelect({MaskFor(type, mask)}, {a.Text}, {b.Text})");

    private string Any(string mask) => $"{_a.M}.Any({mask})";
}
