using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SteGen.Testing;

/// <summary>What test programs compile against: the framework that runs this process, and the SteGen runtime library.</summary>
public static class FrameworkReferences
{
    /// <summary>The assemblies of the running framework. The list that the host trusts also holds the test's own packages: those are left out.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } = LoadFramework();

    /// <summary>The runtime library, as the tests run it.</summary>
    public static MetadataReference SteGen { get; } = MetadataReference.CreateFromFile(Assembly.Load("SteGen").Location);

    /// <summary>This kit: trampolines and dual programs are compiled against it.</summary>
    public static MetadataReference Kit { get; } = MetadataReference.CreateFromFile(typeof(FrameworkReferences).Assembly.Location);

    /// <summary>What an ordinary user's project sees.</summary>
    public static ImmutableArray<MetadataReference> User { get; } = Framework.Add(SteGen);

    private static ImmutableArray<MetadataReference> LoadFramework()
    {
        string home = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return [.. trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == home)
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
