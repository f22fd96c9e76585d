using System;
using SteGen;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Each elementwise operation as a function of its own, in double and in float, so that all members of it can be called.</summary>
internal static partial class Operations
{
    [Differentiable] public static double Sign(double x) => Ste.Sign(x);

    [Differentiable] public static float Sign(float x) => Ste.Sign(x);

    [Differentiable] public static double SignPositive(double x) => Ste.Sign(x, SignZero.Positive);

    [Differentiable] public static float SignPositive(float x) => Ste.Sign(x, SignZero.Positive);

    [Differentiable] public static double SignNegative(double x) => Ste.Sign(x, SignZero.Negative);

    [Differentiable] public static float SignNegative(float x) => Ste.Sign(x, SignZero.Negative);

    [Differentiable] public static double ClippedSign(double x) => Ste.ClippedSign(x);

    [Differentiable] public static float ClippedSign(float x) => Ste.ClippedSign(x);

    [Differentiable] public static double ClippedSignHalf(double x) => Ste.ClippedSign(x, 0.5);

    [Differentiable] public static float ClippedSignHalf(float x) => Ste.ClippedSign(x, 0.5f);

    [Differentiable] public static double ClippedSignStrict(double x) => Ste.ClippedSign(x, 1, Boundary.Exclusive, SignZero.Zero);

    [Differentiable] public static float ClippedSignStrict(float x) => Ste.ClippedSign(x, 1, Boundary.Exclusive, SignZero.Zero);

    [Differentiable] public static double ClippedSignZero(double x) => Ste.ClippedSign(x, zero: SignZero.Zero);

    [Differentiable] public static float ClippedSignZero(float x) => Ste.ClippedSign(x, zero: SignZero.Zero);

    [Differentiable] public static double BinaryTanh(double x) => (2 * Ste.Round(Math.Clamp((x + 1) / 2, 0, 1), MidpointRounding.AwayFromZero)) - 1;

    [Differentiable] public static float BinaryTanh(float x) => (2 * Ste.Round(Math.Clamp((x + 1) / 2, 0f, 1f), MidpointRounding.AwayFromZero)) - 1;

    [Differentiable] public static double ApproxSign(double x) => Ste.ApproxSign(x);

    [Differentiable] public static float ApproxSign(float x) => Ste.ApproxSign(x);

    [Differentiable] public static double ApproxSignZero(double x) => Ste.ApproxSign(x, SignZero.Zero);

    [Differentiable] public static float ApproxSignZero(float x) => Ste.ApproxSign(x, SignZero.Zero);

    [Differentiable] public static double SwishSign(double x) => Ste.SwishSign(x);

    [Differentiable] public static float SwishSign(float x) => Ste.SwishSign(x);

    [Differentiable] public static double SwishSign1(double x) => Ste.SwishSign(x, 1);

    [Differentiable] public static float SwishSign1(float x) => Ste.SwishSign(x, 1);

    [Differentiable] public static double SwishSign10(double x) => Ste.SwishSign(x, 10);

    [Differentiable] public static float SwishSign10(float x) => Ste.SwishSign(x, 10);

    [Differentiable] public static double TanhSign(double x) => Ste.TanhSign(x);

    [Differentiable] public static float TanhSign(float x) => Ste.TanhSign(x);

    [Differentiable] public static double Step(double x) => Gradient.StraightThrough(x > 0 ? 1 : 0, x);

    [Differentiable] public static float Step(float x) => Gradient.StraightThrough(x > 0 ? 1 : 0, x);

    [Differentiable] public static double ClippedStep(double x) => Ste.ClippedStep(x);

    [Differentiable] public static float ClippedStep(float x) => Ste.ClippedStep(x);

    [Differentiable] public static double SigmoidStep(double x) => Ste.SigmoidStep(x);

    [Differentiable] public static float SigmoidStep(float x) => Ste.SigmoidStep(x);

    [Differentiable] public static double Round(double x) => Ste.Round(x);

    [Differentiable] public static float Round(float x) => Ste.Round(x);

    [Differentiable] public static double RoundAway(double x) => Ste.Round(x, MidpointRounding.AwayFromZero);

    [Differentiable] public static float RoundAway(float x) => Ste.Round(x, MidpointRounding.AwayFromZero);

    [Differentiable] public static double Floor(double x) => Ste.Floor(x);

    [Differentiable] public static float Floor(float x) => Ste.Floor(x);

    [Differentiable] public static double Ceiling(double x) => Ste.Ceiling(x);

    [Differentiable] public static float Ceiling(float x) => Ste.Ceiling(x);

    [Differentiable] public static double Truncate(double x) => Ste.Truncate(x);

    [Differentiable] public static float Truncate(float x) => Ste.Truncate(x);

    [Differentiable] public static double Ternary(double x) => Ste.Ternary(x);

    [Differentiable] public static float Ternary(float x) => Ste.Ternary(x);

    [Differentiable] public static double ClampIdentity(double x) => Ste.Clamp(x, -1, 1);

    [Differentiable] public static float ClampIdentity(float x) => Ste.Clamp(x, -1, 1);

    [Differentiable] public static double DoReFa1(double x) => Ste.DoReFaActivation(x, 1);

    [Differentiable] public static float DoReFa1(float x) => Ste.DoReFaActivation(x, 1);

    [Differentiable] public static double DoReFa2(double x) => Ste.DoReFaActivation(x);

    [Differentiable] public static float DoReFa2(float x) => Ste.DoReFaActivation(x);

    [Differentiable] public static double DoReFa3(double x) => Ste.DoReFaActivation(x, 3);

    [Differentiable] public static float DoReFa3(float x) => Ste.DoReFaActivation(x, 3);

    [Differentiable] public static double DoReFa8(double x) => Ste.DoReFaActivation(x, 8);

    [Differentiable] public static float DoReFa8(float x) => Ste.DoReFaActivation(x, 8);

    [Differentiable] public static double NativeSign(double x) => Gradient.StraightThrough(x > 0 ? 1 : x < 0 ? -1 : 0, x);

    [Differentiable] public static float NativeSign(float x) => Gradient.StraightThrough(x > 0 ? 1 : x < 0 ? -1 : 0, x);

    [Differentiable] public static double TimesStopped(double x) => x * Gradient.StopGradient(x);

    [Differentiable] public static float TimesStopped(float x) => x * Gradient.StopGradient(x);

    [Differentiable] public static double Square(double x) => x * x;

    [Differentiable] public static float Square(float x) => x * x;

    [Differentiable] public static double SineTimesStoppedCosine(double x) => Math.Sin(x) * Gradient.StopGradient(Math.Cos(x));

    [Differentiable] public static float SineTimesStoppedCosine(float x) => MathF.Sin(x) * Gradient.StopGradient(MathF.Cos(x));

    [Differentiable] public static double JuliaExample(double x) => Ste.Step(x);

    [Differentiable] public static float JuliaExample(float x) => Ste.Step(x);

#pragma warning disable STG0020 // written by hand: that is what these test
    [Differentiable] public static double RoundingExample(double x) => x + Gradient.StopGradient(Math.Round(x) - x);

    [Differentiable] public static float RoundingExample(float x) => x + Gradient.StopGradient(MathF.Round(x) - x);

    [Differentiable] public static double JaxExample(double x) => x + Gradient.StopGradient(Ste.Sign(x) - x);

    [Differentiable] public static float JaxExample(float x) => x + Gradient.StopGradient(Ste.Sign(x) - x);
#pragma warning restore STG0020
}
