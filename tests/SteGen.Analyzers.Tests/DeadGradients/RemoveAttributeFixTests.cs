using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.DeadGradients;

/// <summary>STG0005, STG0030, STG0038 and STG0104: the attribute goes.</summary>
public sealed class RemoveAttributeFixTests
{
    [Fact]
    public async Task DifferentiableGoes()
    {
        using LoadedProgram program = await Rule.FixOnly<RemoveAttributeFix>(
            "STG0005",
            """
                /// <summary>Dead.</summary>
                [Differentiable]
                public static double {|STG0005:A|}(double x) => Math.Floor(x);

                [Obsolete, Differentiable]
                public static double {|STG0005:B|}(double x) => x > 0 ? 1 : 0;
            """,
            """
                /// <summary>Dead.</summary>
                public static double A(double x) => Math.Floor(x);

                [Obsolete]
                public static double B(double x) => x > 0 ? 1 : 0;
            """);
        Assert.Equal(2.0, program.Call("C", "A", 2.5));
    }

    [Fact]
    public async Task StraightThroughGoes()
    {
        using LoadedProgram program = await Rule.FixOnly<RemoveAttributeFix>(
            "STG0030",
            """
                [StraightThrough]
                public static double {|STG0030:Square|}(double x) => x * x;

                [StraightThrough(Clip = 1)] public static double {|STG0030:Cube|}(double x) => x * x * x;
            """,
            """
                public static double Square(double x) => x * x;

                public static double Cube(double x) => x * x * x;
            """);
        Assert.Equal(8.0, program.Call("C", "Cube", 2.0));
    }

    [Fact]
    public async Task NothingToDifferentiateGoes()
    {
        using LoadedProgram program = await Rule.FixOnly<RemoveAttributeFix>(
            "STG0104",
            """
                [Differentiable]
                public static double {|STG0104:F|}(int n) => n;
            """,
            """
                public static double F(int n) => n;
            """);
        Assert.Equal(3.0, program.Call("C", "F", 3));
    }
}
