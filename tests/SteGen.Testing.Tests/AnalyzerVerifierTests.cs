using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;
using Verify = SteGen.Testing.AnalyzerVerifier<SteGen.Testing.Tests.ShoutAnalyzer>;

namespace SteGen.Testing.Tests;

public sealed class AnalyzerVerifierTests
{
    [Fact]
    public async Task AcceptsExactlyTheMarks()
    {
        var diagnostics = await Verify.VerifyAsync("""
            class C
            {
                void {|SHOUT1:AB|}() { }
                void [|CD|]() { }
                void {|SHOUT2:A_B|}() { }
                void Quiet() { }
            }
            """);

        Assert.Equal("'AB' shouts", diagnostics[0].GetMessage());
    }

    [Theory]
    [InlineData("class C { void [|Quiet|]() { } }", "missing:    a diagnostic at Test0.cs(1,16) 'Quiet'")]
    [InlineData("class C { void AB() { } }", "unexpected: SHOUT1 at Test0.cs(1,16) 'AB'")]
    [InlineData("class C { void {|SHOUT2:AB|}() { } }", "missing:    SHOUT2")]
    [InlineData("class C { [|void AB|]() { } }", "'void AB'")]
    [InlineData("class C { void {|SHOUT1:{|SHOUT1:AB|}|}() { } }", "missing:    SHOUT1")]
    [InlineData("class C { void M() { int x = y; } }", "unexpected: CS0103")]
    [InlineData("class C { void [|AB() { } }", "not closed")]
    [InlineData("class C { void Crash() { } }", "on purpose")]
    public async Task RefusesEverythingElse(string markup, string says)
    {
        TestFailure failure = await Assert.ThrowsAsync<TestFailure>(() => Verify.VerifyAsync(markup));

        Assert.Contains(says, failure.Message);
    }

    [Fact]
    public async Task ExpectsCompilerErrorsById() =>
        await Verify.VerifyAsync("class C { void M() { int x = {|CS0103:y|}; } }");

    [Fact]
    public async Task SuppressionIsHonoured()
    {
        await Verify.VerifyAsync("""
            using System.Diagnostics.CodeAnalysis;
            class C
            {
            #pragma warning disable SHOUT1
                void AB() { }
            #pragma warning restore SHOUT1
                [SuppressMessage("Test", "SHOUT1:Capitals", Justification = "loud on purpose")]
                void CD() { }
                void [|EF|]() { }
            }
            """);
        await Verify.VerifyAsync("class C { void AB() { } }", new AnalysisOptions
        {
            EditorConfig = "root = true\n[*.cs]\ndotnet_diagnostic.SHOUT1.severity = none\n",
        });
        var raised = await Verify.VerifyAsync("class C { void [|AB|]() { } }", new AnalysisOptions
        {
            EditorConfig = "root = true\n[*.cs]\ndotnet_diagnostic.SHOUT1.severity = error\n",
        });
        Assert.Equal(DiagnosticSeverity.Error, raised.Single().Severity);
    }

    [Fact]
    public async Task GeneratorsRunFirst()
    {
        const string callsGenerated = "class ANamed { string Quiet() => ANamedGreeting.Text(); }";

        await Assert.ThrowsAsync<TestFailure>(() => Verify.VerifyAsync(callsGenerated));
        await Verify.VerifyAsync(callsGenerated, new AnalysisOptions { Generators = [new GreetingGenerator()] });
    }

    [Fact]
    public async Task OtherFilesHaveMarksToo()
    {
        await Verify.VerifyAsync("class C { }", new AnalysisOptions { Files = [("Other.cs", "class D { void [|AB|]() { } }")] });
        await Assert.ThrowsAsync<TestFailure>(() =>
            Verify.VerifyAsync("class C { }", new AnalysisOptions { Files = [("Other.cs", "class D { void AB() { } }")] }));
    }
}
