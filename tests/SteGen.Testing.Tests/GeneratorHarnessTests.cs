using Microsoft.CodeAnalysis;
using Xunit;

namespace SteGen.Testing.Tests;

public sealed class GeneratorHarnessTests
{
    private const string Source = """
        // A note.
        public class FirstNamed { }
        """;

    [Fact]
    public void RunsCompilesAndLoads()
    {
        GeneratorRun run = GeneratorHarness.Create<GreetingGenerator>().Run(Source);

        using LoadedProgram program = run.Load();

        Assert.Equal("hello FirstNamed", program.Call("FirstNamedGreeting", "Text"));
        Assert.Equal(["FirstNamed.g.cs"], run.Texts.Keys);
    }

    [Fact]
    public void StepsReadAsSentences()
    {
        GeneratorRun run = GeneratorHarness.Create<GreetingGenerator>().Run(Source);

        run.AssertRunReasons(SourceEdit.Replace("note", "remark"),
            new StepReasons("Names", IncrementalStepRunReason.Unchanged),
            new StepReasons(StepReasons.SourceOutput, IncrementalStepRunReason.Cached));
        run.AssertRunReasons(SourceEdit.Replace("FirstNamed", "OtherNamed"),
            new StepReasons("Names", IncrementalStepRunReason.Modified));
        Assert.Throws<TestFailure>(() => run.AssertRunReasons(SourceEdit.Replace("FirstNamed", "OtherNamed"),
            new StepReasons(StepReasons.SourceOutput, IncrementalStepRunReason.Cached)));
        run.AssertStepsHoldNoCompilation("Names");
    }

    [Fact]
    public void RefusesAWarningInGeneratedCode()
    {
        GeneratorRun run = GeneratorHarness.Create(new GreetingGenerator { Extra = "private static int unused;" }).Run(Source);

        TestFailure failure = Assert.Throws<TestFailure>(() => run.AssertCompiles());
        Assert.Contains("CS0169", failure.Message);
    }

    [Fact]
    public void AllowsAWarningInTheUsersCodeUnlessTold()
    {
        const string warns = "public class ANamed { private int _unused; }";

        GeneratorHarness.Create<GreetingGenerator>().Run(warns).AssertCompiles();
        Assert.Throws<TestFailure>(() => GeneratorHarness.Create<GreetingGenerator>(new HarnessOptions { WarningsAsErrors = true }).Run(warns).AssertCompiles());
    }

    [Fact]
    public void RefusesAGeneratorThatThrows()
    {
        TestFailure failure = Assert.Throws<TestFailure>(() => GeneratorHarness.Create(new GreetingGenerator { Throws = true }).Run(Source));

        Assert.Contains("on purpose", failure.Message);
    }

    [Fact]
    public void FindsASyntaxNodeInThePipeline()
    {
        GeneratorRun run = GeneratorHarness.Create(new GreetingGenerator { KeepsSyntax = true }).Run(Source);

        TestFailure failure = Assert.Throws<TestFailure>(() => run.AssertStepsHoldNoCompilation("Names"));
        Assert.Contains("ClassDeclarationSyntax", failure.Message);
    }

    [Fact]
    public void CompilesUnderTheProjectsOptions()
    {
        const string overflows = "public class ANamed { public static int F(int x) => x * 65536; }";

        using LoadedProgram @checked = GeneratorHarness.Create<GreetingGenerator>(new HarnessOptions { CheckOverflow = true }).Run(overflows).Load();
        using LoadedProgram plain = GeneratorHarness.Create<GreetingGenerator>().Run(overflows).Load();

        Assert.Throws<System.OverflowException>(() => @checked.Call("ANamed", "F", 65536));
        Assert.Equal(0, plain.Call("ANamed", "F", 65536));
    }
}
