using System;
using System.Runtime.CompilerServices;

namespace SteGen.Benchmarks;

/// <summary>Prints ratios, measured in one interleaved run. Arguments choose benchmarks by part of their name.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        Console.WriteLine($"Vector512 {System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated}, .NET {Environment.Version}");
        foreach ((string name, Action run) in new (string, Action)[] { ("maps", MapBenchmarks.Run), ("gmm", GmmBenchmarks.Run), ("bundle", BundleBenchmarks.Run), ("products", ProductBenchmarks.Run), ("binarynet", BinaryNetBenchmarks.Run), ("surrogates", SurrogateBenchmarks.Run), ("torch", TorchBenchmarks.Run) })
        {
            if (arguments.Length == 0 || Array.Exists(arguments, name.Contains))
            {
                run();
            }
        }
    }
}
