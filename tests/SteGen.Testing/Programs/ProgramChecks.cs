using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SteGen.Testing;

/// <summary>What is required of every program, in the order in which a failure tells most.</summary>
internal static class ProgramChecks
{
    private const int RandomPoints = 2;

    public static void Run(CompiledProgram program)
    {
        var faults = new List<string>();
        void Try(string check, Action action)
        {
            if (program.Program.Without.Contains(check))
            {
                return;
            }

            try
            {
                action();
            }
            catch (TestFailure failure)
            {
                faults.Add($"{check}: {failure.Message}");
            }
            catch (Exception e)
            {
                faults.Add($"{check}: {e}");
            }
        }

        for (int k = 0; k < RandomPoints + program.Program.Points.Count; k++)
        {
            bool isRandom = k < RandomPoints;
            ImmutableDictionary<string, object>? point = isRandom ? null : program.Program.Points[k - RandomPoints];
            ProgramData Data() => ProgramData.Draw(program.Program, program.Shape, 1 + k, point);
            string at = isRandom ? $"random data {k + 1}" : $"point {k - RandomPoints + 1} ({string.Join(", ", point!.Select(p => $"{p.Key} = {SameBits.Text(p.Value)}"))})";
            Try("value at " + at, () => ValueCheck.Run(program, Data()));
            Try("gradient at " + at, () => GradientCheck.Run(program, Data(), againstDifferences: isRandom && !program.Program.HasKinks));
            Try("forward mode at " + at, () => JvpCheck.Run(program, Data()));
            Try("Jacobian at " + at, () => JacobianCheck.Run(program, Data()));
            if (isRandom && !program.Program.HasKinks)
            {
                Try("Hessian at " + at, () => HessianCheck.Run(program, Data()));
            }

            Try("members at " + at, () => AgreementCheck.Run(program, Data()));
            if (faults.Count > 0)
            {
                break;
            }
        }

        Try("batch", () => BatchCheck.Run(program));
        Try("batch in forward mode", () => JvpBatchCheck.Run(program));
        Try("refusals", () => RefusalCheck.Run(program, ProgramData.Draw(program.Program, program.Shape, 1)));
        Try("allocation", () => AllocationCheck.Run(program, ProgramData.Draw(program.Program, program.Shape, 1)));
        if (faults.Count > 0)
        {
            throw new TestFailure($"{program.Program.Name}\n{program.Program.Source}\n\n{string.Join("\n\n", faults)}{Dump(program)}");
        }
    }

    /// <summary>The generated text, where the one who runs the test asks for it.</summary>
    private static string Dump(CompiledProgram program) =>
        Environment.GetEnvironmentVariable("STEGEN_SHOW_GENERATED") is not null ? "\n\n" + program.GeneratedText : "";
}
