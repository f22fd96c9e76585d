using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace SteGen.Package.Tests;

/// <summary>
/// The package in a local feed, packed once for all tests, and a folder for consumers that inherits nothing from this repository. Its version is one that nobody else has: so no earlier package of the same
/// version can come out of a cache.
/// </summary>
public sealed class PackageFixture : IDisposable
{
    public PackageFixture()
    {
        Directory.CreateDirectory(Feed);
        foreach (string file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(Folder, file), "<Project />\n");
        }

        // the feed comes beside what this machine has: consumers need nothing else, the template's tests and ahead-of-time compilation do
        File.WriteAllText(Path.Combine(Folder, "NuGet.config"), $"<configuration><packageSources><add key=\"feed\" value=\"{Feed}\" /></packageSources></configuration>\n");
        DotNet.Run(Repository.Root, "pack", "src/SteGen", "-c", Configuration, "--no-build", "-o", Feed, $"-p:PackageVersion={Version}", "--nologo").AssertSuccess();
    }

    public static string Configuration { get; } = typeof(PackageFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("stegen-package-").FullName;

    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow.Ticks}";

    public string Feed => Path.Combine(Folder, "feed");

    public string Package => Path.Combine(Feed, $"SteGen.{Version}.nupkg");

    public string Symbols => Path.Combine(Feed, $"SteGen.{Version}.snupkg");

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string unpacked = Path.Combine(packages, "stegen", Version);
        if (Directory.Exists(unpacked)) Directory.Delete(unpacked, recursive: true);
    }
}

/// <summary>All tests of the package share it, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFixture>
{
    public const string Name = "package";
}
