using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Generator;
using SteGen.Testing;
using Spectre.Console;
using Xunit;

namespace SteGen.Samples.Tests.QuickStart;

/// <summary>
/// <c>samples/QuickStart/Generated</c> shows readers what the generator writes for the sample. Set <c>STEGEN_ACCEPT_SNAPSHOTS=1</c> to take over what it writes now,
/// and read the difference.
/// </summary>
public class GeneratedFilesTests
{
    private static readonly string s_sample = Repository.File("samples", "QuickStart");
    private static readonly string s_shown = Path.Combine(s_sample, "Generated");

    [Fact]
    public void TheGeneratedFilesStandBesideTheSample()
    {
        Dictionary<string, string> written = Generate().Where(t => IsShown(t.Key)).ToDictionary(t => FileNameOf(t.Key), t => t.Value, StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable(Verifier.AcceptVariable) == "1")
        {
            Accept(written);
        }

        Assert.Equal(written.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(s_shown, "*.g.cs.txt").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        foreach ((string name, string text) in written)
        {
            Assert.Equal(text, File.ReadAllText(Path.Combine(s_shown, name)), ignoreLineEndingDifferences: true);
        }
    }

    private static IReadOnlyDictionary<string, string> Generate()
    {
        var options = new HarnessOptions
        {
            LanguageVersion = LanguageVersion.Latest,
            References = [MetadataReference.CreateFromFile(typeof(AnsiConsole).Assembly.Location)],
        };
        string[] folders = ["Articles", "Digits", "Networks", "Training"];
        IEnumerable<string> files = folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(s_sample, f), "*.cs")).Order(StringComparer.Ordinal);
        return GeneratorHarness.Create<SteGenGenerator>(options).Run(files.Select(f => (f, File.ReadAllText(f)))).AssertCompiles().Texts;
    }

    private static void Accept(Dictionary<string, string> written)
    {
        Directory.CreateDirectory(s_shown);
        foreach (string old in Directory.EnumerateFiles(s_shown, "*.g.cs.txt"))
        {
            File.Delete(old);
        }

        foreach ((string name, string text) in written)
        {
            File.WriteAllText(Path.Combine(s_shown, name), text);
        }
    }

    /// <summary>What readers are shown: not the narrower widths, which are the same text, and not the encoded bodies for other assemblies.</summary>
    private static bool IsShown(string hintName) =>
        !hintName.EndsWith(".Vector256.g.cs", StringComparison.Ordinal) && !hintName.EndsWith(".Vector128.g.cs", StringComparison.Ordinal) && !hintName.EndsWith(".body.g.cs", StringComparison.Ordinal);

    /// <summary>A hint name carries the parameter types; overloads do not occur here, so the method's name is enough for a reader.</summary>
    private static string FileNameOf(string hintName) =>
        hintName.Split('(')[0]["QuickStart.".Length..] + (hintName.EndsWith(".Vector512.g.cs", StringComparison.Ordinal) ? ".Vector512.g.cs.txt" : ".g.cs.txt");
}
