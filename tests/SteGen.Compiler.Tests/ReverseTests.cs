using Xunit;

namespace SteGen.Compiler.Tests;

public sealed class ReverseTests
{
    public static TheoryData<string> Programs
    {
        get
        {
            TheoryData<string> data = [];
            foreach (string name in ProgramSuite.All.Keys)
            {
                data.Add(name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void GradientAsReverseModeLeavesIt(string name) => Check(name, singleSweep: false, finish: false, prepare: false);

    [Theory]
    [MemberData(nameof(Programs))]
    public void GradientFinished(string name) => Check(name, singleSweep: false, finish: true);

    [Theory]
    [MemberData(nameof(Programs))]
    public void GradientInASingleSweep(string name) => Check(name, singleSweep: true, finish: false);

    [Theory]
    [MemberData(nameof(Programs))]
    public void GradientInASingleSweepFinished(string name) => Check(name, singleSweep: true, finish: true);

    [Theory]
    [MemberData(nameof(Programs))]
    public void GradientThroughATape(string name) => CheckTape(name, singleSweep: false);

    [Theory]
    [MemberData(nameof(Programs))]
    public void GradientThroughATapeInASingleSweep(string name) => CheckTape(name, singleSweep: true);

    /// <summary>All members of one method agree bit for bit: with a tape or without.</summary>
    private static void CheckTape(string name, bool singleSweep)
    {
        GradientOracle oracle = new(ProgramSuite.All[name]);
        Outcome whole = oracle.Gradient(singleSweep, finish: true);
        Outcome tape = oracle.ThroughTape(singleSweep, out _);
        Assert.Equal(whole.Values, tape.Values);
        Assert.Equal(whole.Gradients, tape.Gradients);
        Assert.Equal(whole.Values, oracle.Forward().Values);
    }

    private static void Check(string name, bool singleSweep, bool finish, bool prepare = true)
    {
        GradientOracle oracle = new(ProgramSuite.All[name]);
        Outcome expected = oracle.Differences();
        Outcome actual = oracle.Gradient(singleSweep, finish, prepare);
        GradientOracle.AssertClose(expected, actual, name == "Floats" ? 1e-4 : 1e-9);
    }
}
