using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.Testing;

/// <summary>Diagnostics as a person wants to read them in a test log: with the line that they are about.</summary>
internal static class DiagnosticText
{
    public static string Describe(string headline, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var text = new StringBuilder(headline);
        foreach (Diagnostic diagnostic in diagnostics.Take(20))
        {
            text.Append("\n  ").Append(diagnostic);
            if (LineOf(diagnostic.Location) is { } line)
            {
                text.Append("\n      | ").Append(line.Trim());
            }
        }

        if (diagnostics.Count > 20)
        {
            text.Append($"\n  … and {diagnostics.Count - 20} more");
        }

        return text.ToString();
    }

    private static string? LineOf(Location location)
    {
        if (location.SourceTree is not { } tree)
        {
            return null;
        }

        SourceText text = tree.GetText();
        return text.Lines.GetLineFromPosition(location.SourceSpan.Start).ToString();
    }
}
