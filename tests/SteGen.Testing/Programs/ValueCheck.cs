using System;
using System.Collections.Generic;
using System.Linq;

namespace SteGen.Testing;

/// <summary><c>FForward</c> computes what the method computes: bit for bit where the program says so, else to the accuracy of its elementary functions.</summary>
internal static class ValueCheck
{
    public static void Run(CompiledProgram program, ProgramData data)
    {
        if (program.Member("Forward") is not { } forward)
        {
            return;
        }

        Dictionary<string, object?> expected = program.Shape.ResultsOf(program.Reference.Call(data.Self, data.Argument));
        Dictionary<string, object?> actual = program.Shape.ResultsOf(forward.Call(data.Self, data.Argument));
        if (program.Program.ForbiddenInForward.FirstOrDefault(w => program.ForwardText.Contains(w, StringComparison.Ordinal)) is { } word)
        {
            throw new TestFailure($"{forward.Name} computes {word}:\n{program.ForwardText}");
        }

        foreach ((string name, object? value) in expected)
        {
            if (program.Program.IsExact)
            {
                SameBits.Require(value, actual[name], $"{forward.Name}: {name}");
                continue;
            }

            List<Dual> e = Reals.Read(value), a = Reals.Read(actual[name]);
            double scale = e.Select(x => Math.Abs(x.Value)).Where(double.IsFinite).DefaultIfEmpty(0).Max();
            double tolerance = program.IsSingle ? 1e-5 : 1e-12;
            for (int i = 0; i < e.Count; i++)
            {
                if (!SameBits.Of(e[i].Value, a[i].Value) && !(Math.Abs(e[i].Value - a[i].Value) <= tolerance * (Math.Abs(e[i].Value) + (0.1 * scale))))
                {
                    throw new TestFailure($"{forward.Name}: {name}[{i}] is {SameBits.Text(a[i].Value)}, the method gives {SameBits.Text(e[i].Value)}.");
                }
            }

            if (e.Count == 0)
            {
                SameBits.Require(value, actual[name], $"{forward.Name}: {name}");
            }
        }
    }
}
