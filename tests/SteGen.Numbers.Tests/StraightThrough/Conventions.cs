using System;
using SteGen;
using SteGen.Numerics;

#pragma warning disable STG0020 // the forms of the literature are what is tested here

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>What other libraries do otherwise than the defaults of Ste, as a user writes it.</summary>
internal static partial class Conventions
{
    [Differentiable] public static double PlainSign(double x) => Gradient.StraightThrough(Ste.Sign(x), 0 * x);

    [Differentiable] public static float PlainSign(float x) => Gradient.StraightThrough(Ste.Sign(x), 0 * x);

    [Differentiable] public static double PlainSignPositive(double x) => Gradient.StraightThrough(Ste.Sign(x, SignZero.Positive), 0 * x);

    [Differentiable] public static float PlainSignPositive(float x) => Gradient.StraightThrough(Ste.Sign(x, SignZero.Positive), 0 * x);

    [Differentiable] public static double PlainSignNegative(double x) => Gradient.StraightThrough(Ste.Sign(x, SignZero.Negative), 0 * x);

    [Differentiable] public static float PlainSignNegative(float x) => Gradient.StraightThrough(Ste.Sign(x, SignZero.Negative), 0 * x);

    [Differentiable] public static double PlainSignBit(double x) => Gradient.StraightThrough(Math.CopySign(1, x), 0 * x);

    [Differentiable] public static float PlainSignBit(float x) => Gradient.StraightThrough(MathF.CopySign(1, x), 0 * x);

    [Differentiable] public static double SignBit(double x) => Gradient.StraightThrough(Math.CopySign(1, x), x);

    [Differentiable] public static float SignBit(float x) => Gradient.StraightThrough(MathF.CopySign(1, x), x);

    [Differentiable] public static double BrevitasSign(double x) => Gradient.StraightThrough(x >= 0 ? 1 : -1, x);

    [Differentiable] public static float BrevitasSign(float x) => Gradient.StraightThrough(x >= 0 ? 1 : -1, x);

    [Differentiable] public static double MinMaxSign(double x) => Gradient.StraightThrough(Ste.Sign(x), x > 1 ? 1 : x < -1 ? -1 : x == 1 || x == -1 ? x / 2 : x);

    [Differentiable] public static float MinMaxSign(float x) => Gradient.StraightThrough(Ste.Sign(x), x > 1 ? 1 : x < -1 ? -1 : x == 1 || x == -1 ? x / 2 : x);

    [Differentiable] public static double BinarySigmoid(double x) => Ste.Round(Math.Clamp((x + 1) / 2, 0, 1), MidpointRounding.AwayFromZero);

    [Differentiable] public static float BinarySigmoid(float x) => Ste.Round(Math.Clamp((x + 1) / 2, 0, 1), MidpointRounding.AwayFromZero);

    [Differentiable] public static double StepAtZero(double x) => Gradient.StraightThrough(x >= 0 ? 1 : 0, x);

    [Differentiable] public static float StepAtZero(float x) => Gradient.StraightThrough(x >= 0 ? 1 : 0, x);

    [Differentiable] public static double RoundHalfUp(double x) => Ste.RoundHalfUp(x);

    [Differentiable] public static float RoundHalfUp(float x) => Ste.RoundHalfUp(x);

    [Differentiable] public static double RoundDpu(double x) => Ste.RoundDpu(x);

    [Differentiable] public static float RoundDpu(float x) => Ste.RoundDpu(x);

    [Differentiable] public static double StrictTernary(double x) => Gradient.StraightThrough(x > 0.05 ? 1 : x < -0.05 ? -1 : 0, x);

    [Differentiable] public static float StrictTernary(float x) => Gradient.StraightThrough(x > 0.05f ? 1 : x < -0.05f ? -1 : 0, x);

    [Differentiable] public static double PlainClamp(double x) => Gradient.StraightThrough(Math.Clamp(x, -1, 1), x >= -1 && x <= 1 ? x : 0);

    [Differentiable] public static float PlainClamp(float x) => Gradient.StraightThrough(Math.Clamp(x, -1, 1), x >= -1 && x <= 1 ? x : 0);

    [Differentiable] public static double AbsoluteFromZero(double x) => x >= 0 ? x : -x;

    [Differentiable] public static float AbsoluteFromZero(float x) => x >= 0 ? x : -x;

    [Differentiable] public static double DoubleCount(double x) => x + (Math.Round(x) - Gradient.StopGradient(x));

    [Differentiable] public static float DoubleCount(float x) => x + (MathF.Round(x) - Gradient.StopGradient(x));

    [Differentiable] public static double NothingStopped(double x) => x + ((2 * Math.Tanh(x)) - x);

    [Differentiable] public static float NothingStopped(float x) => x + ((2 * MathF.Tanh(x)) - x);

    [Differentiable] public static double SoftHard(double x) => (x > 0 ? 1 : 0) - Gradient.StopGradient(Elementary.Sigmoid(x)) + Elementary.Sigmoid(x);

    [Differentiable] public static float SoftHard(float x) => (x > 0 ? 1 : 0) - Gradient.StopGradient(Elementary.Sigmoid(x)) + Elementary.Sigmoid(x);

    [Differentiable] public static double BinaryConnect(double x) => Ste.BinaryConnect(x);

    [Differentiable] public static float BinaryConnect(float x) => Ste.BinaryConnect(x);

    [Differentiable] public static double BinaryConnectHalf(double x) => Ste.BinaryConnect(x, 0.5);

    [Differentiable] public static float BinaryConnectHalf(float x) => Ste.BinaryConnect(x, 0.5f);

    [Differentiable] public static double Penalty(double x) => Ste.HardConcretePenalty(x);

    [Differentiable] public static float Penalty(float x) => Ste.HardConcretePenalty(x);

    // the pattern is a mistake that the analyzer tells; its derivative is what is written
#pragma warning disable STG0021 // the record is about this mistake
    [Differentiable] public static double Inverted(double x) => Gradient.StopGradient(x) + Math.Sign(x) - x;

    [Differentiable] public static float Inverted(float x) => Gradient.StopGradient(x) + MathF.Sign(x) - x;
#pragma warning restore STG0021
}
