using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.StopGradients;

/// <summary>STG0010, STG0011, STG0014 and STG0015.</summary>
public sealed class StopGradientTests
{
    [Fact]
    public Task UselessStopFires() => Rule.Members("""
            private static float Shift(float x) => {|STG0010:Gradient.StopGradient(x)|} + 1f;

            internal static double Twice(double x)
            {
                double y = {|STG0010:Gradient.StopGradient(x)|};
                return y + Inner({|STG0010:Gradient.StopGradient(y * x)|});
                static double Inner(double z) => z;
            }
        """, Rule.Only("STG0010"));

    [Fact]
    public Task UselessStopIsSilentWhereDerivativesReach() => Rule.File("""
        using System;
        using SteGen;

        public static partial class C
        {
            [Differentiable]
            public static float F(float x) => Shift(x) * new P(x).Value + (x * new P(x)) + Generic<float, Stopper>(x);

            private static float Shift(float x) => Deeper(Gradient.StopGradient(x));

            private static float Deeper(float x) => Gradient.StopGradient(x) + 1f;

            private static T Generic<T, TStop>(T x) where T : struct where TStop : IStop => TStop.Stop(x);

            public static float SeenOutside(float x) => Gradient.StopGradient(x);

            [StraightThrough(Surrogate = nameof(Soft))]
            private static float Hard(float x) => MathF.Round(Gradient.StopGradient(x));

            private static float Soft(float x) => x * Gradient.StopGradient(x);

            private static Func<float, float> UnderTest() => x => Gradient.StopGradient(x);
        }

        internal readonly struct P(float x)
        {
            public float Value => Gradient.StopGradient(x);

            public static float operator *(float a, P p) => a * Kept(p.Value);

            private static float Kept(float x) => Gradient.StopGradient(x);
        }

        internal interface IStop
        {
            static abstract T Stop<T>(T x) where T : struct;
        }

        internal struct Stopper : IStop
        {
            public static T Stop<T>(T x) where T : struct => Gradient.StopGradient(x);
        }
        """, Rule.Only("STG0010"));

    [Fact]
    public Task StoppedConstantFires() => Rule.Members("""
            [Differentiable]
            public static float F(float x, [NoGradient] float target, int n)
            {
                float scale = {|STG0011:Gradient.StopGradient(0.5f)|} * {|STG0011:Gradient.StopGradient(n)|};
                return scale * x - {|STG0011:Gradient.StopGradient(target * 2f)|} + {|STG0011:Gradient.StopGradient(Gradient.StopGradient(x))|};
            }
        """, Rule.Only("STG0011"));

    [Fact]
    public Task StoppedConstantIsSilentOnActiveValuesAndInHelpers() => Rule.Members("""
            [Differentiable]
            public static float F(float x, [NoGradient] float target) => x * Gradient.StopGradient(x) + Kept(target) + Kept(x) + Gradient.StopGradient(MathF.Round(x));

            private static float Kept(float z) => Gradient.StopGradient(z);

            [Differentiable]
            public static float Sum(ReadOnlySpan<float> x)
            {
                float last = 0f;
                float sum = 0f;
                for (int i = 0; i < x.Length; i++)
                {
                    sum += x[i] * Gradient.StopGradient(last);
                    last = x[i];
                }

                return sum;
            }
        """, Rule.Only("STG0011"));

    [Fact]
    public async Task StoppedConstantFix()
    {
        using LoadedProgram program = await Rule.FixOnly<RemoveStopGradientFix>(
            "STG0011",
            """
                [Differentiable]
                public static float F(float x) => x * {|STG0011:Gradient.StopGradient(0.5f)|} + {|STG0011:Gradient.StopGradient(2)|};
            """,
            """
                [Differentiable]
                public static float F(float x) => x * 0.5f + 2;
            """);
        Assert.Equal(3.5f, program.Call("C", "F", 3f));
    }

