using System;
using System.Diagnostics;
using Xunit;

namespace SteGen.Numbers.Tests.Agreement;

/// <summary>The results have the same bits at every vector width: the same programs in a child process whose runtime is told that the machine has less.</summary>
public class AgreementTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void A_machine_without_this_gives_the_same_bits(string setting)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [typeof(AgreementTests).Assembly.Location, EntryPoint.Argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[setting] = "0";
        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd(), errors = child.StandardError.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, errors);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(Fingerprint.Compute(), lines);
        Assert.True(lines.Length > 30);
    }
}
