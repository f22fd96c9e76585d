using System;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Rules;

/// <summary>
/// A primal value that a rule may mention. Mentioning it is what asks for it: reverse mode then finds it again, or keeps it. So a rule that does not need the result
/// of its operation never mentions it.
/// </summary>
public sealed class Operand(Ty type, double? literal, Func<Value> ask)
{
    private Value? _asked;

    public Ty Type { get; } = type;

    /// <summary>The number, where the operand is a compile-time literal.</summary>
    public double? Literal { get; } = literal;

    public Value Value => _asked ??= ask();

    /// <summary>The value, where a rule has mentioned it.</summary>
    public Value? Asked => _asked;

    public static implicit operator Value(Operand operand) => operand.Value;

    public static Value operator +(Operand a, Operand b) => a.Value + b.Value;

    public static Value operator -(Operand a, Operand b) => a.Value - b.Value;

    public static Value operator *(Operand a, Operand b) => a.Value * b.Value;

    public static Value operator /(Operand a, Operand b) => a.Value / b.Value;

    public static Value operator -(Operand a) => -a.Value;

    // Numbers take the type of the operand beside them.
    public static Value operator +(Operand a, double b) => a.Value + Build.Real(a.Type, b);

    public static Value operator -(Operand a, double b) => a.Value - Build.Real(a.Type, b);

    public static Value operator -(double a, Operand b) => Build.Real(b.Type, a) - b.Value;

    public static Value operator *(double a, Operand b) => Build.Real(b.Type, a) * b.Value;
}
