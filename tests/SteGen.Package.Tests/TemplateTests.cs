using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using Xunit;

namespace SteGen.Package.Tests;

/// <summary>The transcript in the README, command by command, as somebody new would type it; what it prints must stand there word for word.</summary>
[Collection(PackageCollection.Name)]
public class TemplateTests(PackageFixture package)
{
    private const string Start = "<!-- transcript -->\n```console\n";

    [Fact]
    public void TheTranscriptOfTheReadmeIsWhatHappens()
    {
        string page = File.ReadAllText(Repository.File("README.md")).ReplaceLineEndings("\n");
        int start = page.IndexOf(Start, StringComparison.Ordinal);
        Assert.True(start >= 0, "The README has no transcript.");
        string[] transcript = page[(start + Start.Length)..page.IndexOf("```", start + Start.Length, StringComparison.Ordinal)].TrimEnd('\n').Split('\n');
        string[] commands = [.. transcript.Where(l => l.StartsWith("$ dotnet ", StringComparison.Ordinal)).Select(l => l["$ dotnet ".Length..])];
        Assert.Equal(4, commands.Length);

        var happened = new List<string>();
        foreach (string command in commands)
        {
            happened.Add("$ dotnet " + command);
            IEnumerable<string> words = command.Split(' ');
            // templates of this run only, from the feed of this run
            if (command.StartsWith("new ", StringComparison.Ordinal)) words = words.Append("--debug:custom-hive").Append(Path.Combine(package.Folder, "hive"));
            if (command.StartsWith("new install", StringComparison.Ordinal)) words = words.Select(w => w == "SteGen" ? $"SteGen@{package.Version}" : w).Append("--nuget-source").Append(package.Feed);
            DotNet.Result result = DotNet.Run(package.Folder, [.. words]).AssertSuccess();
            happened.AddRange(Shown(command, result.Output));
        }

        Assert.Equal(transcript, happened);
        SteppingLeadsIntoTheEmittedFiles(Path.Combine(package.Folder, "Ring", "Ring"));
        Assert.Contains(Directory.EnumerateFiles(Path.Combine(package.Folder, "Ring", "Ring", "Generated"), "*.cs", SearchOption.AllDirectories), f => f.Contains("Ring.Network.Loss", StringComparison.Ordinal));
    }

    /// <summary>What a debugger needs: statements of the gradient have places in a file that lies on disk, and that is the file which was compiled.</summary>
    private static void SteppingLeadsIntoTheEmittedFiles(string project)
    {
        string output = Path.Combine(project, "bin", "Debug", "net10.0");
        using var assembly = new PEReader(File.OpenRead(Path.Combine(output, "Ring.dll")));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.Combine(output, "Ring.pdb")));
        MetadataReader code = assembly.GetMetadataReader(), pdb = provider.GetMetadataReader();
        int stops = 0;
        foreach (MethodDefinitionHandle handle in code.MethodDefinitions.Where(m => code.GetString(code.GetMethodDefinition(m).Name) is var name && (name.StartsWith("LossValueAndGradient", StringComparison.Ordinal) || name.StartsWith("LossLoop", StringComparison.Ordinal))))
        {
            foreach (SequencePoint point in pdb.GetMethodDebugInformation(handle).GetSequencePoints().Where(p => !p.IsHidden))
            {
                Document document = pdb.GetDocument(point.Document);
                string file = pdb.GetString(document.Name);
                Assert.StartsWith(Path.Combine(project, "Generated"), file, StringComparison.Ordinal);
                Assert.Equal(pdb.GetBlobBytes(document.Hash), SHA256.HashData(File.ReadAllBytes(file)));
                stops++;
            }
        }

        Assert.True(stops > 20, $"The gradient has {stops} places to stop at.");
    }

    /// <summary>What the transcript shows of the output: all that a program says, of the tools the line that tells success.</summary>
    private IEnumerable<string> Shown(string command, string output)
    {
        string[] lines = [.. output.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0)];
        return command.Split(' ')[0] switch
        {
            "run" => lines,
            "test" => lines.Where(l => l.StartsWith("Passed!", StringComparison.Ordinal)).Select(l => l.Split(", Duration")[0]),
            _ => lines.Where(l => l.Contains("uccess", StringComparison.Ordinal)).Select(l => l.Replace("@" + package.Version, "", StringComparison.Ordinal)),
        };
    }
}
