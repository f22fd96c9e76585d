namespace SteGen.Compiler.Ir;

/// <summary>The operations of the IR. Operand and result types stand in <see cref="OpTable"/>, derivatives in <c>Rules/Derivatives.cs</c>.</summary>
public enum Op
{
    // ---- leaves
    Const,              // Number (exact for reals, ints and bools), Integer for I64
    External,           // Text: a C# expression of the surroundings that does not change and has no derivative (this._size, Options.Rate)

    // ---- real arithmetic: all operands and the result have one type, F32 or F64
    Add, Sub, Mul, Div, Rem, Neg,
    Fma,                // a * b + c in one rounding
    Abs, Sqrt, Cbrt, Max, Min, MaxNumber, MinNumber, CopySign,
    Exp, Exp2, Exp10, Expm1, Log, Log2, Log10, Log1p,
    Sin, Cos, Tan, Asin, Acos, Atan, Atan2, Sinh, Cosh, Tanh, Asinh, Acosh, Atanh,
    Pow, Hypot, Sigmoid, Softplus, Erf, Erfc,
    Floor, Ceiling, Truncate,
    Round,              // half to even
    RoundAway,          // half away from zero
    Sign,               // as a real: NaN gives NaN; never throws

    /// <summary>StraightThrough(hard, soft): the value of hard, the derivative of soft. Survives every derivative transform; lowered to hard last.</summary>
    StraightThrough,

    // ---- integers: one type, I32 or I64; arithmetic wraps. A divisor of zero is excluded by a Check before
    IAdd, ISub, IMul, IDiv, IRem, INeg, IAnd, IOr, IXor, INot, IShl, IShr, IShrU, IMax, IMin, IAbs,

    // ---- conversions
    ToF32, ToF64, ToI32, ToI64,   // from any number; reals to integers truncate, saturate and give 0 for NaN, as C# on .NET 9 and later

    // ---- comparisons; greater-than is written with swapped operands
    FEq, FNe, FLt, FLe, IEq, INe, ILt, ILe, IULt,
    And, Or, Not, BEq, BNe,
    Select,             // condition, when true, when false

    // ---- memory; Field is the number of the leaf within an element
    Load,               // buffer, index
    Store,              // buffer, index, value
    Accumulate,         // buffer, index, value: buffer[index] += value; with a fourth operand the product of both is added, rounded once
    Alloc,              // length; zeroed, unless Text is Reverse.Uncleared: then every element is written before it is read. The Layout says what an element is
    Clear,              // buffer, offset, length: all leaves to zero

    // ---- faults, in program order: a value behind a Check may move freely
    Check,              // CheckKind says which fault and what the operands are

    // ---- calls of methods that are not taken apart
    Call,               // Callee says what; operands and results as it says

    // ---- kept values
    NewStack, Push, Pop,

    // ---- regions
    If,                 // condition { then → yields } { else → yields }
    For,                // count, inits… { index, carried… → next… }: index runs 0 .. count - 1; a negative count is 0
    While,              // inits… { carried… → again } { carried… → next… }: the first region is the test, the second the body

    // ---- frames of recursive calls lie on a stack that is read at any place
    Top,                // stack: how many items lie on it
    Peek,               // stack, place: an item, which stays there
    Cut,                // stack, count: takes off all that lies above
}

public enum CheckKind
{
    /// <summary>index, length: IndexOutOfRangeException unless 0 &lt;= index &lt; length.</summary>
    Index,

    /// <summary>start, count, length: ArgumentOutOfRangeException unless the slice lies inside.</summary>
    Slice,

    /// <summary>divisor: DivideByZeroException when it is 0.</summary>
    Divisor,

    /// <summary>length: OverflowException when an allocation's length is negative.</summary>
    Length,

    /// <summary>condition that must hold; Text is the C# expression that creates the exception.</summary>
    Throw,
}
