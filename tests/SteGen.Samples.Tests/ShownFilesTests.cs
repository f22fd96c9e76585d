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

namespace SteGen.Samples.Tests;

/// <summary>
/// Beside a sample stands what the generator writes for its central method, in <c>Generated</c>, to be read. Set <c>STEGEN_ACCEPT_SNAPSHOTS=1</c> to take over what it writes now, and read the difference.
/// </summary>
public class ShownFilesTests
{
    [Theory]
    [InlineData("BinaryNet", "BinaryNetwork.Loss")]
    [InlineData("Greeks", "Options.Call")]
    [InlineData("BundleAdjust", "Projection.Residual")]
    [InlineData("GumbelSelect", "SelectionModel.Loss")]
    [InlineData("Quantize", "LearnedSteps.Loss")]
    [InlineData("VqVae", "Autoencoder.Loss")]
    [InlineData("WorldModel", "LatentModel.Loss")]
    public void TheGeneratedFilesStandBesideTheSample(string sample, string method)
    {
        string folder = Repository.File("samples", sample), shown = Path.Combine(folder, "Generated");
        var options = new HarnessOptions { LanguageVersion = LanguageVersion.Latest, References = [MetadataReference.CreateFromFile(typeof(AnsiConsole).Assembly.Location)] };
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Repository.File("samples", "Shared"), "*.cs", SearchOption.AllDirectories))
            .Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar)[0].Equals("obj", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Dictionary<string, string> written = GeneratorHarness.Create<SteGenGenerator>(options).Run(files.Select(f => (f, File.ReadAllText(f)))).AssertCompiles().Texts
            .Where(t => t.Key.Split('(')[0].EndsWith("." + method, StringComparison.Ordinal) && !t.Key.EndsWith("256.g.cs", StringComparison.Ordinal) && !t.Key.EndsWith("128.g.cs", StringComparison.Ordinal) && !t.Key.EndsWith(".body.g.cs", StringComparison.Ordinal))
            .ToDictionary(t => method + (t.Key.EndsWith("512.g.cs", StringComparison.Ordinal) ? ".Vector512" : "") + ".g.cs.txt", t => t.Value, StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable(Verifier.AcceptVariable) == "1")
        {
            Directory.CreateDirectory(shown);
            foreach ((string name, string text) in written)
            {
                File.WriteAllText(Path.Combine(shown, name), text);
            }
        }

        Assert.NotEmpty(written);
        Assert.Equal(written.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(shown).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        foreach ((string name, string text) in written)
        {
            Assert.Equal(text, File.ReadAllText(Path.Combine(shown, name)), ignoreLineEndingDifferences: true);
        }
    }
}
