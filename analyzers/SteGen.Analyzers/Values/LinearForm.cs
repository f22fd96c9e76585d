using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Analyzers.Values;

/// <summary>A term of a sum: how often it counts for the value, and how often for the derivative (not where it stands under StopGradient).</summary>
internal sealed class Term(Value leaf)
{
    public Value Leaf { get; } = leaf;

    public double Value { get; set; }

    public double Derivative { get; set; }

    /// <summary>Occurrences, by sign and by whether they stand under StopGradient.</summary>
    public int Plus { get; set; }

    public int Minus { get; set; }

    public int StoppedPlus { get; set; }

    public int StoppedMinus { get; set; }

    public bool IsFree => Plus + Minus > 0;
}

/// <summary>A tree of sums, differences and StopGradient, perhaps with constant factors, multiplied out: one term for each different operand.</summary>
internal sealed class LinearForm
{
    /// <summary>Longer sums are no estimators.</summary>
    private const int MaximalTerms = 24;

    private const int MaximalDepth = 48;

    private readonly Numbering _numbering;
    private readonly bool _throughFactors;
    private readonly Dictionary<int, Term> _terms = [];
    private int _count;

    private LinearForm(Numbering numbering, bool throughFactors)
    {
        _numbering = numbering;
        _throughFactors = throughFactors;
    }

    public IReadOnlyCollection<Term> Terms => _terms.Values;

    /// <summary>The term of an operand; null where it does not occur.</summary>
    public Term? this[Value v] => _terms.TryGetValue(_numbering.Of(v), out Term? term) ? term : null;

    public bool HasStopped => _terms.Values.Any(t => t.StoppedPlus + t.StoppedMinus > 0);

    /// <summary>Null for a sum that is too long.</summary>
    public static LinearForm? Of(Value root, Numbering numbering, bool throughFactors = true)
    {
        LinearForm form = new(numbering, throughFactors);
        form.Add(root, 1, isStopped: false, 0);
        return form._count > MaximalTerms ? null : form;
    }

    /// <summary><c>StraightThrough(x, constant)</c>.</summary>
    public static bool IsStopGradient(Inst inst, Numbering numbering) => inst.Op == Op.StraightThrough && numbering.IsConstant(inst.Args[1], out _);

    private void Add(Value v, double factor, bool isStopped, int depth)
    {
        if (_count > MaximalTerms || depth > MaximalDepth)
        {
            _count = MaximalTerms + 1;
            return;
        }

        Inst? inst = _numbering.Definition(v);
        switch (inst?.Op)
        {
            case Op.Add:
                Add(inst.Args[0], factor, isStopped, depth + 1);
                Add(inst.Args[1], factor, isStopped, depth + 1);
                return;
            case Op.Sub:
                Add(inst.Args[0], factor, isStopped, depth + 1);
                Add(inst.Args[1], -factor, isStopped, depth + 1);
                return;
            case Op.Neg:
                Add(inst.Args[0], -factor, isStopped, depth + 1);
                return;
            case Op.Mul when _throughFactors && _numbering.IsConstant(inst.Args[0], out double left):
                Add(inst.Args[1], factor * left, isStopped, depth + 1);
                return;
            case Op.Mul when _throughFactors && _numbering.IsConstant(inst.Args[1], out double right):
                Add(inst.Args[0], factor * right, isStopped, depth + 1);
                return;
            case Op.Div when _throughFactors && _numbering.IsConstant(inst.Args[1], out double divisor) && divisor != 0:
                Add(inst.Args[0], factor / divisor, isStopped, depth + 1);
                return;
            case Op.StraightThrough when IsStopGradient(inst, _numbering):
                Add(inst.Args[0], factor, isStopped: true, depth + 1);
                return;
        }

        _count++;
        int number = _numbering.Of(v);
        if (!_terms.TryGetValue(number, out Term? term))
        {
            _terms.Add(number, term = new Term(v));
        }

        term.Value += factor;
        term.Derivative += isStopped ? 0 : factor;
        switch (factor > 0, isStopped)
        {
            case (true, false):
                term.Plus++;
                break;
            case (false, false):
                term.Minus++;
                break;
            case (true, true):
                term.StoppedPlus++;
                break;
            default:
                term.StoppedMinus++;
                break;
        }
    }
}
