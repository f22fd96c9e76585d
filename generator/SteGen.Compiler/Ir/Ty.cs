namespace SteGen.Compiler.Ir;

/// <summary>Types of values. Structs, tuples and spans are taken apart before the IR: a span is (buffer, offset, length).</summary>
public enum Ty
{
    F32,
    F64,
    I32,
    I64,
    Bool,

    /// <summary>Memory: an array, a span or scratch. Never carried, never yielded once <c>ResolveViews</c> has run.</summary>
    Buffer,

    /// <summary>A growing last-in-first-out store of kept values.</summary>
    Stack,
}

public static class TyFacts
{
    public static bool IsReal(this Ty type) => type is Ty.F32 or Ty.F64;

    public static bool IsInteger(this Ty type) => type is Ty.I32 or Ty.I64;

    public static string Keyword(this Ty type) => type switch
    {
        Ty.F32 => "float",
        Ty.F64 => "double",
        Ty.I32 => "int",
        Ty.I64 => "long",
        Ty.Bool => "bool",
        _ => type.ToString(),
    };
}
