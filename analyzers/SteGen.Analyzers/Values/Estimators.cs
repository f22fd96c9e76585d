using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Analyzers.Values;

internal enum EstimatorKind
{
    /// <summary>The value of the hard operand, exactly, and the derivative of the soft one.</summary>
    Exact,

    /// <summary>The same, but the compiler does not fold the sum: rounding errors stay.</summary>
    Inexact,

    /// <summary>The soft operand is differentiated with a minus.</summary>
    Inverted,

    /// <summary>Without StopGradient the soft operand cancels for the derivative too.</summary>
    Unstopped,

    /// <summary>The discrete operand cancels against its own StopGradient: value and derivative are those of the soft one.</summary>
    SoftValue,

    /// <summary>The operand under StopGradient is another value than the one that it should cancel.</summary>
    Mismatched,
}

/// <summary>Straight-through estimators that are written as sums: one operand cancels against its own StopGradient, and what is left has no derivative of its own.</summary>
internal sealed class Estimators
{
    private readonly List<(Inst Sum, EstimatorKind Kind)> _found = [];
    private readonly HashSet<int> _hard = [];
    private readonly Activity _activity;
    private readonly Numbering _numbering;

    public Estimators(Function function, Activity activity, Numbering numbering)
    {
        _activity = activity;
        _numbering = numbering;
        HashSet<Inst> around = [];
        foreach (Inst inst in function.All())
        {
            // Smaller sums come first; a larger one around an estimator is only a use of it.
            if (inst.Args.Any(a => numbering.Definition(a) is { } part && around.Contains(part)))
            {
                if (inst.Op is Op.Add or Op.Sub or Op.Neg or Op.Mul or Op.Div or Op.StraightThrough)
                {
                    around.Add(inst);
                }
            }
            else if (inst.Op is Op.Add or Op.Sub or Op.Neg && LinearForm.Of(inst.Result, numbering) is { } form
                && (form.HasStopped ? Judge(form, inst.Result) ?? JudgeOther(form) : JudgeUnstopped(form)) is { } kind)
            {
                around.Add(inst);
                _found.Add((inst, kind));
            }
        }
    }

    /// <summary>The estimator serves a discrete operand; to scale a gradient, the same algebra takes an active one.</summary>
    public bool IsOfDiscrete(Inst sum) => LinearForm.Of(sum.Result, _numbering)!.Terms.Any(t => !IsZero(t.Value) && _activity[t.Leaf] is Dependence.Dead or Dependence.Stopped);

    public IReadOnlyList<(Inst Sum, EstimatorKind Kind)> Found => _found;

    /// <summary>It stands as the hard operand of an estimator, where a derivative of 0 is what the author counts on.</summary>
    public bool IsHard(Value v) => _hard.Contains(_numbering.Of(v));

    private EstimatorKind? Judge(LinearForm form, Value sum)
    {
        Term[] hard = [.. form.Terms.Where(t => !IsZero(t.Value))];
        Term[] soft = [.. form.Terms.Where(t => IsZero(t.Value) && !IsZero(t.Derivative) && _activity[t.Leaf] == Dependence.Active)];
        bool hasDerivative = hard.Any(t => _activity[t.Leaf] == Dependence.Active && t.IsFree);
        bool isDiscrete = hard.Any(t => _activity[t.Leaf] is Dependence.Dead or Dependence.Stopped);
        if (soft.Length == 0 || hasDerivative || (!isDiscrete && !hard.Any(t => _activity[t.Leaf] == Dependence.Active)))
        {
            return null;
        }

        // All signs turned around: the estimator is seen where the minus before it is.
        bool isNegated = hard.All(t => t.Value < 0 || _activity[t.Leaf] == Dependence.Constant);
        EstimatorKind? kind = isNegated ? null
            : soft.All(t => t.Derivative > 0) ? (Folds(sum) ? EstimatorKind.Exact : EstimatorKind.Inexact)
            : soft.All(t => t.Derivative < 0) && isDiscrete ? EstimatorKind.Inverted
            : null;
        if (kind is not null || isNegated)
        {
            _hard.UnionWith(hard.Where(t => _activity[t.Leaf] != Dependence.Active).Select(t => _numbering.Of(t.Leaf)));
        }

        return kind;
    }

