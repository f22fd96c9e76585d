using System.Collections.Generic;
using System.Linq;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>The short names under which vector text knows its types; other ones where the user's class has members or types of these names.</summary>
public sealed class VectorAliases
{
    private readonly HashSet<string> _taken;

    public VectorAliases(IEnumerable<string> taken)
    {
        _taken = [.. taken];
        (V, F, D, I, L, M) = (Free("V"), Free("F"), Free("D"), Free("I"), Free("L"), Free("M"));
        (V2, F2, I2, M2) = (Free("V2"), Free("F2"), Free("I2"), Free("M2"));
        MemoryMarshal = Free("MemoryMarshal");
    }

    /// <summary>The static class of the vector type.</summary>
    public string V { get; }

    /// <summary>Vectors of float, double, int and long.</summary>
    public string F { get; }

    public string D { get; }

    public string I { get; }

    public string L { get; }

    /// <summary>The runtime's functions of vectors.</summary>
    public string M { get; }

    /// <summary>The same in half the width, for 32-bit values beside 64-bit ones.</summary>
    public string V2 { get; }

    public string F2 { get; }

    public string I2 { get; }

    public string M2 { get; }

    public string MemoryMarshal { get; }

    /// <summary>All names, which locals must avoid.</summary>
    public IEnumerable<string> Names => [V, F, D, I, L, M, V2, F2, I2, M2, MemoryMarshal];

    /// <summary>The using directives of a file with text of one width.</summary>
    public IEnumerable<string> Usings(int width)
    {
        const string intrinsics = "global::System.Runtime.Intrinsics.Vector", lanes = "global::SteGen.Numerics.Lanes";
        List<string> usings =
        [
            "using global::System.Runtime.Intrinsics;",
            $"using {V} = {intrinsics}{width};",
            $"using {F} = {intrinsics}{width}<float>;",
            $"using {D} = {intrinsics}{width}<double>;",
            $"using {I} = {intrinsics}{width}<int>;",
            $"using {L} = {intrinsics}{width}<long>;",
            $"using {M} = {lanes}{width};",
            $"using {MemoryMarshal} = global::System.Runtime.InteropServices.MemoryMarshal;",
        ];
        if (width > 128)
        {
            int half = width / 2;
            usings.AddRange([$"using {V2} = {intrinsics}{half};", $"using {F2} = {intrinsics}{half}<float>;", $"using {I2} = {intrinsics}{half}<int>;", $"using {M2} = {lanes}{half};"]);
        }

        return usings;
    }

    private string Free(string name)
    {
        while (!_taken.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
