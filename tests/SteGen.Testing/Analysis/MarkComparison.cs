using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.Testing;

/// <summary>Marks against diagnostics: each mark has exactly one diagnostic with its span and id, and nothing is left over.</summary>
internal static class MarkComparison
{
    public static void AssertEqual(string when, IReadOnlyDictionary<string, Markup> files, ImmutableArray<Diagnostic> reported)
    {
        var left = reported.ToList();
        var missing = new List<(string File, Mark Mark)>();

        // Marks with an id choose first, so that a mark for any id does not take what another one names.
        foreach ((string file, Mark mark) in files.SelectMany(f => f.Value.Marks.Select(m => (f.Key, m))).OrderBy(m => m.m.Id is null))
        {
            int found = left.FindIndex(d => FileOf(d) == file
                && d.Location.SourceSpan == mark.Span
                && (mark.Id is null ? !d.Id.StartsWith("CS", System.StringComparison.Ordinal) : mark.Id == d.Id));
            if (found >= 0)
            {
                left.RemoveAt(found);
            }
            else
            {
                missing.Add((file, mark));
            }
        }

        if (missing.Count == 0 && left.Count == 0)
        {
            return;
        }

        var text = new StringBuilder(when);
        foreach ((string file, Mark mark) in missing)
        {
            text.Append($"\n  missing:    {mark.Id ?? "a diagnostic"} at {Place(SourceText.From(files[file].Code), mark.Span, file)}");
        }

        foreach (Diagnostic diagnostic in left)
        {
            text.Append($"\n  unexpected: {diagnostic.Id} at ");
            text.Append(diagnostic.Location.SourceTree is { } tree
                ? Place(tree.GetText(), diagnostic.Location.SourceSpan, FileOf(diagnostic) ?? tree.FilePath)
                : "no location");
            text.Append($"\n              {diagnostic.Severity}: {diagnostic.GetMessage()}");
        }

        throw new TestFailure(text.ToString());
    }

    private static string? FileOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree ? System.IO.Path.GetFileName(tree.FilePath) : null;

    private static string Place(SourceText text, TextSpan span, string file)
    {
        LinePosition start = text.Lines.GetLinePosition(span.Start);
        string line = text.Lines[start.Line].ToString().Trim();
        return $"{file}({start.Line + 1},{start.Character + 1}) '{text.ToString(span)}' in '{line}'";
    }
}
