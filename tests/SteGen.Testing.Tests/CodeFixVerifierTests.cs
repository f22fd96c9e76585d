using System.Threading.Tasks;
using Xunit;
using Verify = SteGen.Testing.CodeFixVerifier<SteGen.Testing.Tests.ShoutAnalyzer, SteGen.Testing.Tests.ShoutFix>;

namespace SteGen.Testing.Tests;

public sealed class CodeFixVerifierTests
{
    private const string Before = "public class C { public static int [|AB|]() => 1; public static int [|CD|]() => 2; }";
    private const string After = "public class C { public static int ab() => 1; public static int cd() => 2; }";

    [Fact]
    public async Task FixesAndExecutes()
    {
        using LoadedProgram program = LoadedProgram.From(await Verify.VerifyFixAsync(Before, After));

        Assert.Equal(2, program.Call("C", "cd"));
    }

    [Fact]
    public async Task FixesOnlyTheFirst() =>
        await Verify.VerifyFixAsync(
            Before,
            "public class C { public static int ab() => 1; public static int [|CD|]() => 2; }",
            new FixOptions { Repeat = false });

    [Fact]
    public async Task FixesAllAtOnce() => await Verify.VerifyFixAllAsync(Before, After);

    [Fact]
    public async Task RefusesAnotherText()
    {
        TestFailure failure = await Assert.ThrowsAsync<TestFailure>(() => Verify.VerifyFixAsync(Before, After.Replace("ab", "quiet")));
        Assert.Contains("not as expected", failure.Message);
        await Assert.ThrowsAsync<TestFailure>(() => Verify.VerifyFixAllAsync(Before, After.Replace("ab", "quiet")));
    }

    [Fact]
    public async Task RefusesAFixThatDoesNotCompile()
    {
        TestFailure failure = await Assert.ThrowsAsync<TestFailure>(() => Verify.VerifyFixAsync(
            "class C { void [|AB|]() { } }", "class C { void () { } }", new FixOptions { EquivalenceKey = "broken" }));

        Assert.Contains("unexpected: CS", failure.Message);
    }

    [Fact]
    public async Task KnowsTheMenu()
    {
        await Verify.VerifyTitlesAsync(Before, ["Whisper", "Delete the name"]);
        await Verify.VerifyNoFixAsync("class C { void [|A_|]() { } }");
        await Assert.ThrowsAsync<TestFailure>(() => Verify.VerifyNoFixAsync(Before));
        await Assert.ThrowsAsync<TestFailure>(() => Verify.VerifyFixAsync(Before, After, new FixOptions { EquivalenceKey = "absent" }));
    }
}
