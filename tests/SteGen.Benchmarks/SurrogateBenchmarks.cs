using System;

namespace SteGen.Benchmarks;

/// <summary>What hard costs beside soft: the forward of a sample, with noise or without, and forward and backward of each operation beside its surrogate.</summary>
internal static unsafe class SurrogateBenchmarks
{
    private delegate void Forward(ReadOnlySpan<float> x, Span<float> y);

    private delegate void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> yGradient, Span<float> xGradient);

    private delegate void NoisyForward(ReadOnlySpan<float> x, ReadOnlySpan<float> noise, Span<float> y);

    private delegate void NoisyBackward(ReadOnlySpan<float> x, ReadOnlySpan<float> noise, ReadOnlySpan<float> yGradient, Span<float> xGradient);

    public static void Run()
    {
        const int width = 512, rows = 64, n = rows * width;
        float* x = MapBenchmarks.Allocate(n), p = MapBenchmarks.Allocate(n), noise = MapBenchmarks.Allocate(n), g = MapBenchmarks.Allocate(n), y = MapBenchmarks.Allocate(n), d = MapBenchmarks.Allocate(n);
        var random = new Random(1);
        for (int i = 0; i < n; i++)
        {
            (x[i], p[i], g[i]) = ((4 * random.NextSingle()) - 2, random.NextSingle(), random.NextSingle() - 0.5f);
        }

        Span<float> Of(float* q) => new(q, n);
        Noise.Logistic(1, 0, Of(noise));
        Interleaved.Run(
            $"forward of a categorical sample, {rows}x{width}, noise given", n,
            ("softmax", () => Ste.GumbelSoftmaxRelaxedForward(Of(x), Of(noise), rows, width, 1f, Of(y))),
            ("hard (asked .5)", () => Ste.GumbelSoftmaxForward(Of(x), Of(noise), rows, width, 1f, Of(y))));
        Interleaved.Run(
            "forward of a gate", n,
            ("soft, of a probability, with new noise", () =>
            {
                Noise.Logistic(1, 0, Of(noise));
                SurrogateKernels.GateOfProbabilityForwardBatch(Of(p), Of(noise), Of(y));
            }
        ),
            ("soft, logit and noise given", () => SurrogateKernels.HardConcreteForwardBatch(Of(x), Of(noise), Of(y))),
            ("threshold, logit and noise given (asked .05)", () => SurrogateKernels.HardConcreteStepForwardBatch(Of(x), Of(noise), Of(y))));
        Interleaved.Run(
            $"forward and backward of a categorical sample, {rows}x{width}", n,
            ("softmax", () =>
            {
                Ste.GumbelSoftmaxRelaxedForward(Of(x), Of(noise), rows, width, 1f, Of(y));
                Ste.GumbelSoftmaxRelaxedBackward(Of(x), Of(noise), rows, width, 1f, Of(g), Of(d));
            }
        ),
            ("hard (asked 1.1)", () =>
            {
                Ste.GumbelSoftmaxForward(Of(x), Of(noise), rows, width, 1f, Of(y));
                Ste.GumbelSoftmaxBackward(Of(x), Of(noise), rows, width, 1f, Of(g), Of(d));
            }
        ));

        foreach ((string name, Forward softForward, Backward softBackward, Forward hardForward, Backward hardBackward) in new (string, Forward, Backward, Forward, Backward)[]
        {
            ("ClippedSign", SurrogateKernels.ClipForwardBatch, SurrogateKernels.ClipBackwardBatch, SurrogateKernels.ClippedSignForwardBatch, SurrogateKernels.ClippedSignBackwardBatch),
            ("SwishSign", SurrogateKernels.SwishForwardBatch, SurrogateKernels.SwishBackwardBatch, SurrogateKernels.SwishSignForwardBatch, SurrogateKernels.SwishSignBackwardBatch),
            ("Spike.Atan", SurrogateKernels.AtanForwardBatch, SurrogateKernels.AtanBackwardBatch, SurrogateKernels.SpikeAtanForwardBatch, SurrogateKernels.SpikeAtanBackwardBatch),
        })
        {
            void Both(Forward forward, Backward backward)
            {
                forward(Of(x), Of(y));
                backward(Of(x), Of(g), Of(d));
            }

            Interleaved.Run($"forward and backward of {name}", n, ("surrogate", () => Both(softForward, softBackward)), ("hard (asked 1.1)", () => Both(hardForward, hardBackward)));
        }

        foreach ((string name, NoisyForward softForward, NoisyBackward softBackward, NoisyForward hardForward, NoisyBackward hardBackward) in new (string, NoisyForward, NoisyBackward, NoisyForward, NoisyBackward)[]
        {
            ("BinaryConcreteStep", SurrogateKernels.BinaryConcreteForwardBatch, SurrogateKernels.BinaryConcreteBackwardBatch, SurrogateKernels.BinaryConcreteStepForwardBatch, SurrogateKernels.BinaryConcreteStepBackwardBatch),
            ("HardConcreteStep", SurrogateKernels.HardConcreteForwardBatch, SurrogateKernels.HardConcreteBackwardBatch, SurrogateKernels.HardConcreteStepForwardBatch, SurrogateKernels.HardConcreteStepBackwardBatch),
        })
        {
            void Both(NoisyForward forward, NoisyBackward backward)
            {
                forward(Of(x), Of(noise), Of(y));
                backward(Of(x), Of(noise), Of(g), Of(d));
            }

            Interleaved.Run($"forward and backward of {name}", n, ("surrogate", () => Both(softForward, softBackward)), ("hard (asked 1.1)", () => Both(hardForward, hardBackward)));
        }
    }
}
