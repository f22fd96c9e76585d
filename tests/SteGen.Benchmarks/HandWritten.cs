using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;
using V = System.Runtime.Intrinsics.Vector512;

namespace SteGen.Benchmarks;

/// <summary>
/// <c>tanh(sin(x) * exp(-x * x) + log1p(x * x))</c>, forward and backward, written by hand for 512-bit vectors by somebody who knows the machine. Its elementary functions take the shortcuts
/// that a hand-written program may take (no infinities, no subnormal results, no large angles); the generated code takes none.
/// </summary>
internal static class HandWritten
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        ReadOnlySpan<F> xs = MemoryMarshal.Cast<float, F>(x);
        Span<F> ys = MemoryMarshal.Cast<float, F>(y);
        xs = xs[..ys.Length];
        for (int i = 0; i < ys.Length; i++)
        {
            F v = xs[i], squared = v * v;
            ys[i] = Tanh((Sin(v, out _) * Exp(-squared)) + Log1p(squared));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> yGradient, Span<float> xGradient)
    {
        ReadOnlySpan<F> xs = MemoryMarshal.Cast<float, F>(x), upstream = MemoryMarshal.Cast<float, F>(yGradient);
        Span<F> result = MemoryMarshal.Cast<float, F>(xGradient);
        xs = xs[..result.Length];
        upstream = upstream[..result.Length];
        for (int i = 0; i < result.Length; i++)
        {
            F v = xs[i];
            F sine = Sin(v, out F cosine);
            F squared = v * v;
            F bell = Exp(-squared);
            F y = Tanh((sine * bell) + Log1p(squared));
            F inner = upstream[i] * (V.Create(1f) - (y * y));
            F squaredGradient = inner / (V.Create(1f) + squared);
            F bellGradient = inner * sine;
            squaredGradient -= bellGradient * bell;
            result[i] = V.FusedMultiplyAdd(squaredGradient + squaredGradient, v, inner * bell * cosine);
        }
    }

    [MethodImpl(Inline)]
    private static F Polynomial(F r)
    {
        F q = V.FusedMultiplyAdd(V.Create(1.9875691500E-4f), r, V.Create(1.3981999507E-3f));
        q = V.FusedMultiplyAdd(q, r, V.Create(8.3334519073E-3f));
        q = V.FusedMultiplyAdd(q, r, V.Create(4.1665795894E-2f));
        q = V.FusedMultiplyAdd(q, r, V.Create(1.6666665459E-1f));
        q = V.FusedMultiplyAdd(q, r, V.Create(5.0000001201E-1f));
        return V.FusedMultiplyAdd(q * r, r, r);
    }

    [MethodImpl(Inline)]
    private static F Reduce(F x, out F n)
    {
        n = V.Round(x * V.Create(1.4426950408889634f));
        return V.FusedMultiplyAdd(n, V.Create(2.12194440e-4f), V.FusedMultiplyAdd(n, V.Create(-0.693359375f), x));
    }

    [MethodImpl(Inline)]
    private static F Power(F n) => ((V.ConvertToInt32Native(n) + V.Create(127)) << 23).AsSingle();

    [MethodImpl(Inline)]
    private static F Exp(F x)
    {
        x = V.MinNative(V.MaxNative(x, V.Create(-87.3f)), V.Create(88.3f));
        F r = Reduce(x, out F n);
        F t = Power(n);
        return V.FusedMultiplyAdd(Polynomial(r), t, t);
    }

    [MethodImpl(Inline)]
    private static F Tanh(F x)
    {
        F z = V.MinNative(V.Abs(x), V.Create(10f)) * V.Create(-2f);
        F r = Reduce(z, out F n);
        F t = Power(n);
        F e = V.FusedMultiplyAdd(Polynomial(r), t, t - V.Create(1f));
        return V.CopySign(V.ConditionalSelect(V.Equals(x, x), -e / (e + V.Create(2f)), x), x);
    }

    [MethodImpl(Inline)]
    private static F Log1p(F x)
    {
        F one = V.Create(1f);
        F u = x + one;
        I bits = u.AsInt32() + V.Create(0x3f800000 - 0x3f3504f3);
        F k = V.ConvertToSingle((bits >> 23) - V.Create(127));
        F m = ((bits & V.Create(0x007fffff)) + V.Create(0x3f3504f3)).AsSingle();
        F c = V.ConditionalSelect(V.LessThan(x, one), x - (u - one), one - (u - x)) / u;
        F f = V.ConditionalSelect(V.Equals(k, F.Zero), x, m - one);
        c = V.ConditionalSelect(V.Equals(k, F.Zero), F.Zero, c);
        F s = f / (f + V.Create(2f)), z = s * s, half = V.Create(0.5f) * f * f;
        F r = V.FusedMultiplyAdd(V.Create(0.24279078841f), z, V.Create(0.28498786688f));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.40000972152f));
        r = V.FusedMultiplyAdd(r, z, V.Create(0.66666662693f)) * z;
        F y = (s * (half + r)) + V.FusedMultiplyAdd(k, V.Create(9.0580006145e-06f), c) - half + f;
        y = V.FusedMultiplyAdd(k, V.Create(6.9313812256e-01f), y);
        return V.ConditionalSelect(V.LessThan(x, V.Create(float.MaxValue)), y, x);
    }

    [MethodImpl(Inline)]
    private static F Sin(F x, out F cosine)
    {
        F n = V.Round(x * V.Create(0.63661977236758134308f));
        F r = V.FusedMultiplyAdd(n, V.Create(-1.57079625e+00f), x);
        r = V.FusedMultiplyAdd(n, V.Create(-7.54978942e-08f), r);
        r = V.FusedMultiplyAdd(n, V.Create(-5.39030253e-15f), r);
        F z = r * r;
        F s = V.FusedMultiplyAdd(V.Create(2.83960253e-6f), z, V.Create(-1.98559923e-4f));
        s = V.FusedMultiplyAdd(s, z, V.Create(8.33338592e-3f));
        s = V.FusedMultiplyAdd(s, z, V.Create(-1.66666672e-1f));
        s = V.FusedMultiplyAdd(s * z, r, r);
        F c = V.FusedMultiplyAdd(V.Create(2.44677067e-5f), z, V.Create(-1.38877297e-3f));
        c = V.FusedMultiplyAdd(c, z, V.Create(4.16666567e-2f));
        c = V.FusedMultiplyAdd(c, z, V.Create(-0.5f));
        c = V.FusedMultiplyAdd(c, z, V.Create(1f));
        I q = V.ConvertToInt32Native(n);
        F odd = V.Equals(q & I.One, I.One).AsSingle();
        cosine = V.ConditionalSelect(odd, s, c) ^ (((q + I.One) & V.Create(2)) << 30).AsSingle();
        return V.ConditionalSelect(odd, c, s) ^ ((q & V.Create(2)) << 30).AsSingle();
    }
}
