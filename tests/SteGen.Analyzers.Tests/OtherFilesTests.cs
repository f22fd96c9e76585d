using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests;

/// <summary>What is called may stand in another file: it is reported, fixed and suppressed where it stands.</summary>
public sealed class OtherFilesTests
{
    private const string Caller = """
        using SteGen;

        public static partial class C
        {
            [Differentiable]
            public static double F(double x) => x * x + Helpers.Grid(x);
        }
        """;

    [Fact]
    public Task ReportedWhereItStands() => Rule.File(Caller, new AnalysisOptions
    {
        Files = [("Helpers.cs", "internal static class Helpers { public static double Grid(double x) => {|STG0001:System.Math.Round(x)|}; }")],
    });

    [Fact]
    public Task SuppressedWhereItStands() => Rule.File(Caller, new AnalysisOptions
    {
        Files = [("Helpers.cs", """
            internal static class Helpers
            {
                [System.Diagnostics.CodeAnalysis.SuppressMessage("SteGen", "STG0001", Justification = "Tested here.")]
                public static double Grid(double x) => System.Math.Round(x) + Other(x);

            #pragma warning disable STG0001
                private static double Other(double x) => System.Math.Floor(x);
            #pragma warning restore STG0001
            }
            """)],
    });

    [Fact]
    public Task ConfiguredForAll() => Rule.File(Caller, new AnalysisOptions
    {
        Files = [("Helpers.cs", "internal static class Helpers { public static double Grid(double x) => System.Math.Round(x); }")],
        EditorConfig = "root = true\n[Helpers.cs]\ndotnet_diagnostic.STG0001.severity = none\n",
    });

    [Fact]
    public async Task FixedWhereItStands()
    {
        Microsoft.CodeAnalysis.Compilation compilation = await CodeFixVerifier<SteGenAnalyzer, UseSteOperationFix>.VerifyFixAsync(Caller, Caller, new FixOptions
        {
            Analysis = new AnalysisOptions { Files = [("Helpers.cs", "internal static class Helpers { public static double Grid(double x) => {|STG0001:System.Math.Round(x)|}; }")] },
            FilesAfter = [("Helpers.cs", "internal static class Helpers { public static double Grid(double x) => SteGen.Ste.Round(x); }")],
        });
        using LoadedProgram program = LoadedProgram.From(compilation);
        Assert.Equal(6.25 + 2, program.Call("C", "F", 2.5));
    }
}
