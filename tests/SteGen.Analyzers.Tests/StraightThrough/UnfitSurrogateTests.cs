using System.Threading.Tasks;
using Xunit;

namespace SteGen.Analyzers.Tests.StraightThrough;

/// <summary>STG0033 and STG0036.</summary>
public sealed class UnfitSurrogateTests
{
    [Fact]
    public Task UnfitSurrogateFires() => Rule.Members("""
            [StraightThrough(Surrogate = {|STG0033:nameof(Soft)|})]
            public static double Step(double x) => x > 0 ? 1 : 0;

            public static double Slope = 2;

            private static double Soft(double x) => Math.Tanh(Slope * x);

            [StraightThrough(Surrogate = {|STG0033:"Parsed"|})]
            public static double Round(double x) => Math.Round(x);

            private static double Parsed(double x) => double.Parse(x.ToString());
        """, Rule.Only("STG0033"));

    [Fact]
    public Task UnfitSurrogateIsSilentOnPureOnesAndOnTheMethodItself() => Rule.Members("""
            [StraightThrough(Surrogate = nameof(Soft))]
            public static double Step(double x) => x > 0 ? 1 : 0;

            private static readonly double Slope = 2;

            private static double Soft(double x) => Math.Tanh(Slope * x);

            [StraightThrough(Surrogate = nameof(Identity))]
            public static double Parsed(double x) => double.Parse(x.ToString());

            private static double Identity(double x) => x;

            [StraightThrough]
            public static double Noisy(double x) => Math.Round(x + Random.Shared.NextDouble());
        """, Rule.Only("STG0033"));

    [Fact]
    public Task PackedThreeValuesFires() => Rule.Members("""
            public static BitMatrix A(float[] weights)
            {
                var signs = new float[weights.Length];
                for (int i = 0; i < signs.Length; i++)
                {
                    signs[i] = {|STG0036:Ste.Sign(weights[i])|};
                }

                return BitMatrix.Pack(signs, 1, signs.Length);
            }

            public static void B(BitMatrix packed, Span<float> signs, float[] weights)
            {
                for (int i = 0; i < signs.Length; i++)
                {
                    signs[i] = i % 2 == 0 ? 1 : -1;
                    signs[i] = {|STG0036:MathF.Sign(weights[i])|};
                }

                packed.Set(signs);
            }
        """, Rule.Only("STG0036"));

    [Fact]
    public Task PackedThreeValuesIsSilentOnTwoValuesAndOnOtherMemory() => Rule.Members("""
            public static BitMatrix A(float[] weights)
            {
                var signs = new float[weights.Length];
                for (int i = 0; i < signs.Length; i++)
                {
                    signs[i] = Ste.Sign(weights[i], SignZero.Positive) * Ste.ClippedSign(weights[i]);
                    signs[i] = Ste.ClippedSign(weights[i]);
                }

                return BitMatrix.Pack(signs, 1, signs.Length);
            }

            public static BitMatrix B(float[] weights, float[] others)
            {
                for (int i = 0; i < others.Length; i++)
                {
                    others[i] = Ste.Sign(weights[i]);
                }

                return BitMatrix.Pack(weights, 1, weights.Length);
            }
        """, Rule.Only("STG0036"));
}
