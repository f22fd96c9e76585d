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

    private static void Check(string name, bool singleSweep, bool finish, bool prepare = true)
    {
        GradientOracle oracle = new(ProgramSuite.All[name]);
        Outcome expected = oracle.Differences();
        Outcome actual = oracle.Gradient(singleSweep, finish, prepare);
        GradientOracle.AssertClose(expected, actual, name == "Floats" ? 1e-4 : 1e-9);
    }
}
