using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace SteGen.Benchmarks;

/// <summary>Straight-through operations forward and backward beside PyTorch, in turn, one thread each, on warm memory.</summary>
internal static unsafe class TorchBenchmarks
{
    private const int Rounds = 15;
    private const int Rows = 4096;
    private const int Width = 512;
    private const int Dim = 64;
    private const int Codes = 512;

    private const string Cases = """
        class Sign(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                ctx.save_for_backward(x)
                return x.sign()
            @staticmethod
            def backward(ctx, g):
                x, = ctx.saved_tensors
                return g * (x.abs() <= 1)
        def both(function, *shape):
            x, g = (6 * torch.rand(*shape) - 3).requires_grad_(), torch.rand(*shape)
            def run():
                x.grad = None
                function(x).backward(g)
            for _ in range(3): run()
            return run
        codebook = torch.rand(512, 64)
        def quantize(z):
            with torch.no_grad(): q = codebook[torch.addmm((codebook * codebook).sum(1), z, codebook.t(), alpha=-2).min(1).indices]
            return z + (q - z).detach()
        fake = lambda x: torch.fake_quantize_per_tensor_affine(x, 0.02, 3, -128, 127)
        cases = {
            "clip5": both(Sign.apply, 10**5), "clip7": both(Sign.apply, 10**7), "fake5": both(fake, 10**5), "fake7": both(fake, 10**7),
            "gumbel": both(lambda x: torch.nn.functional.gumbel_softmax(x, hard=True), 4096, 512), "codes": both(quantize, 4096, 64)}
        """;

    public static void Run()
    {
        const int most = 10_000_000;
        float* x = MapBenchmarks.Allocate(most), g = MapBenchmarks.Allocate(most), y = MapBenchmarks.Allocate(most), d = MapBenchmarks.Allocate(most), codebook = MapBenchmarks.Allocate(Codes * Dim);
        int[] indices = new int[Rows];
        var random = new Random(1);
        for (int i = 0; i < most; i++)
        {
            x[i] = (6 * random.NextSingle()) - 3;
            g[i] = random.NextSingle();
        }

        for (int i = 0; i < Codes * Dim; i++)
        {
            codebook[i] = random.NextSingle();
        }

        Span<float> Of(float* p, int n) => new(p, n);
        void Clip(int n)
        {
            Kernels.SignClippedForwardBatch(Of(x, n), Of(y, n));
            Kernels.SignClippedBackwardBatch(Of(x, n), Of(g, n), Of(d, n));
        }

        void Fake(int n)
        {
            Kernels.FakeQuantize8ForwardBatch(Of(x, n), 0.02f, 3, Of(y, n));
            Kernels.FakeQuantize8BackwardBatch(Of(x, n), 0.02f, 3, Of(g, n), Of(d, n));
        }

        long step = 0;
        float* noise = MapBenchmarks.Allocate(Rows * Width);
        void Gumbel()
        {
            const int n = Rows * Width;
            Noise.Gumbel(1, step++ * n, Of(noise, n));
            Ste.GumbelSoftmaxForward(Of(x, n), Of(noise, n), Rows, Width, 1f, Of(y, n));
            Ste.GumbelSoftmaxBackward(Of(x, n), Of(noise, n), Rows, Width, 1f, Of(g, n), Of(d, n));
        }

        void Quantize()
        {
            Ste.VectorQuantizeForward(Of(x, Rows * Dim), Of(codebook, Codes * Dim), Dim, Of(y, Rows * Dim), indices);
            Ste.VectorQuantizeBackward(Of(x, Rows * Dim), Of(codebook, Codes * Dim), Dim, Of(g, Rows * Dim), Of(d, Rows * Dim));
        }

        (string Case, string Title, int Calls, string Asked, Action Ours)[] cases =
        [
            ("clip5", "clipped straight-through, 1e5", 50, "1/8", () => Clip(100_000)),
            ("clip7", "clipped straight-through, 1e7", 1, "1/8", () => Clip(most)),
            ("fake5", "fake-quantize, 1e5", 50, "1/8", () => Fake(100_000)),
            ("fake7", "fake-quantize, 1e7", 1, "1/8", () => Fake(most)),
            ("gumbel", $"hard Gumbel-softmax with noise, {Rows}x{Width}", 1, "1/6", Gumbel),
            ("codes", $"vector quantization, {Rows}x{Dim}, {Codes} codes", 1, "1/3", Quantize),
        ];
        foreach (bool isTuned in new[] { true, false })
        {
            using Torch? torch = Torch.Start(Cases, isTuned);
            if (torch is null) return;
            Console.WriteLine($"Forward and backward beside PyTorch, {(isTuned ? "tuned" : "as it comes")}");
            foreach ((string name, string title, int calls, string asked, Action ours) in cases)
            {
                List<double> mine = [], other = [];
                for (int warm = 0; warm < 40; warm++)
                {
                    long start = Stopwatch.GetTimestamp();
                    ours();
                    if (warm > 3 && Stopwatch.GetElapsedTime(start).TotalMilliseconds > 5) break;
                }

                for (int round = 0; round < Rounds; round++)
                {
                    long start = Stopwatch.GetTimestamp();
                    for (int call = 0; call < calls; call++)
                    {
                        ours();
                    }

                    mine.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls);
                    other.Add(torch.Time(name, calls));
                }

                double us = mine.Order().ElementAt(Rounds / 2), them = other.Order().ElementAt(Rounds / 2);
                Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"  {title,-44} {us,10:N1} us  PyTorch {them,10:N1} us  1/{them / us:0.0} (asked {asked})"));
            }
        }
    }
}
