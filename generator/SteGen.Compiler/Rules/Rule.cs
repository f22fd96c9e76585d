using System;
using System.Collections;
using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Rules;

public delegate Value UnaryRule(Value d, Operand y, Operand x);

public delegate Value BinaryRule(Value d, Operand y, Operand a, Operand b);

public delegate Value TernaryRule(Value d, Operand y, Operand a, Operand b, Operand c);

/// <summary>What stands in front of a rule in the table.</summary>
public enum Column
{
    /// <summary>The partial may be infinite or no number where nothing comes from above: 0 when the upstream (or tangent) is 0.</summary>
    Guarded,
}

/// <summary>The derivative of one operation: a partial for each operand, null where it is identically 0.</summary>
public sealed class Rule(bool guarded, Func<Value, Operand, IReadOnlyList<Operand>, Value>?[] partials)
{
    public bool IsGuarded => guarded;

    /// <summary>Does a derivative flow from operand <paramref name="k"/> to the result?</summary>
    public bool Flows(int k) => k < partials.Length && partials[k] is not null;

    /// <summary>
    /// Builds what operand <paramref name="k"/> receives from the adjoint <paramref name="d"/> of the result. The partials are linear in d: with a tangent of operand k for d
    /// it is the part of the result's tangent, since real partials are their own transposes.
    /// </summary>
    public Value Partial(int k, Value d, Operand y, IReadOnlyList<Operand> x)
    {
        Value partial = partials[k]!(d, y, x);
        if (!guarded || IsDivisionByLiteral(k, x))
        {
            return partial;
        }

        // The sign stays outside of the guard, where it may meet another one.
        List<Inst> body = Build.At.Body;
        if (body.Count > 0 && body[body.Count - 1] is { Op: Op.Neg } neg && neg.Result == partial)
        {
            body.RemoveAt(body.Count - 1);
            return -Elementary.WhereZero(d, neg.Args[0]);
        }

        return Elementary.WhereZero(d, partial);
    }

    /// <summary>What the tangent of operand <paramref name="k"/> adds to that of the result. Only conversions are not their own transposes: they convert the other way.</summary>
    public Value Tangent(int k, Value tangent, Ty result, Operand y, IReadOnlyList<Operand> x) =>
        tangent.Type == result ? Partial(k, tangent, y, x) : Elementary.As(result, tangent);

    // 0 / c is 0 for every literal but 0.
    private static bool IsDivisionByLiteral(int k, IReadOnlyList<Operand> x) =>
        k == 0 && x.Count == 2 && x[1].Literal is { } c && c != 0 && !double.IsNaN(c);
}

/// <summary>Rules by operation; made for collection initializers, so that the table reads one line per fact.</summary>
public sealed class RuleTable : IEnumerable<KeyValuePair<Op, Rule>>
{
    private readonly Dictionary<Op, Rule> _rules = [];
    private readonly HashSet<Op> _zero = [];

    public void Add(Op op, UnaryRule x) => _rules.Add(op, Make(false, x));

    public void Add(Column column, Op op, UnaryRule x) => _rules.Add(op, Make(column == Column.Guarded, x));

    public void Add(Op op, BinaryRule? a, BinaryRule? b) => _rules.Add(op, Make(false, a, b));

    public void Add(Column column, Op op, BinaryRule? a, BinaryRule? b) => _rules.Add(op, Make(column == Column.Guarded, a, b));

    public void Add(Op op, TernaryRule? a, TernaryRule? b, TernaryRule? c) => _rules.Add(op, new Rule(false, [Of(a), Of(b), Of(c)]));

    /// <summary>The derivative is zero, on purpose.</summary>
    public void Add(Op op) => _zero.Add(op);

    public bool TryGet(Op op, out Rule rule) => _rules.TryGetValue(op, out rule!);

    public bool IsZero(Op op) => _zero.Contains(op);

    public IEnumerator<KeyValuePair<Op, Rule>> GetEnumerator() => _rules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Rule Make(bool guarded, UnaryRule rule) => new(guarded, [(d, y, x) => rule(d, y, x[0])]);

    private static Rule Make(bool guarded, BinaryRule? a, BinaryRule? b) => new(guarded, [Of(a), Of(b)]);

    private static Func<Value, Operand, IReadOnlyList<Operand>, Value>? Of(BinaryRule? rule) =>
        rule is null ? null : (d, y, x) => rule(d, y, x[0], x[1]);

    private static Func<Value, Operand, IReadOnlyList<Operand>, Value>? Of(TernaryRule? rule) =>
        rule is null ? null : (d, y, x) => rule(d, y, x[0], x[1], x[2]);
}
