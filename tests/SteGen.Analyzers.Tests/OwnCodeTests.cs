using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests;

/// <summary>False alarms cost more than misses: on the library, the samples and the numeric programs of the tests, all written in the language, nothing is reported, not even an info.</summary>
public sealed class OwnCodeTests
{
    private static readonly string s_root = Root();

    public static TheoryData<string> Folders
    {
        get
        {
            TheoryData<string> folders = ["src/SteGen", "tests/SteGen.Numbers.Tests"];
            string samples = Path.Combine(s_root, "samples");
            foreach (string sample in Directory.Exists(samples) ? Directory.GetDirectories(samples) : [])
            {
                if (Directory.GetFiles(sample, "*.csproj").Length > 0)
                {
                    folders.Add("samples/" + Path.GetFileName(sample));
                }
            }

            return folders;
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task NothingIsReported(string folder)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET10_0", "NET10_0_OR_GREATER"]);
        IEnumerable<SyntaxTree> trees = Files(folder).Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), options, f));
        ImmutableArray<MetadataReference> references = folder == "src/SteGen" ? FrameworkReferences.Framework : FrameworkReferences.User;
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Own", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

        ImmutableArray<Diagnostic> reported = await Reported.ByAnalyzer(compilation);

        Assert.True(reported.IsEmpty, string.Join("\n", reported));
    }

    /// <summary>The sources in a folder of the repository.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.GetFiles(Path.Combine(s_root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SteGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new TestFailure("The tests run outside the repository.");
    }
}
