using System.IO;
using System.Runtime.CompilerServices;

namespace SteGen.Tests;

/// <summary>Where the files lie that stand beside the library.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
