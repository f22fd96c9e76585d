using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace SteGen.Testing.Tests;

/// <summary>The snapshot kit, on a directory of its own: each test plays the part of a test file <c>Case.cs</c> there.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("snapshots").FullName;
    private readonly string? _ci = Environment.GetEnvironmentVariable("CI");
    private readonly GeneratorDriver _driver = GeneratorHarness.Create<GreetingGenerator>().Run("class ANamed { }").Driver;

    public VerifierTests() => Environment.SetEnvironmentVariable("CI", "1");

    private string Case => Path.Combine(_directory, "Case.cs");

    private string Verified => Path.Combine(_directory, "Snapshots", "Case.Greets#ANamed.g.verified.cs");

    private string Received => Path.Combine(_directory, "Snapshots", "Case.Greets#ANamed.g.received.cs");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("CI", _ci);
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task ANewSnapshotFailsAndIsWrittenAsReceived()
    {
        await Assert.ThrowsAsync<TestFailure>(() => Verifier.Verify(_driver, Case, "Greets"));

        byte[] bytes = File.ReadAllBytes(Received);
        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, bytes[..3]);
        Assert.StartsWith("//HintName: ANamed.g.cs\ninternal static class", Encoding.UTF8.GetString(bytes[3..]));
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.False(File.Exists(Verified));
    }

    [Fact]
    public async Task AnAcceptedSnapshotPassesAndTheReceivedFileGoes()
    {
        await Assert.ThrowsAsync<TestFailure>(() => Verifier.Verify(_driver, Case, "Greets"));
        File.Copy(Received, Verified);

        await Verifier.Verify(_driver, Case, "Greets");

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public async Task ADifferenceNamesTheLine()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Verified)!);
        File.WriteAllText(Verified, "//HintName: ANamed.g.cs\r\ninternal static class Other\r\n");

        TestFailure failure = await Assert.ThrowsAsync<TestFailure>(() => Verifier.Verify(_driver, Case, "Greets"));

        Assert.Contains("line 2", failure.Message);
        Assert.Contains("verified: internal static class Other", failure.Message);
    }

    [Fact]
    public async Task AVerifiedFileThatIsNoLongerProducedFails()
    {
        await Assert.ThrowsAsync<TestFailure>(() => Verifier.Verify(_driver, Case, "Greets"));
        File.Copy(Received, Verified);
        File.WriteAllText(Path.Combine(_directory, "Snapshots", "Case.Greets#Gone.g.verified.cs"), "//HintName: Gone.g.cs\n");
        File.WriteAllText(Path.Combine(_directory, "Snapshots", "Case.GreetsMore#Other.g.verified.cs"), "of another test\n");

        TestFailure failure = await Assert.ThrowsAsync<TestFailure>(() => Verifier.Verify(_driver, Case, "Greets"));

        Assert.Contains("No longer produced", failure.Message);
        Assert.Contains("Gone", failure.Message);
        Assert.DoesNotContain("GreetsMore", failure.Message);
    }

    [Fact]
    public async Task TextsAreComparedToo()
    {
        await Assert.ThrowsAsync<TestFailure>(() => Verifier.Verify("one\n", "txt", Case, "Text"));
        File.Move(Path.Combine(_directory, "Snapshots", "Case.Text.received.txt"), Path.Combine(_directory, "Snapshots", "Case.Text.verified.txt"));

        await Verifier.Verify("one\r\n", "txt", Case, "Text");
    }
}
