using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.Language;

/// <summary>STG0100.</summary>
public sealed class ContainingTypeIsPartialTests
{
    [Fact]
    public Task FiresOnTheTypeOfAMethod() => Rule.File("""
        using SteGen;
        public static class {|STG0100:C|}
        {
            [Differentiable]
            public static double F(double x) => x * x;

            [Differentiable]
            public static double G(double x) => x * x;
        }
        """);

    [Fact]
    public Task FiresOnEveryOuterTypeThatIsNotPartial() => Rule.File("""
        using SteGen;
        public class {|STG0100:Outer|}
        {
            public partial struct Middle
            {
                public record {|STG0100:Inner|}
                {
                    [Differentiable]
                    public static double F(double x) => x * x;
                }
            }
        }
        """);

    [Fact]
    public Task FiresOnAGenericType() => Rule.File("""
        namespace N;
        internal static class {|STG0100:C|}<T>
        {
            [SteGen.Differentiable]
            private static float F(float x) => x * x;
        }
        """);

    [Fact]
    public Task IsSilentWhereAnyPartIsPartial() => Rule.File("""
        using SteGen;
        public static partial class C
        {
            public readonly partial record struct P(double X)
            {
                [Differentiable]
                public static double F(double x) => x * x;
            }
        }
        """);

    [Fact]
    public Task IsSilentWhereNothingIsEmitted() => Rule.File("""
        using SteGen;
        public static class C
        {
            [Differentiable(Emit = Derivatives.None)]
            public static double F(double x) => x * x;

            [StraightThrough]
            public static double Q(double x) => System.Math.Round(x);
        }
        """);

    [Fact]
    public async Task FixMakesAllTypesAroundPartial()
    {
        using LoadedProgram program = await Rule.Fix<MakePartialFix>(
            """
            using SteGen;

            // Comments stay.
            class {|STG0100:Outer|}
            {
                /// <summary>Documentation too.</summary>
                public static class {|STG0100:Inner|}
                {
                    [Differentiable]
                    public static double F(double x) => x * x;
                }
            }
            """,
            """
            using SteGen;

            // Comments stay.
            partial class Outer
            {
                /// <summary>Documentation too.</summary>
                public static partial class Inner
                {
                    [Differentiable]
                    public static double F(double x) => x * x;
                }
            }
            """);
        Assert.Equal(9.0, program.Call("Outer+Inner", "F", 3.0));
    }
}
