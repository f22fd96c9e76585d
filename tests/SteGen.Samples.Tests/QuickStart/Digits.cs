using System;
using System.IO;
using QuickStart.Digits;

namespace SteGen.Samples.Tests.QuickStart;

/// <summary>The digits, split as the sample splits them.</summary>
internal static class Digits
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz");

    public static (DigitSet Training, DigitSet Test) Split { get; } = DigitSet.Load(Path, seed: 1);
}
