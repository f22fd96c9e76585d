using System;
using System.Collections.Generic;

namespace SteGen.Samples.Tests.Readme;

/// <summary>A fenced block of a Markdown page.</summary>
/// <param name="Language">What stands behind the opening fence.</param>
/// <param name="Line">The line of the opening fence, counted from 1.</param>
/// <param name="Text">Its lines, each with a line feed.</param>
internal sealed record MarkdownBlock(string Language, int Line, string Text)
{
    private const string Fence = "```";

    public static List<MarkdownBlock> Of(string page)
    {
        var blocks = new List<MarkdownBlock>();
        string[] lines = page.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal)) continue;
            int end = Array.IndexOf(lines, Fence, i + 1);
            if (end < 0) throw new FormatException($"The block at line {i + 1} has no end.");
            blocks.Add(new MarkdownBlock(lines[i][Fence.Length..].Trim(), i + 1, string.Concat(Array.ConvertAll(lines[(i + 1)..end], l => l + "\n"))));
            i = end;
        }

        return blocks;
    }
}
