using System;
using System.Runtime.CompilerServices;

namespace SteGen.Benchmarks;

/// <summary>One element at a time: what one would write without the tool, forward and backward by hand, and loops over the tool's members for one element.</summary>
internal static class ScalarLoops
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clipped(ReadOnlySpan<float> x, ReadOnlySpan<float> g, Span<float> y, Span<float> d)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = float.IsNaN(x[i]) ? x[i] : x[i] >= 0 ? 1 : -1;
        }

        for (int i = 0; i < x.Length; i++)
        {
            d[i] = MathF.Abs(x[i]) <= 1 ? g[i] : 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClippedMembers(ReadOnlySpan<float> x, ReadOnlySpan<float> g, Span<float> y, Span<float> d)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Kernels.SignClippedForward(x[i]);
        }

        for (int i = 0; i < x.Length; i++)
        {
            Kernels.SignClippedBackward(x[i], g[i], out d[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FakeQuantizeMembers(ReadOnlySpan<float> x, float scale, float zeroPoint, ReadOnlySpan<float> g, Span<float> y, Span<float> d)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Kernels.FakeQuantize8Forward(x[i], scale, zeroPoint);
        }

        for (int i = 0; i < x.Length; i++)
        {
            Kernels.FakeQuantize8Backward(x[i], scale, zeroPoint, g[i], out d[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FakeQuantize(ReadOnlySpan<float> x, float scale, float zeroPoint, ReadOnlySpan<float> g, Span<float> y, Span<float> d)
    {
        float inverse = 1 / scale;
        for (int i = 0; i < x.Length; i++)
        {
            float q = MathF.Round(x[i] * inverse) + zeroPoint;
            y[i] = (Math.Clamp(q, -128, 127) - zeroPoint) * scale;
        }

        for (int i = 0; i < x.Length; i++)
        {
            float q = MathF.Round(x[i] * inverse) + zeroPoint;
            d[i] = q is >= -128 and <= 127 ? g[i] : 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Smooth(ReadOnlySpan<float> x, ReadOnlySpan<float> g, Span<float> y, Span<float> d)
    {
        for (int i = 0; i < x.Length; i++)
        {
            float v = x[i];
            y[i] = MathF.Tanh((MathF.Sin(v) * MathF.Exp(-v * v)) + float.LogP1(v * v));
        }

        for (int i = 0; i < x.Length; i++)
        {
            float v = x[i], squared = v * v, sine = MathF.Sin(v), bell = MathF.Exp(-squared);
            float t = MathF.Tanh((sine * bell) + float.LogP1(squared));
            float inner = g[i] * (1 - (t * t));
            float squaredGradient = (inner / (1 + squared)) - (inner * sine * bell);
            d[i] = (inner * bell * MathF.Cos(v)) + (2 * squaredGradient * v);
        }
    }
}
