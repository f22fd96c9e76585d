using System.IO;
using System.IO.Compression;

namespace AdBench;

/// <summary>Reads text that may be packed.</summary>
public static class DataFile
{
    public static string ReadText(string path)
    {
        if (!path.EndsWith(".gz", System.StringComparison.Ordinal))
        {
            return File.ReadAllText(path);
        }

        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
