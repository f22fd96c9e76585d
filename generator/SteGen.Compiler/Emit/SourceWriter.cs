using System;
using System.Text;

namespace SteGen.Compiler.Emit;

/// <summary>Text with indentation. Line ends are LF on every machine.</summary>
public sealed class SourceWriter
{
    private readonly StringBuilder _text = new();

    public int Indent { get; set; }

    public void Line()
    {
        _text.Append('\n');
    }

    /// <summary>One line, or several when the text holds line ends; each is indented.</summary>
    public void Line(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', Indent * 4).Append(line);
            }

            _text.Append('\n');
        }
    }

    /// <summary>An opening brace, deeper text, a closing brace.</summary>
    public void Block(Action body) => Block(null, body);

    /// <summary>A head line and a braced block below it.</summary>
    public void Block(string? head, Action body)
    {
        Open(head);
        body();
        Close();
    }

    public void Open(string? head = null)
    {
        if (head is not null)
        {
            Line(head);
        }

        Line("{");
        Indent++;
    }

    public void Close(string tail = "")
    {
        Indent--;
        Line("}" + tail);
    }

    public override string ToString() => _text.ToString();
}
