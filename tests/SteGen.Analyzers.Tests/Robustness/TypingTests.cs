using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Testing;
using Xunit;
using Xunit.Abstractions;

namespace SteGen.Analyzers.Tests.Robustness;

/// <summary>
/// Every file with a differentiable method, of the samples and of the numeric programs, is typed in and has tokens deleted while generator and analyzer look on. A few places of each file in every
/// run; <c>STEGEN_TYPING=1</c> takes every character, <c>STEGEN_TYPING=7</c> every seventh.
/// </summary>
public sealed class TypingTests(ITestOutputHelper output)
{
    private const int PlacesPerFile = 2;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET10_0", "NET10_0_OR_GREATER"]);

    private static int? Stride =>
        int.TryParse(Environment.GetEnvironmentVariable("STEGEN_TYPING"), NumberStyles.None, CultureInfo.InvariantCulture, out int stride) && stride > 0 ? stride : null;

    public static TheoryData<string> Folders
    {
        get
        {
            TheoryData<string> folders = [];
            foreach (string folder in OwnCodeTests.Folders)
            {
                // The numeric programs are many, and bound anew at each step: only where a stride asks for them.
                if (folder != "src/SteGen" && (Stride is not null || folder != "tests/SteGen.Numbers.Tests"))
                {
                    folders.Add(folder);
                }
            }

            return folders;
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public Task TypedIn(string folder) => Edit(folder, (text, stride) => Places(text.Length, stride).Select(end => text[..end]));

    [Theory]
    [MemberData(nameof(Folders))]
    public Task TokensDeleted(string folder) => Edit(folder, (text, stride) =>
    {
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(text, s_options).GetRoot().DescendantTokens().Where(t => t.Span.Length > 0)];
        return Places(tokens.Length - 1, stride is null ? null : 1).Select(k => text.Remove(tokens[k].SpanStart, tokens[k].Span.Length));
    });

    private async Task Edit(string folder, Func<string, int?, IEnumerable<string>> versions)
    {
        SyntaxTree[] trees = [.. OwnCodeTests.Files(folder).Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), s_options, f))];
        Edited project = new(trees, s_options, FrameworkReferences.User);
        foreach (SyntaxTree tree in trees)
        {
            string text = tree.ToString();
            if (!text.Contains("[Differentiable", StringComparison.Ordinal))
            {
                continue;
            }

            SyntaxTree current = tree;
            foreach (string version in versions(text, Stride))
            {
                current = await project.Change(current, version);
            }

            await project.Change(current, text);
        }

        output.WriteLine($"{folder}: {project.Steps} versions, longest pause {project.LongestPause.TotalMilliseconds:F0} ms, longest analysis {project.LongestAnalysis.TotalMilliseconds:F0} ms");
    }

    /// <summary>With a stride every so many; else a few, at places that look random and are always the same.</summary>
    private static IEnumerable<int> Places(int count, int? stride)
    {
        if (stride is { } every)
        {
            for (int k = 1; k <= count; k += every)
            {
                yield return k;
            }

            yield break;
        }

        Random random = new(count);
        foreach (int place in Enumerable.Range(0, PlacesPerFile).Select(_ => random.Next(1, count + 1)).Order())
        {
            yield return place;
        }
    }
}
