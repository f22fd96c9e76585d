using System;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Model;

/// <summary>
/// All that the pipeline knows about a differentiable method: its declaration and its body as IR. Equatable and free of positions, so that an edit
/// elsewhere leaves every later step cached.
/// </summary>
public sealed record MethodModel
{
    /// <summary>Unique in the compilation and legal as a file name: <c>N.C.F(float,double)</c>.</summary>
    public required string HintName { get; init; }

    /// <summary>The user's method.</summary>
    public required string Name { get; init; }

    /// <summary>What the names of the generated members begin with: the method's name, or <c>Name</c> of the attribute.</summary>
    public required string Prefix { get; init; }

    /// <summary>Null for the global namespace.</summary>
    public required string? Namespace { get; init; }

    /// <summary>Declarations of the containing types, outermost first: <c>partial class C</c>, <c>partial record struct P&lt;T&gt;</c>.</summary>
    public required EquatableArray<string> TypeHeaders { get; init; }

    /// <summary>Reference for documentation comments: <c>F(float, double)</c>.</summary>
    public required string Cref { get; init; }

    public required string Accessibility { get; init; }

    public required bool IsStatic { get; init; }

    public required Members Emit { get; init; }

    /// <summary>The parameters in the user's order, then marked fields and properties.</summary>
    public required EquatableArray<ParameterModel> Parameters { get; init; }

    /// <summary>Null for void.</summary>
    public required Shape? Return { get; init; }

    /// <summary>
    /// The body. Parameters of the function: for each parameter of kind Value, Ref or Field its leaves; for each span a buffer and its length (I32).
    /// Yields: the leaves of the return value, then those of each Out parameter, then those of each Ref parameter (its value at the end).
    /// </summary>
    public required FunctionCode Body { get; init; }

    /// <summary>Methods that the body calls and that call themselves; each of them is compiled on its own.</summary>
    public EquatableArray<ProcedureModel> Procedures { get; init; } = new([]);

    /// <summary>
    /// Names of members and types around the method, which aliases in the generated file must avoid.
    /// </summary>
    public EquatableArray<string> TakenNames { get; init; } = new([]);

    /// <summary>Tells overloads and the types of a generic method apart in the names of private methods; empty where there is one only.</summary>
    public string Distinction { get; init; } = "";

    /// <summary>Signatures of the user's own members that must not be emitted again: <c>FBackward(float,float,out float)</c>.</summary>
    public EquatableArray<string> Declared { get; init; } = new([]);

    /// <summary>The user's declaration that one member serves, and which then is the only one to be emitted; null where members are added as they come.</summary>
    public DerivedDeclaration? Declaration { get; init; }

    /// <summary>Which forward and backward may share a tape: those of one body with the same gradients. The files are named otherwise where the user declared the member.</summary>
    public string? TapeOwner { get; init; }

    public string TapeName => TapeOwner ?? HintName;
}

/// <summary>A <c>partial</c> method that the user declared for a derivative; its body calls the member.</summary>
/// <param name="Head">The declaration: <c>public static partial double Slope(double x)</c>.</param>
/// <param name="Member">Key of the member that computes it.</param>
/// <param name="Body">The one statement of its body.</param>
/// <param name="Kind">What it computes.</param>
public sealed record DerivedDeclaration(string Head, string Member, string Body, Members Kind);

/// <summary>A method that is called as it is compiled here, because it calls itself.</summary>
/// <param name="Signature">How it is called.</param>
/// <param name="Body">Parameters: the operands in their order, a span as a buffer and its length. Yields: the results.</param>
public sealed record ProcedureModel(Callee Signature, FunctionCode Body);

/// <summary>Which members are wanted; the numbers are those of <c>SteGen.Derivatives</c>.</summary>
[Flags]
public enum Members
{
    None = 0,
    Forward = 1,
    Gradient = 2,
    Backward = 4,
    Tape = 8,
    Batch = 16,
    Default = 31,
    Accumulate = 32,
    Jvp = 64,
    Hessian = 128,
    HessianVectorProduct = 256,
    Jacobian = 512,
}

