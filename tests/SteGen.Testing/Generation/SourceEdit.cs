using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.Testing;

/// <summary>One edit of a person in an editor, described so that a failed test can say what was typed.</summary>
public sealed class SourceEdit
{
    private readonly string _description;
    private readonly Func<CSharpCompilation, CSharpCompilation> _apply;

    private SourceEdit(string description, Func<CSharpCompilation, CSharpCompilation> apply)
    {
        _description = description;
        _apply = apply;
    }

    /// <summary>Replaces the one occurrence of a text.</summary>
    public static SourceEdit Replace(string oldText, string newText) => new($"replace '{oldText}' by '{newText}'", compilation =>
    {
        var trees = compilation.SyntaxTrees.Where(t => t.ToString().Contains(oldText, StringComparison.Ordinal)).ToList();
        if (trees.Count != 1)
        {
            throw new TestFailure($"The edit needs '{oldText}' in exactly one file; it is in {trees.Count}.");
        }

        string text = trees[0].ToString();
        int at = text.IndexOf(oldText, StringComparison.Ordinal);
        if (text.IndexOf(oldText, at + 1, StringComparison.Ordinal) >= 0)
        {
            throw new TestFailure($"The edit needs '{oldText}' exactly once.");
        }

        // As an incremental change, which is what an editor sends: the unchanged part of the tree is reused.
        SourceText changed = trees[0].GetText().WithChanges(new TextChange(new TextSpan(at, oldText.Length), newText));
        return compilation.ReplaceSyntaxTree(trees[0], trees[0].WithChangedText(changed));
    });

    /// <summary>Appends text to the first file.</summary>
    public static SourceEdit Append(string text) => new($"append '{text}'", compilation =>
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        SourceText old = tree.GetText();
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(old.WithChanges(new TextChange(new TextSpan(old.Length, 0), text))));
    });

    /// <summary>Adds a file.</summary>
    public static SourceEdit AddFile(string text, string path = "Added.cs") => new($"add the file {path}", compilation =>
        compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options, path)));

    internal CSharpCompilation Apply(CSharpCompilation compilation) => _apply(compilation);

    /// <inheritdoc />
    public override string ToString() => _description;
}
