using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using DiffEngine;

namespace SteGen.Testing;

/// <summary>All snapshot files of one test: what it produced now against what stands on disk.</summary>
internal sealed class SnapshotSet
{
    private static readonly UTF8Encoding s_utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    private readonly string _directory;
    private readonly string _prefix;
    private readonly List<(string Name, string Extension, string Text)> _texts = [];

    public SnapshotSet(string sourceFile, string method)
    {
        _directory = Path.Combine(Path.GetDirectoryName(sourceFile)!, "Snapshots");
        _prefix = $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}";
    }

    /// <summary>A hint name as part of a file name: without its <c>.cs</c>, and without what some file system refuses.</summary>
    public static string FileNameOf(string hintName)
    {
        string name = hintName.EndsWith(".cs", StringComparison.Ordinal) ? hintName[..^3] : hintName;
        foreach (char refused in "<>:\"/\\|?*")
        {
            name = name.Replace(refused, '_');
        }

        return name;
    }

    public void Add(string suffix, string extension, string text) => _texts.Add((_prefix + suffix, extension, Normalize(text)));

    public async Task CompareAsync()
    {
        bool accept = Environment.GetEnvironmentVariable(Verifier.AcceptVariable) == "1";
        var complaints = new List<string>();
        var produced = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, string extension, string text) in _texts)
        {
            string verified = Path.Combine(_directory, $"{name}.verified.{extension}");
            string received = Path.Combine(_directory, $"{name}.received.{extension}");
            if (!produced.Add(verified))
            {
                complaints.Add($"Produced twice: {verified}");
                continue;
            }

            string? expected = File.Exists(verified) ? Normalize(await File.ReadAllTextAsync(verified)) : null;
            if (expected == text)
            {
                File.Delete(received);
            }
            else if (accept)
            {
                Directory.CreateDirectory(_directory);
                await File.WriteAllTextAsync(verified, text, s_utf8WithMark);
                File.Delete(received);
            }
            else
            {
                Directory.CreateDirectory(_directory);
                await File.WriteAllTextAsync(received, text, s_utf8WithMark);
                await LaunchDiffToolAsync(received, verified);
                complaints.Add(expected is null ? $"New, not verified yet: {received}" : $"Differs: {received}\n{FirstDifference(expected, text)}");
            }
        }

        foreach (string stale in VerifiedFilesOfThisTest().Where(f => !produced.Contains(f)))
        {
            if (accept)
            {
                File.Delete(stale);
            }
            else
            {
                complaints.Add($"No longer produced: {stale}");
            }
        }

        if (complaints.Count > 0)
        {
            throw new TestFailure(string.Join("\n", complaints));
        }
    }

    private IEnumerable<string> VerifiedFilesOfThisTest() =>
        !Directory.Exists(_directory)
            ? []
            : Directory.EnumerateFiles(_directory)
                .Where(f => Path.GetFileName(f) is var name
                    && (name.StartsWith(_prefix + "#", StringComparison.Ordinal) || name.StartsWith(_prefix + ".verified.", StringComparison.Ordinal))
                    && name.Contains(".verified.", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal);

    private static async Task LaunchDiffToolAsync(string received, string verified)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            await DiffRunner.LaunchForTextAsync(received, verified);
        }
    }

    private static string Normalize(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string FirstDifference(string expected, string actual)
    {
        string[] e = expected.Split('\n');
        string[] a = actual.Split('\n');
        int line = 0;
        while (line < e.Length && line < a.Length && e[line] == a[line])
        {
            line++;
        }

        string At(string[] lines) => line < lines.Length ? lines[line] : "<end of file>";
        return $"  line {line + 1}\n  verified: {At(e)}\n  received: {At(a)}";
    }
}
