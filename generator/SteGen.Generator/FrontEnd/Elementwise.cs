using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>What the members of Vector2 and its like, and of TensorPrimitives, compute for one component.</summary>
internal static class Elementwise
{
    /// <summary>Null where the name stands for nothing that gives a real number.</summary>
    public static Value? Of(Lowering lowering, IOperation at, string name, Value[] x)
    {
        Value One() => Build.Real(x[0].Type, 1);
        return (name, x.Length) switch
        {
            ("Add", 2) => x[0] + x[1],
            ("Subtract", 2) => x[0] - x[1],
            ("Multiply", 2) => x[0] * x[1],
            ("Divide", 2) => x[0] / x[1],
            ("Negate", 1) => -x[0],
            ("Remainder", 2) => Build.Emit(Op.Rem, x),
            ("Increment", 1) => x[0] + One(),
            ("Decrement", 1) => x[0] - One(),
            ("AddMultiply", 3) => (x[0] + x[1]) * x[2],
            ("MultiplyAdd", 3) => (x[0] * x[1]) + x[2],
            ("Reciprocal", 1) => One() / x[0],
            ("ReciprocalSqrt", 1) => One() / Build.Emit(Op.Sqrt, x),
            ("SquareRoot", 1) => Build.Emit(Op.Sqrt, x),
            ("Sigmoid", 1) => Build.Emit(Op.Sigmoid, x),
            ("Clamp" or "ClampNative", 3) => Clamp(x[0], x[1], x[2]),
            _ => KnownMethods.Operation(name, x) is { } operation ? operation : lowering.LibraryReal(at, name, x) is Val.Scalar { V: var value } ? value : null,
        };
    }

    /// <summary>The bounds pass, unlike those of a minimum of a maximum.</summary>
    private static Value Clamp(Value x, Value low, Value high)
    {
        Value above = Build.Select(Build.Emit(Op.FLt, x, low), low, x);
        return Build.Select(Build.Emit(Op.FLt, high, above), high, above);
    }
}
