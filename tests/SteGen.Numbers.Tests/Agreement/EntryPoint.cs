using System;

namespace SteGen.Numbers.Tests.Agreement;

/// <summary>This assembly as a program: prints its fingerprint, for a test that starts it on a narrower machine.</summary>
internal static class EntryPoint
{
    public const string Argument = "fingerprint";

    public static int Main(string[] arguments)
    {
        if (arguments is not [Argument])
        {
            Console.Error.WriteLine($"usage: {Argument}");
            return 1;
        }

        foreach (string line in Fingerprint.Compute())
        {
            Console.WriteLine(line);
        }

        return 0;
    }
}
