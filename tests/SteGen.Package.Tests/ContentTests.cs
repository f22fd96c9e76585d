using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using Xunit;

namespace SteGen.Package.Tests;

/// <summary>What lies in the package and in its symbols.</summary>
[Collection(PackageCollection.Name)]
public class ContentTests(PackageFixture package)
{
    private static readonly Guid s_sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A"), s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public void ItHoldsTheLibraryWithDocsTheCompilerSideAndTheTemplate()
    {
        using ZipArchive zip = ZipFile.OpenRead(package.Package);
        string[] expected =
        [
            "README.md", "icon.png", "lib/net10.0/SteGen.dll", "lib/net10.0/SteGen.xml", "buildTransitive/SteGen.targets",
            "analyzers/dotnet/cs/SteGen.Analyzers.dll", "analyzers/dotnet/cs/SteGen.CodeFixes.dll", "analyzers/dotnet/cs/SteGen.Compiler.dll", "analyzers/dotnet/cs/SteGen.Generator.dll",
            "content/stegen/.template.config/template.json", "content/stegen/MyModel/Network.cs", "content/stegen/MyModel.Tests/GradientTests.cs",
        ];
        Assert.Empty(expected.Except(zip.Entries.Select(e => e.FullName)));
        // nothing else runs in the compiler of a user
        Assert.Equal(4, zip.Entries.Count(e => e.FullName.StartsWith("analyzers/", StringComparison.Ordinal)));
    }

    [Fact]
    public void ItNamesReadmeIconLicenceAndRepositoryAndDependsOnNothing()
    {
        using ZipArchive zip = ZipFile.OpenRead(package.Package);
        XElement metadata = XDocument.Parse(Read(zip, "SteGen.nuspec")).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("MIT", Value("license"));
        Assert.NotEmpty(Value("description")!);
        Assert.Matches("^[0-9a-f]{40}$", metadata.Elements().Single(e => e.Name.LocalName == "repository").Attribute("commit")!.Value);
        Assert.Equal(["Dependency", "Template"], metadata.Descendants().Where(e => e.Name.LocalName == "packageType").Select(e => e.Attribute("name")!.Value));
        Assert.DoesNotContain(metadata.Descendants(), e => e.Name.LocalName == "dependency");
    }

    [Fact]
    public void TheSymbolsBelongToTheLibraryAndLeadToEverySource()
    {
        using ZipArchive zip = ZipFile.OpenRead(package.Package), symbols = ZipFile.OpenRead(package.Symbols);
        using var library = new PEReader(new MemoryStream(Bytes(zip, "lib/net10.0/SteGen.dll")));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Bytes(symbols, "lib/net10.0/SteGen.pdb")));
        MetadataReader pdb = provider.GetMetadataReader();
        DebugDirectoryEntry entry = library.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.CodeView);
        Assert.Equal(library.ReadCodeViewDebugDirectoryData(entry).Guid, new Guid(pdb.DebugMetadataHeader!.Id.AsSpan()[..16]));
        Assert.Contains(library.ReadDebugDirectory(), e => e.Type == DebugDirectoryEntryType.Reproducible);

        string link = pdb.CustomDebugInformation.Select(h => pdb.GetCustomDebugInformation(h)).Where(i => pdb.GetGuid(i.Kind) == s_sourceLink).Select(i => Encoding.UTF8.GetString(pdb.GetBlobBytes(i.Value))).Single();
        Assert.Matches("\"https://raw[.]githubusercontent[.]com/.+/[0-9a-f]{40}/[*]\"", link);
        string root = link.Split('"')[3].TrimEnd('*').Replace("\\\\", "\\");
        foreach (DocumentHandle handle in pdb.Documents)
        {
            string name = pdb.GetString(pdb.GetDocument(handle).Name);
            bool embedded = pdb.GetCustomDebugInformation(handle).Any(h => pdb.GetGuid(pdb.GetCustomDebugInformation(h).Kind) == s_embeddedSource);
            Assert.True(embedded || name.StartsWith(root, StringComparison.Ordinal), $"{name} is neither in the repository nor in the symbols.");
        }
    }

    private static string Read(ZipArchive zip, string name) => Encoding.UTF8.GetString(Bytes(zip, name)).TrimStart('\uFEFF');

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using Stream stream = zip.GetEntry(name)!.Open();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