    [Fact]
    public async Task UselessStopFix()
    {
        using LoadedProgram program = await Rule.FixOnly<RemoveStopGradientFix>(
            "STG0010",
            """
                private static float P(float x) => {|STG0010:Gradient.StopGradient(x + 1f)|} * 2f;

                internal static float Q(float x) => {|STG0010:Gradient.StopGradient(x)|};

                public static float R(float x) => P(x) + Q(x);
            """,
            """
                private static float P(float x) => (x + 1f) * 2f;

                internal static float Q(float x) => x;

                public static float R(float x) => P(x) + Q(x);
            """);
        Assert.Equal(11f, program.Call("C", "R", 3f));
    }

    [Fact]
    public Task DiscardedStopFires() => Rule.Members("""
            [Differentiable]
            public static float F(float x)
            {
                float y = x * x;
                {|STG0014:Gradient.StopGradient(y)|};
                _ = {|STG0014:Gradient.StopGradient(y * x)|};
                return x * y;
            }
        """, Rule.Only("STG0014"));

    [Fact]
    public Task DiscardedStopIsSilentWhereTheResultIsUsed() => Rule.Members("""
            [Differentiable]
            public static float F(float x)
            {
                float y = x * x;
                y = Gradient.StopGradient(y);
                float z = Gradient.StopGradient(x);
                return x * y + Kept(z);
            }

            private static float Kept(float x) => Gradient.StopGradient(x);

            private static void StopGradient(float x)
            {
            }

            public static void OfAnotherName(float x) => StopGradient(x);
        """, Rule.Only("STG0014"));

    [Fact]
    public async Task DiscardedStopFix()
    {
        using LoadedProgram program = await Rule.FixOnly<AssignStoppedFix>(
            "STG0014",
            """
                [Differentiable]
                public static float F(float x, float z)
                {
                    float y = x * x;
                    {|STG0014:Gradient.StopGradient(y)|}; // detach
                    _ = {|STG0014:Gradient.StopGradient(z)|};
                    return x * y + z * x;
                }
            """,
            """
                [Differentiable]
                public static float F(float x, float z)
                {
                    float y = x * x;
                    y = Gradient.StopGradient(y); // detach
                    z = Gradient.StopGradient(z);
                    return x * y + z * x;
                }
            """);
        Assert.Equal(10f, program.Call("C", "F", 2f, 1f));
    }

    [Fact]
    public Task EffectUnderStopFires() => Rule.Members("""
            [Differentiable]
            public static float F(float x)
            {
                float y;
                float stopped = Gradient.StopGradient({|STG0015:y = x * x|});
                float z = x;
                return stopped * y + Gradient.StopGradient(2f * ({|STG0015:z *= 3f|})) * z;
            }
        """, Rule.Only("STG0015"));

    [Fact]
    public Task EffectUnderStopIsSilentOnCountersAndNewObjects() => Rule.Members("""
            public struct P { public float A; }

            [Differentiable]
            public static float F(ReadOnlySpan<float> x)
            {
                int i = 0;
                float first = Gradient.StopGradient(x[i++]);
                return first * x[i] + Gradient.StopGradient(new P { A = x[0] }).A;
            }

            [Differentiable]
            public static float G(float x)
            {
                float y = x;
                return Gradient.StopGradient(y) * x;
            }
        """, Rule.Only("STG0015"));

    [Fact]
    public async Task EffectUnderStopFix()
    {
        using LoadedProgram program = await Rule.FixOnly<HoistAssignmentFix>(
            "STG0015",
            """
                [Differentiable]
                public static float F(float x)
                {
                    float y, z;
                    float stopped = Gradient.StopGradient({|STG0015:y = x * x|});
                    stopped = Gradient.StopGradient({|STG0015:z = stopped + y|});
                    return stopped * y;
                }
            """,
            """
                [Differentiable]
                public static float F(float x)
                {
                    float y, z;
                    y = x * x;
                    float stopped = Gradient.StopGradient(y);
                    z = stopped + y;
                    stopped = Gradient.StopGradient(z);
                    return stopped * y;
                }
            """);
        Assert.Equal(162f, program.Call("C", "F", 3f));
    }
}
