using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.Language;

/// <summary>STG0110 where the body reads what the caller put into a span that it writes, or writes an array that is an input.</summary>
public sealed class AddInOutFixTests
{
    [Fact]
    public async Task MarksSpansAndArrays()
    {
        using LoadedProgram program = await Rule.FixMembers<AddInOutFix>(
            """
                [Differentiable]
                public static void Scale(Span<double> x, double factor)
                {
                    for (int i = 0; i < x.Length; i++)
                    {
                        x[i] = {|STG0110:x[i]|} * factor;
                    }
                }

                [Differentiable]
                public static double Sum([NoGradient] double w, double[] y)
                {
                    {|STG0110:y[0] = w * y[0]|};
                    return y[0];
                }
            """,
            """
                [Differentiable]
                public static void Scale([InOut] Span<double> x, double factor)
                {
                    for (int i = 0; i < x.Length; i++)
                    {
                        x[i] = x[i] * factor;
                    }
                }

                [Differentiable]
                public static double Sum([NoGradient] double w, [InOut] double[] y)
                {
                    y[0] = w * y[0];
                    return y[0];
                }
            """);
        Assert.Equal(6.0, program.Call("C", "Sum", 2.0, new[] { 3.0 }));
    }

    [Fact]
    public Task HasNothingForOtherForms() => Rule.NoFix<AddInOutFix>("""
            [Differentiable]
            public static double F({|STG0110:[InOut] double x|}) => x * x;
        """);
}