    /// <summary><c>x + (q(x) - x)</c>: only where q is discrete, since a smooth one keeps its derivative, and sums that cancel to compensate rounding errors have no such operand.</summary>
    private EstimatorKind? JudgeUnstopped(LinearForm form)
    {
        Term[] left = [.. form.Terms.Where(t => !IsZero(t.Value))];
        // An integer has no node of StopGradient: soft + Sign(x) - StopGradient(Sign(x)) looks like this.
        if (left.Length > 0 && left.All(t => _activity[t.Leaf] == Dependence.Active)
            && form.Terms.FirstOrDefault(t => IsZero(t.Value) && t.Plus == 1 && t.Minus == 1 && IsDiscrete(t.Leaf)) is { } whole
            && _numbering.Definition(whole.Leaf) is { Op: Op.ToF32 or Op.ToF64 })
        {
            _hard.Add(_numbering.Of(whole.Leaf));
            return EstimatorKind.SoftValue;
        }

        bool cancels = form.Terms.Any(t => IsZero(t.Value) && t.Plus > 0 && t.Minus > 0 && _activity[t.Leaf] == Dependence.Active);
        if (!cancels || left is not [{ Value: 1 } hard] || !IsDiscrete(hard.Leaf))
        {
            return null;
        }

        _hard.Add(_numbering.Of(hard.Leaf));
        return EstimatorKind.Unstopped;
    }

    private EstimatorKind? JudgeOther(LinearForm form)
    {
        Term[] left = [.. form.Terms.Where(t => !IsZero(t.Value))];
        Term[] cancelled = [.. form.Terms.Where(t => IsZero(t.Value))];
        if (cancelled is [{ Plus: 1, StoppedMinus: 1, Minus: 0, StoppedPlus: 0 } discrete] && IsDiscrete(discrete.Leaf)
            && left.Length > 0 && left.All(t => t.StoppedPlus + t.StoppedMinus == 0) && left.Any(t => _activity[t.Leaf] == Dependence.Active))
        {
            _hard.Add(_numbering.Of(discrete.Leaf));
            return EstimatorKind.SoftValue;
        }

        if (cancelled.Length == 0 && left.Length == 3
            && left.FirstOrDefault(t => IsDiscrete(t.Leaf) && t.Value == 1) is { } hard
            && left.FirstOrDefault(t => t is { Plus: 1, Value: 1, Derivative: 1 } && _activity[t.Leaf] == Dependence.Active) is { } soft
            && left.FirstOrDefault(t => t is { StoppedMinus: 1, Value: -1, Derivative: 0 } && _activity[t.Leaf] == Dependence.Active) is { } other
            && IsCertain(soft.Leaf) && IsCertain(other.Leaf))
        {
            _hard.Add(_numbering.Of(hard.Leaf));
            return EstimatorKind.Mismatched;
        }

        return null;
    }

    /// <summary>A step function of something active, and nothing that is a number only because it was counted or chosen.</summary>
    private bool IsDiscrete(Value v) => _activity[v] == Dependence.Dead;

    /// <summary>Another number means another value: not so for loads from memory that is written, for calls, and for what loops and branches carry.</summary>
    private bool IsCertain(Value v) => _numbering.Definition(v) is not { } inst || (OpTable.IsPure(inst.Op) && inst.Args.All(IsCertain))
        || (inst.Op == Op.Load && !_numbering.IsWritten(inst.Args[0]) && IsCertain(inst.Args[1]));

    /// <summary>As the compiler folds it: no factors; every minus has a plus of the other kind, and one plus is left over.</summary>
    private bool Folds(Value sum)
    {
        int left = 0;
        foreach (Term t in LinearForm.Of(sum, _numbering, throughFactors: false)!.Terms)
        {
            int free = t.Plus - t.StoppedMinus, stopped = t.StoppedPlus - t.Minus;
            if (free < 0 || stopped < 0)
            {
                return false;
            }

            left += free + stopped;
        }

        return left == 1;
    }

    private static bool IsZero(double x) => Math.Abs(x) < 1e-9;
}
