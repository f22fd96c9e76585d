using System;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace SteGen.Package.Tests;

/// <summary>Clean projects that know nothing but the package: built with warnings as errors in one go, then run.</summary>
[Collection(PackageCollection.Name)]
public class ConsumerTests(PackageFixture package, ITestOutputHelper output)
{
    [Fact]
    public void TheyBuildWithoutAWarningAndTheirGradientsAreRight()
    {
        string folder = Path.Combine(package.Folder, "consumers");
        foreach (Consumer consumer in Consumer.All)
        {
            consumer.WriteTo(folder, package.Version);
        }

        // a solution of them all: one restore, one build
        File.WriteAllText(Path.Combine(folder, "All.slnx"), $"<Solution>{string.Concat(Consumer.All.Select(c => $"<Project Path=\"{c.Name}/{c.Name}.csproj\" />"))}</Solution>\n");
        DotNet.Run(folder, "build", "All.slnx", "-c", "Release", "-warnaserror", "--nologo", "-v", "q").AssertSuccess();
        foreach (Consumer consumer in Consumer.All.Where(c => c.Runs))
        {
            DotNet.Result result = DotNet.Run(folder, Path.Combine(folder, consumer.Name, "bin", "Release", "net10.0", consumer.Name + ".dll"));
            Assert.True(result.ExitCode == 0, $"{consumer.Name}: {result.Output}");
            Assert.Equal(Consumer.Says, result.Output);
        }
    }

    [Fact]
    public void TheAnalyzerReportsAndAFixMends()
    {
        string folder = new Consumer("Diagnosed", Program: Consumer.Unmarked, Properties: "").WriteTo(package.Folder, package.Version);
        DotNet.Result build = DotNet.Run(folder, "build", "-c", "Release", "--nologo");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("error STG0100", build.Output);
        DotNet.Run(folder, "format", "analyzers", "--diagnostics", "STG0100", "--severity", "error", "--no-restore").AssertSuccess();
        Assert.Contains("static partial class Model", File.ReadAllText(Path.Combine(folder, "Program.cs")));
        Assert.Equal(Consumer.Says, DotNet.Run(folder, "run", "-c", "Release", "--no-restore").AssertSuccess().Output);
    }

    [Fact]
    public void Trimmed() => Publish("Trimmed", "<PublishTrimmed>true</PublishTrimmed><SelfContained>true</SelfContained><TrimMode>full</TrimMode>");

    [Fact]
    public void CompiledAheadOfTime() => Publish("Ahead", "<PublishAot>true</PublishAot><IlcInstructionSet>native</IlcInstructionSet>");

    [Fact]
    public void WithoutAnInstructionSetThePackageExplainsIt()
    {
        string folder = new Consumer("Unexplained", Program: Consumer.Ordinary, Properties: "<PublishAot>true</PublishAot>").WriteTo(package.Folder, package.Version);
        // the target alone: it needs no packs
        DotNet.Result said = DotNet.Run(folder, "msbuild", "-restore", "-t:SteGenExplainInstructionSet", "-p:RuntimeIdentifier=linux-x64", "-nologo");
        if (NotServed(said)) return;
        Assert.Contains("warning STEGEN001", said.AssertSuccess().Output);
        Assert.DoesNotContain("STEGEN001", DotNet.Run(folder, "msbuild", "-t:SteGenExplainInstructionSet", "-p:RuntimeIdentifier=linux-x64", "-p:IlcInstructionSet=x86-64-v3", "-nologo").AssertSuccess().Output);
    }

    private void Publish(string name, string properties)
    {
        string folder = new Consumer(name, Program: Consumer.Ordinary, properties).WriteTo(package.Folder, package.Version);
        string runtime = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        DotNet.Result publish = DotNet.Run(folder, "publish", "-c", "Release", "-r", runtime, "-o", "out", "-warnaserror", "--nologo");
        if (NotServed(publish)) return;
        publish.AssertSuccess();
        Assert.Equal(Consumer.Says, DotNet.Start(Path.Combine(folder, "out", name), folder).AssertSuccess().Output);
    }

    /// <summary>Packs of the framework that cannot be had here, or no linker for native code: nothing about the package.</summary>
    private bool NotServed(DotNet.Result result)
    {
        if (result.ExitCode == 0) return false;
        string? why = new[] { "NU1101", "NU1102", "NU1301", "NETSDK1112", "Platform linker" }.FirstOrDefault(c => result.Output.Contains(c, StringComparison.Ordinal));
        if (why is null) return false;
        output.WriteLine($"Not shown here ({why}):\n{result.Output}");
        return true;
    }
}
