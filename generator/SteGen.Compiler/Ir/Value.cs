namespace SteGen.Compiler.Ir;

/// <summary>An SSA value: a parameter of a region or a result of an instruction.</summary>
public sealed class Value(Ty type, string? hint = null)
{
    private static int s_last;

    /// <summary>Later values have greater numbers; also of values that are not numbered yet.</summary>
    internal int Serial { get; } = System.Threading.Interlocked.Increment(ref s_last);

    public Ty Type { get; } = type;

    /// <summary>The user's name for it, where there is one; emission makes it unique.</summary>
    public string? Hint { get; set; } = hint;

    /// <summary>For buffers: what an element is made of.</summary>
    public ElementLayout? Layout { get; set; }

    /// <summary>Dense within a function, given by <see cref="Function.Number"/>.</summary>
    public int Id { get; set; } = -1;

    public override string ToString() => $"%{Hint}{(Hint is null ? "" : ".")}{Id}";

    // Rules read like mathematics: operators append to the current region of the builder.
    public static Value operator +(Value a, Value b) => Build.Emit(a.Type.IsReal() ? Op.Add : Op.IAdd, a, b);

    public static Value operator -(Value a, Value b) => Build.Emit(a.Type.IsReal() ? Op.Sub : Op.ISub, a, b);

    public static Value operator *(Value a, Value b) => Build.Emit(a.Type.IsReal() ? Op.Mul : Op.IMul, a, b);

    public static Value operator /(Value a, Value b) => Build.Emit(a.Type.IsReal() ? Op.Div : Op.IDiv, a, b);

    public static Value operator -(Value a) => Build.Emit(a.Type.IsReal() ? Op.Neg : Op.INeg, a);
}

/// <summary>
/// What one element of a buffer is made of: its leaves in declaration order. A plain <c>double[]</c> has one leaf with an empty path.
/// </summary>
/// <param name="TypeText">The C# type of the element, fully qualified (<c>double</c>, <c>global::N.Vec3</c>).</param>
/// <param name="Leaves">Path (<c>""</c>, <c>X</c>, <c>Rotation.X</c>) and type of each leaf.</param>
public sealed record ElementLayout(string TypeText, EquatableArray<Leaf> Leaves)
{
    public bool IsScalar => Leaves.Count == 1 && Leaves[0].Path.Length == 0;

    public static ElementLayout Of(Ty type) => new(type.Keyword(), new EquatableArray<Leaf>([new Leaf("", type, type.Keyword())]));
}

/// <summary>A scalar inside a parameter, a result or an element.</summary>
/// <param name="Path">Member path from the whole, empty where the whole is the scalar.</param>
/// <param name="Type">The type it has in the IR.</param>
/// <param name="TypeText">Its C# type, which may be narrower or an enumeration (<c>byte</c>, <c>global::N.Mode</c>).</param>
public sealed record Leaf(string Path, Ty Type, string TypeText);
