using System;
using System.Collections.Generic;

namespace SteGen.Analyzers.Symbols;

/// <summary>The name that somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>Key of the diagnostic's property that tells the fix the name.</summary>
    public const string Property = "Nearest";

    /// <summary>The candidate at the smallest edit distance, where that is at most a third of the name; else null.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(1, name.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(name, candidate);
            bool nothingKept = distance >= name.Length && !string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase);
            if (distance > 0 && distance < bestDistance && !nothingKept)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions and replacements; a difference in case alone is 1.</summary>
    private static int Distance(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.OrdinalIgnoreCase))
        {
            return a == b ? 0 : 1;
        }

        int[] previous = new int[b.Length + 1], current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
