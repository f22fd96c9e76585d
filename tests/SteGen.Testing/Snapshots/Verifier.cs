using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace SteGen.Testing;

/// <summary>
/// Snapshot tests in the conventions of Verify and Verify.SourceGenerators: <c>Snapshots/Class.Method#Hint.g.verified.cs</c> beside the test file, first line
/// <c>//HintName: Hint.g.cs</c>, UTF-8 with byte order mark, line feeds. On a mismatch the text is written beside it as <c>.received.cs</c>, a diff tool is
/// started (not where the environment variable <c>CI</c> is set), and the test fails. A verified file that is no longer produced fails as well.
/// </summary>
/// <remarks>
/// Nothing is accepted by itself. To take over everything that a run produces, set <c>STEGEN_ACCEPT_SNAPSHOTS=1</c> for that run, then <em>read the diff</em>:
/// a snapshot says only that the text did not change; that it is right must be shown by a test that executes it.
/// </remarks>
public static class Verifier
{
    /// <summary>The environment variable that turns received texts into verified ones.</summary>
    public const string AcceptVariable = "STEGEN_ACCEPT_SNAPSHOTS";

    /// <summary>Compares everything that the generators of <paramref name="driver"/> produced in their last run.</summary>
    public static Task Verify(GeneratorDriver driver, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "") =>
        Verify(driver.GetRunResult(), sourceFile, method);

    /// <summary>Compares everything in <paramref name="result"/>: the sources, and the diagnostics if there are any.</summary>
    public static Task Verify(GeneratorDriverRunResult result, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        var set = new SnapshotSet(sourceFile, method);
        foreach (GeneratedSourceResult source in result.Results.SelectMany(r => r.GeneratedSources).OrderBy(s => s.HintName, StringComparer.Ordinal))
        {
            set.Add($"#{SnapshotSet.FileNameOf(source.HintName)}", "cs", $"//HintName: {source.HintName}\n{source.SourceText}");
        }

        if (!result.Diagnostics.IsEmpty)
        {
            set.Add("", "txt", string.Join("\n", result.Diagnostics.Select(d => d.ToString()).Order(StringComparer.Ordinal)) + "\n");
        }

        return set.CompareAsync();
    }

    /// <summary>Compares one text, in <c>Snapshots/Class.Method.verified.txt</c>.</summary>
    public static Task Verify(string text, string extension = "txt", [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        var set = new SnapshotSet(sourceFile, method);
        set.Add("", extension, text);
        return set.CompareAsync();
    }
}