public enum ParameterKind
{
    /// <summary>A scalar or struct by value (also declared <c>in</c>).</summary>
    Value,

    /// <summary>A scalar or struct that the method may read and write.</summary>
    Ref,

    /// <summary>A scalar or struct that the method returns.</summary>
    Out,

    /// <summary><c>T[]</c> or <c>ReadOnlySpan&lt;T&gt;</c>; generated members take <c>ReadOnlySpan&lt;T&gt;</c>.</summary>
    InputSpan,

    /// <summary><c>Span&lt;T&gt;</c>: a result.</summary>
    ResultSpan,

    /// <summary><c>[InOut]</c>: read as it came and written; generated members take <c>Span&lt;T&gt;</c>.</summary>
    InOutSpan,

    /// <summary>An object or struct of constants, passed on as it is; the body reads it through External operations.</summary>
    Constant,

    /// <summary>A marked field or property of the instance: read as <c>this.name</c>, not passed.</summary>
    Field,
}

/// <param name="Name">As the user wrote it, without <c>@</c>; for a field the gradient's base name (<c>_w</c> gives <c>w</c>).</param>
/// <param name="TypeText">Fully qualified C# type as declared in the generated members (<c>global::System.ReadOnlySpan&lt;double&gt;</c>).</param>
/// <param name="Shape">Of the scalar or struct, or of an element of the span; null for constants.</param>
/// <param name="IsDifferentiable">A gradient comes for it (it has real leaves and is not excluded).</param>
/// <param name="IsUniform">In batch members one value serves all elements.</param>
/// <param name="Access">C# text that reads it in the generated member: <c>@x</c>, <c>this._w</c>.</param>
public sealed record ParameterModel(
    string Name, ParameterKind Kind, string TypeText, Shape? Shape, bool IsDifferentiable, bool IsUniform, string Access)
{
    public bool IsSpan => Kind is ParameterKind.InputSpan or ParameterKind.ResultSpan or ParameterKind.InOutSpan;

    /// <summary>A number that may be missing (<c>double?</c>): its gradient is that of the number.</summary>
    public bool IsNullable => Kind == ParameterKind.Value && Shape is ScalarShape number && TypeText == number.TypeText + "?";

    /// <summary>A marked array of the instance: an input span that is not passed; members begin with a view of it.</summary>
    public bool IsMarkedSpan => Kind == ParameterKind.InputSpan && Access.StartsWith("this.", StringComparison.Ordinal);
}

/// <summary>A scalar, or a struct or tuple as a tree of scalars.</summary>
public abstract record Shape(string TypeText)
{
    public abstract EquatableArray<Leaf> Leaves { get; }

    public ElementLayout Layout => new(TypeText, Leaves);
}

public sealed record ScalarShape(string TypeText, Ty Type) : Shape(TypeText)
{
    public override EquatableArray<Leaf> Leaves => new([new Leaf("", Type, TypeText)]);
}

public enum Construction
{
    /// <summary><c>new T(a, b)</c>: positional records and the vectors of System.Numerics; the fields are in the constructor's order.</summary>
    Constructor,

    /// <summary><c>new T { X = a, Y = b }</c>.</summary>
    Initializer,

    /// <summary><c>(a, b)</c>.</summary>
    Tuple,

    /// <summary>It cannot be put together by generated code (read-only fields without a constructor): only read.</summary>
    None,
}

public sealed record StructShape(string TypeText, EquatableArray<FieldShape> Fields, Construction Construction) : Shape(TypeText)
{
    public override EquatableArray<Leaf> Leaves
    {
        get
        {
            System.Collections.Generic.List<Leaf> leaves = [];
            foreach (FieldShape member in Fields)
            {
                foreach (Leaf leaf in member.Shape.Leaves)
                {
                    leaves.Add(leaf with { Path = leaf.Path.Length == 0 ? member.Name : member.Name + "." + leaf.Path });
                }
            }

            return new EquatableArray<Leaf>(leaves);
        }
    }
}

/// <param name="Name">Member name in C# (a tuple's element name, <c>Item1</c> where it has none).</param>
public sealed record FieldShape(string Name, Shape Shape);
