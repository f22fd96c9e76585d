using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Sets of programs under this generator.</summary>
internal static class Suite
{
    public static ProgramSet Of(params IEnumerable<TestProgram> programs) => new(new SteGenGenerator(), programs)
    {
        Explain = static (compilation, method) =>
        {
            AttributeData attribute = method.GetAttributes().First(a => a.AttributeClass?.Name == nameof(DifferentiableAttribute));
            LoweringResult result = new SteGen.Generator.FrontEnd(compilation).Lower(method, attribute, default);
            return string.Join("\n", result.Problems.Select(p => p.ToString()));
        },
    };

    /// <summary>Every program in float as well: a minute more, for the long run.</summary>
    private static readonly bool s_all = Environment.GetEnvironmentVariable("STEGEN_ALL_PROGRAMS") == "1";

    /// <summary>The same with forward mode beside the default members; in float only where all programs are asked for.</summary>
    public static ProgramSet InBothModes(params IEnumerable<TestProgram> programs) => Of(programs.Select(p => p with
    {
        HasSingle = p.HasSingle && s_all,
        Source = p.Source.Replace("[Differentiable] public", "[Differentiable(Emit = Derivatives.Default | Derivatives.Jvp)] public", StringComparison.Ordinal),
    }));

    /// <summary>Large programs: the kinds of members take turns, where not all programs are asked for.</summary>
    public static ProgramSet InTurns(params IEnumerable<TestProgram> programs) => s_all ? InBothModes(programs) : Of(programs.Select((p, k) => p with
    {
        HasSingle = false,
        Source = p.Source.Replace("[Differentiable] public", $"[Differentiable(Emit = {s_turns[k % s_turns.Length]})] public", StringComparison.Ordinal),
    }));

    private static readonly string[] s_turns =
    [
        "Derivatives.Forward | Derivatives.Gradient | Derivatives.Backward | Derivatives.Tape",
        "Derivatives.Forward | Derivatives.Backward | Derivatives.Jvp",
        "Derivatives.Default",
    ];

    public static TheoryData<string> NamesOf(ProgramSet set) => [.. set.Names];
}
