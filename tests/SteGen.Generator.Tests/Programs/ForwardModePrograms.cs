using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>The programs of the other files in forward mode, and their Jacobians.</summary>
public class ForwardModePrograms
{
    private static readonly ProgramSet s_all = Suite.Of(InForwardMode(
        [.. ControlFlowPrograms.Programs, .. LoopPrograms.Programs, .. MemoryPrograms.Programs, .. StructPrograms.Programs, .. CallPrograms.Programs, .. CustomGradientPrograms.Programs]));

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Jvp_and_Jacobian_agree_with_dual_numbers(string name) => s_all.Check(name);

    private static IEnumerable<TestProgram> InForwardMode(IEnumerable<TestProgram> programs) => programs
        .Select(p => p with { Source = p.Source.Replace("[Differentiable] public", "[Differentiable(Emit = Derivatives.Forward | Derivatives.Jvp | Derivatives.Jacobian)] public", StringComparison.Ordinal), HasSingle = false })
        .Where(p => p.Source.Contains("Derivatives.Jvp", StringComparison.Ordinal));
}
