using System;
using Microsoft.CodeAnalysis;

namespace SteGen.Testing;

/// <summary>Holds every generated member of one program against the program itself, dual numbers, differences, and each other.</summary>
public static class GradientOracle
{
    /// <param name="generator">The generator under test.</param>
    /// <param name="source">Members of a static class, one of them marked <c>[Differentiable]</c>.</param>
    /// <param name="with">What the data are to be like.</param>
    public static void Check(IIncrementalGenerator generator, string source, Func<TestProgram, TestProgram>? with = null)
    {
        var program = new TestProgram("Program", source) { HasSingle = false };
        new ProgramSet(generator, [with is null ? program : with(program)]).Check(program.Name);
    }
}
