using System;
using System.Runtime.InteropServices;

namespace SteGen.Benchmarks;

/// <summary>Batch members of elementwise functions, in cache (4096 elements) and out of it (10 million).</summary>
internal static class MapBenchmarks
{
    public static void Run()
    {
        foreach (int n in new[] { 4096, 10_000_000 })
        {
            Maps(n);
        }
    }

    private static unsafe void Maps(int n)
    {
        // aligned to 64 bytes: otherwise every vector straddles two cache lines and all contenders measure that
        float* px = Allocate(n), pg = Allocate(n), py = Allocate(n), pd = Allocate(n);
        Random random = new(1);
        for (int i = 0; i < n; i++)
        {
            px[i] = (random.NextSingle() * 6) - 3;
            pg[i] = (random.NextSingle() * 2) - 1;
        }

        Span<float> X() => new(px, n);
        Span<float> G() => new(pg, n);
        Span<float> Y() => new(py, n);
        Span<float> D() => new(pd, n);

        Interleaved.Run(
            "identity straight-through, backward", n,
            ("Span.CopyTo", () => G().CopyTo(D())),
            ("SignIdentityBackwardBatch", () => Kernels.SignIdentityBackwardBatch(X(), G(), D())));

        Interleaved.Run(
            "clipped straight-through, forward + backward", n,
            ("Span.CopyTo", () => G().CopyTo(D())),
            ("batch members", () =>
            {
                Kernels.SignClippedForwardBatch(X(), Y());
                Kernels.SignClippedBackwardBatch(X(), G(), D());
            }
        ),
            ("loop over the scalar members", () => ScalarLoops.ClippedMembers(X(), G(), Y(), D())),
            ("scalar loop by hand", () => ScalarLoops.Clipped(X(), G(), Y(), D())));

        Interleaved.Run(
            "int8 fake-quantize, forward + backward", n,
            ("Span.CopyTo", () => G().CopyTo(D())),
            ("batch members", () =>
            {
                Kernels.FakeQuantize8ForwardBatch(X(), 0.02f, 3, Y());
                Kernels.FakeQuantize8BackwardBatch(X(), 0.02f, 3, G(), D());
            }
        ),
            ("loop over the scalar members", () => ScalarLoops.FakeQuantizeMembers(X(), 0.02f, 3, G(), Y(), D())),
            ("scalar loop by hand", () => ScalarLoops.FakeQuantize(X(), 0.02f, 3, G(), Y(), D())));

        Interleaved.Run(
            "tanh(sin(x) exp(-x²) + log1p(x²)), forward + backward", n,
            ("written by hand", () =>
            {
                HandWritten.Forward(X(), Y());
                HandWritten.Backward(X(), G(), D());
            }
        ),
            ("batch members", () =>
            {
                Kernels.SmoothForwardBatch(X(), Y());
                Kernels.SmoothBackwardBatch(X(), G(), D());
            }
        ),
            ("scalar MathF", () => ScalarLoops.Smooth(X(), G(), Y(), D())));

        NativeMemory.AlignedFree(px);
        NativeMemory.AlignedFree(pg);
        NativeMemory.AlignedFree(py);
        NativeMemory.AlignedFree(pd);
    }

    /// <summary>Zeros, aligned to a cache line.</summary>
    internal static unsafe float* Allocate(int n)
    {
        float* p = (float*)NativeMemory.AlignedAlloc((nuint)n * sizeof(float), 64);
        new Span<float>(p, n).Clear();
        return p;
    }
}
