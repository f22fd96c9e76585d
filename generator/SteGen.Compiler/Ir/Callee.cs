namespace SteGen.Compiler.Ir;

/// <summary>A method that is called as it is: one with a custom gradient, or one whose body stays out of line.</summary>
/// <param name="Method">C# text of the method, fully qualified; the arguments follow in its parameter list.</param>
/// <param name="Parameters">How each C# argument is built from operands, in the order of the C# parameters.</param>
public sealed record Callee(string Method, EquatableArray<CalleeParameter> Parameters)
{
    /// <summary>Type of the C# return value; null for void. It is the first result of the call; <c>out</c> arguments follow as further results.</summary>
    public Ty? Return { get; init; }

    /// <summary>Has the same value for the same operands and no effect besides results and written spans.</summary>
    public bool IsPure { get; init; } = true;

    /// <summary>How reverse mode calls the user's backward; null where the call has no derivative (a constant).</summary>
    public Callee? Backward { get; init; }

    /// <summary>How forward mode calls the user's method for tangents; null where it follows from the backward, or is missing.</summary>
    public Callee? Jvp { get; init; }

    /// <summary>Backward and forward mode accept an empty span for a gradient that nobody wants, or a tangent that is zero.</summary>
    public bool HasOptionalGradients { get; init; }

    /// <summary>
    /// In a backward: what each C# argument is taken from. Inputs by their number, the primal's result, the upstream gradient, or the gradient of an input
    /// (an <c>out</c> scalar, or a span that is added to).
    /// </summary>
    public EquatableArray<BackwardArgument> Arguments { get; init; } = new([]);

    /// <summary>In a backward with one scalar input: the C# return value is the gradient of that input; -1 otherwise.</summary>
    public int ReturnsGradientOf { get; init; } = -1;

    /// <summary>Of a call to a method that is compiled on its own, as a recursive one is: the name of its body in the model; null otherwise.</summary>
    public string? Procedure { get; init; }

    /// <summary>Which of the procedures made of that body: <see cref="ProcedureSignature"/> names them.</summary>
    public string Variant { get; init; } = "";
}

public enum CalleeParameterKind
{
    /// <summary>One operand, passed by value.</summary>
    Scalar,

    /// <summary>Three operands (buffer, offset, length), passed as a read-only span.</summary>
    InputSpan,

    /// <summary>Three operands (buffer, offset, length), passed as a span that the callee writes or adds to.</summary>
    WrittenSpan,

    /// <summary>No operand: an <c>out</c> argument that becomes a further result.</summary>
    Out,

    /// <summary>No operand: the workspace that scratch comes from.</summary>
    Workspace,

    /// <summary>One operand: the stack with the frames of recursive calls.</summary>
    Stack,
}

public sealed record CalleeParameter(CalleeParameterKind Kind, Ty Type, string TypeText)
{
    /// <summary>Of a span: the operands stand for the whole buffer, which is passed as it is.</summary>
    public bool IsWhole { get; init; }

    /// <summary>It carries no derivative, whatever its type.</summary>
    public bool IsConstant { get; init; }

    /// <summary>How many operands it takes.</summary>
    public int Operands => Kind switch
    {
        CalleeParameterKind.Scalar or CalleeParameterKind.Stack => 1,
        CalleeParameterKind.Out or CalleeParameterKind.Workspace => 0,
        _ => 3,
    };
}

public enum BackwardArgumentKind
{
    Input,
    Result,
    Upstream,
    Gradient,

    /// <summary>In forward mode: the tangent of an input.</summary>
    Tangent,

    /// <summary>In forward mode: the tangent of an <c>out</c> result or of a written span.</summary>
    ResultTangent,
}

/// <param name="Kind">Where the argument comes from.</param>
/// <param name="Index">Number of the primal's C# parameter (Input, Gradient, or the upstream of a written span), 0 for Result and the upstream of the return value (-1).</param>
public sealed record BackwardArgument(BackwardArgumentKind Kind, int Index);
