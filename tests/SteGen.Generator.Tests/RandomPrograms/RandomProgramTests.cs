using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using SteGen.Generator.Tests.Programs;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.RandomPrograms;

/// <summary>
/// Methods that nobody wrote, against dual numbers, against differences where they are smooth, and their members against each other. Compiled in batches; what fails is shrunk, in batches too.
/// A long run: STEGEN_RANDOM_PROGRAMS says how many, STEGEN_RANDOM_SEED where to start, STEGEN_RANDOM_LOG the file that tells how far it is.
/// </summary>
public class RandomProgramTests
{
    private const int BatchSize = 50, MostShrinks = 8, MostReports = 5;

    private static readonly Gen<int[]> s_choices = Gen.Choose(20, 220).SelectMany(length => Gen.ArrayOf(Gen.Choose(0, 5039), length));

    [Fact]
    public void Random_programs_agree()
    {
        int count = Number("STEGEN_RANDOM_PROGRAMS", 30), seed = Number("STEGEN_RANDOM_SEED", 1);
        var reports = new List<string>();
        for (int done = 0; done < count && reports.Count < MostReports; done += BatchSize)
        {
            List<int[]> batch = [.. s_choices.Sample(50, new Rnd((ulong)seed, (ulong)((2 * done) + 1)), Math.Min(BatchSize, count - done))];
            foreach ((int[] Choices, string Message) failure in Failures(batch, batch.Count).Take(MostReports - reports.Count))
            {
                Tell($"seed {seed}, batch {done}, as found: {failure.Message}");
                reports.Add($"Seed {seed}, batch {done}: {Shrunk(failure)}");
            }

            Tell($"seed {seed}: {Math.Min(done + BatchSize, count)} of {count} programs, {reports.Count} failures");
        }

        Assert.True(reports.Count == 0, string.Join("\n\n========\n\n", reports));
    }

    /// <summary>A long run tells how far it is, and each failure before it is shrunk: shrinking compiles hundreds of programs.</summary>
    private static void Tell(string progress)
    {
        if (Environment.GetEnvironmentVariable("STEGEN_RANDOM_LOG") is { Length: > 0 } log)
        {
            File.AppendAllText(log, $"{DateTime.Now:HH:mm:ss} {progress}\n");
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    /// <summary>Programs that fail, with what is wrong, the first few.</summary>
    private static List<(int[] Choices, string Message)> Failures(IReadOnlyList<int[]> programs, int most)
    {
        ProgramSet set = Suite.Of(programs.Select((choices, k) => ProgramMaker.Make("Random " + k, choices)));
        var failures = new List<(int[], string)>();
        foreach ((string name, int[] choices) in set.Names.Zip(programs))
        {
            try
            {
                set.Check(name);
            }
            catch (TestFailure failure)
            {
                failures.Add((choices, failure.Message));
                if (failures.Count == most)
                {
                    break;
                }
            }
        }

        return failures;
    }

    /// <summary>A smaller program that fails, by FsCheck's own way to shrink a list of numbers.</summary>
    private static string Shrunk((int[] Choices, string Message) failure)
    {
        for (int round = 0; round < MostShrinks; round++)
        {
            string text = ProgramMaker.Make("", failure.Choices).Source;
            List<int[]> smaller = [.. Smaller(failure.Choices).Where(c => ProgramMaker.Make("", c).Source is var other && other != text && other.Length <= text.Length).Take(BatchSize)];
            if (smaller.Count == 0 || Failures(smaller, 1) is not [var next])
            {
                break;
            }

            failure = next;
        }

        return failure.Message;
    }

    private static IEnumerable<int[]> Smaller(int[] choices) => ArbMap.Default.ArbFor<int[]>().Shrinker(choices).Where(c => c.All(x => x >= 0));
}
