using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using BinaryNet.Networks;
using SteGen.Training;

namespace SteGen.Benchmarks;

/// <summary>A whole training step of the network of samples/BinaryNet, 784-1024-1024-10 with batches of 100, beside the same step in PyTorch (Debian's python3-torch), one thread each, in turn.</summary>
internal static class BinaryNetBenchmarks
{
    private const int Batch = 100;
    private const int Rounds = 15;
    private const int Steps = 10;

    private const string Script = """
        class Sign(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                ctx.save_for_backward(x)
                return torch.where(x >= 0, 1.0, -1.0)
            @staticmethod
            def backward(ctx, g):
                x, = ctx.saved_tensors
                return g * (x.abs() <= 1)
        sizes = [784, 1024, 1024, 10]
        torch.manual_seed(1)
        weights = [(2 * torch.rand(o, i) - 1).requires_grad_() for i, o in zip(sizes, sizes[1:])]
        norms = [torch.nn.BatchNorm1d(o, eps=1e-4) for o in sizes[1:]]
        optimizer = torch.optim.Adam(weights + [p for n in norms for p in n.parameters()], lr=0.001)
        x, labels = torch.rand(100, 784), torch.arange(100) % 10
        def step():
            h = x
            for k in range(3):
                h = norms[k](torch.nn.functional.linear(h, Sign.apply(weights[k])))
                if k < 2: h = Sign.apply(h)
            loss = torch.nn.functional.cross_entropy(h, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                for w in weights: w.clamp_(-1, 1)
        for _ in range(10): step()
        cases = {"step": step}
        """;

    public static void Run()
    {
        int threads = LinearAlgebra.MaxThreads;
        LinearAlgebra.MaxThreads = 1;
        var shape = new Shape(784, 1024, 10);
        Parameters parameters = Parameters.Random(shape, 1, 1), gradient = new(shape);
        var adam = new Adam<float>(parameters.All.Length, 0.001f);
        var random = new Random(1);
        float[] images = [.. Enumerable.Range(0, Batch * 784).Select(_ => random.Next(256) / 256f)];
        int[] labels = [.. Enumerable.Range(0, Batch).Select(n => n % 10)];
        long inGradient = 0;
        void Step()
        {
            long start = Stopwatch.GetTimestamp();
            BinaryNetwork.LossAndGradient(images, labels, parameters, gradient);
            inGradient += Stopwatch.GetTimestamp() - start;
            adam.Step(parameters.All, gradient.All);
            for (int layer = 0; layer < 3; layer++)
            {
                Weights.Clip(parameters.Weights(layer), 1f);
            }
        }

        for (int k = 0; k < 30; k++)
        {
            Step();
        }

        foreach (bool isTuned in new[] { true, false })
        {
            using Torch? torch = Torch.Start(Script, isTuned);
            List<double> ours = [], theirs = [];
            inGradient = 0;
            for (int round = 0; round < Rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int k = 0; k < Steps; k++)
                {
                    Step();
                }

                ours.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Steps);
                if (torch is not null) theirs.Add(torch.Time("step", Steps));
            }

            double mine = ours.Order().ElementAt(Rounds / 2);
            Console.WriteLine($"BinaryNet step 784-1024-1024-10, batch {Batch}: {mine:N0} us, of which the gradient {Stopwatch.GetElapsedTime(0, inGradient).TotalMicroseconds / Rounds / Steps:N0} us");
            if (torch is null) break;

            double other = theirs.Order().ElementAt(Rounds / 2);
            Console.WriteLine($"  PyTorch, {(isTuned ? "tuned" : "default")}: {other:N0} us; ratio {mine / other:0.00}");
        }

        LinearAlgebra.MaxThreads = threads;
    }
}
