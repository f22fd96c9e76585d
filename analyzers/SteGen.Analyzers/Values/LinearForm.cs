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

    /// <summary>Occurrences under StopGradient, and outside.</summary>
    public int Stopped { get; set; }

    public int Free { get; set; }
}

/// <summary>A tree of sums, differences, constant factors and StopGradient, multiplied out: one term for each different operand.</summary>
internal sealed class LinearForm
{
    /// <summary>Longer sums are no estimators.</summary>
    private const int MaximalTerms = 24;

    private readonly Numbering _numbering;
    private readonly Dictionary<int, Term> _terms = [];
    private int _count;

    private LinearForm(Numbering numbering) => _numbering = numbering;

    public IReadOnlyCollection<Term> Terms => _terms.Values;

    /// <summary>The term of an operand; null where it does not occur.</summary>
    public Term? this[Value v] => _terms.TryGetValue(_numbering.Of(v), out Term? term) ? term : null;

    /// <summary>Some term has a factor, which the recognition of straight-through estimators does not look through.</summary>
    public bool HasFactors { get; private set; }

    public bool HasStopped => _terms.Values.Any(t => t.Stopped > 0);

    /// <summary>Null for a sum that is too long.</summary>
    public static LinearForm? Of(Value root, Numbering numbering)
    {
        LinearForm form = new(numbering);
        form.Add(root, 1, isStopped: false);
        return form._count > MaximalTerms ? null : form;
    }

    /// <summary><c>StraightThrough(x, constant)</c>.</summary>
    public static bool IsStopGradient(Inst inst, Numbering numbering) => inst.Op == Op.StraightThrough && numbering.IsConstant(inst.Args[1], out _);

    private void Add(Value v, double factor, bool isStopped)
    {
        if (_count > MaximalTerms)
        {
            return;
        }

        Inst? inst = _numbering.Definition(v);
        switch (inst?.Op)
        {
            case Op.Add:
                Add(inst.Args[0], factor, isStopped);
                Add(inst.Args[1], factor, isStopped);
                return;
            case Op.Sub:
                Add(inst.Args[0], factor, isStopped);
                Add(inst.Args[1], -factor, isStopped);
                return;
            case Op.Neg:
                Add(inst.Args[0], -factor, isStopped);
                return;
            case Op.Mul when _numbering.IsConstant(inst.Args[0], out double left):
                HasFactors = true;
                Add(inst.Args[1], factor * left, isStopped);
                return;
            case Op.Mul when _numbering.IsConstant(inst.Args[1], out double right):
                HasFactors = true;
                Add(inst.Args[0], factor * right, isStopped);
                return;
            case Op.Div when _numbering.IsConstant(inst.Args[1], out double divisor) && divisor != 0:
                HasFactors = true;
                Add(inst.Args[0], factor / divisor, isStopped);
                return;
            case Op.StraightThrough when IsStopGradient(inst, _numbering):
                Add(inst.Args[0], factor, isStopped: true);
                return;
        }

        _count++;
        int number = _numbering.Of(v);
        if (!_terms.TryGetValue(number, out Term? term))
        {
            _terms.Add(number, term = new Term(v));
        }

        term.Value += factor;
        if (isStopped)
        {
            term.Stopped++;
        }
        else
        {
            term.Derivative += factor;
            term.Free++;
        }
    }
}
