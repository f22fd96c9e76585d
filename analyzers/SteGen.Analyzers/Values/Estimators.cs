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
            else if (inst.Op is Op.Add or Op.Sub or Op.Neg && LinearForm.Of(inst.Result, numbering) is { HasStopped: true } form && Judge(form, inst.Result) is { } kind)
            {
                around.Add(inst);
                _found.Add((inst, kind));
            }
        }
    }

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
