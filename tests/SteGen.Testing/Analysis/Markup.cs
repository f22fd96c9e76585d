using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.Testing;

/// <summary>A place where a diagnostic is expected; any id where <see cref="Id"/> is null.</summary>
public sealed record Mark(string? Id, TextSpan Span);

/// <summary>
/// C# with expectations in it: <c>[|…|]</c> expects some diagnostic of the analyzer at exactly this text, <c>{|STG0001:…|}</c> that one, and <c>{|CS0103:…|}</c> an
/// error of the compiler. Marks nest; two ids at one place are two nested marks.
/// </summary>
public sealed class Markup
{
    private Markup(string code, ImmutableArray<Mark> marks)
    {
        Code = code;
        Marks = marks;
    }

    /// <summary>The text without the marks.</summary>
    public string Code { get; }

    /// <summary>The marks, in the order in which they end.</summary>
    public ImmutableArray<Mark> Marks { get; }

    /// <summary>Separates code and marks.</summary>
    public static Markup Parse(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var code = new StringBuilder(text.Length);
        var marks = ImmutableArray.CreateBuilder<Mark>();
        var open = new Stack<(string? Id, int Start)>();
        for (int i = 0; i < text.Length;)
        {
            if (StartsAt(text, i, "[|"))
            {
                open.Push((null, code.Length));
                i += 2;
            }
            else if (StartsAt(text, i, "{|") && text.IndexOf(':', i) is var colon and > 0 && IsId(text.AsSpan(i + 2, colon - i - 2)))
            {
                open.Push((text[(i + 2)..colon], code.Length));
                i = colon + 1;
            }
            else if (open.Count > 0 && StartsAt(text, i, open.Peek().Id is null ? "|]" : "|}"))
            {
                (string? id, int start) = open.Pop();
                marks.Add(new Mark(id, TextSpan.FromBounds(start, code.Length)));
                i += 2;
            }
            else
            {
                code.Append(text[i++]);
            }
        }

        if (open.Count > 0)
        {
            throw new TestFailure($"The mark {(open.Peek().Id is { } id ? $"{{|{id}:" : "[|")} is not closed.");
        }

        return new Markup(code.ToString(), marks.ToImmutable());
    }

    private static bool StartsAt(string text, int i, string part) => string.CompareOrdinal(text, i, part, 0, part.Length) == 0;

    private static bool IsId(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
