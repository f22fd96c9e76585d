using System;
using System.Collections.Generic;
using System.Linq;
using SteGen;
using Xunit;

#pragma warning disable STG0035 // bad literals, on purpose

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Bad input: an exception that names the parameter, from the method and from every generated member, before anything is written.</summary>
public sealed class BadInputTests
{
    private const double Untouched = -77;

    private static readonly double[] s_x = [0.5, -1, 2, 0.25], s_g = [1, -2, 3, 0.5];

    /// <summary>Each writes to its argument, were it not for the exception.</summary>
    private static readonly Dictionary<string, (string Parameter, Action<double[]> Call)> s_cases = new()
    {
        ["ArgMaxOneHot, tau 0"] = ("tau", y => Ste.ArgMaxOneHot(s_x, 0, y)),
        ["ArgMaxOneHot forward, tau NaN"] = ("tau", y => Ste.ArgMaxOneHotForward(s_x, double.NaN, y)),
        ["ArgMaxOneHot backward, tau -1"] = ("tau", y => Ste.ArgMaxOneHotBackward(s_x, -1, s_g, y)),
        ["ArgMaxOneHot, no logits"] = ("logits", _ => Ste.ArgMaxOneHot([], 1, [])),
        ["ArgMaxOneHot, short result"] = ("result", y => Ste.ArgMaxOneHot(s_x, 1, y.AsSpan(1))),
        ["GumbelSoftmax, tau 0"] = ("tau", y => Ste.GumbelSoftmaxForward(s_x, s_g, 0, y)),
        ["GumbelSoftmax backward, tau 0"] = ("tau", y => Ste.GumbelSoftmaxBackward(s_x, s_g, 0, s_g, y)),
        ["GumbelSoftmax backward, short noise"] = ("noise", y => Ste.GumbelSoftmaxBackward(s_x, s_g.AsSpan(1), 1, s_g, y)),
        ["GumbelSoftmaxRelaxed, tau 0"] = ("tau", y => Ste.GumbelSoftmaxRelaxedForward(s_x, s_g, 0, y)),
        ["TopK, k 5 of 4"] = ("k", y => Ste.TopK(s_x, 5, 1, y)),
        ["TopK backward, k 5 of 4"] = ("k", y => Ste.TopKBackward(s_x, 5, 1, s_g, y)),
        ["TopK forward, k 0"] = ("k", y => Ste.TopKForward(s_x, 0, 1, y)),
        ["RelaxedTopK, k 5 of 4"] = ("k", y => Ste.RelaxedTopKForward(s_x, s_g, 5, 1, y, 1e-30)),
        ["RelaxedTopK backward, tau 0"] = ("tau", y => Ste.RelaxedTopKBackward(s_x, s_g, 2, 0, 1e-30, s_g, y)),
        ["ReinMax, tau 0.9"] = ("tau", y => Ste.ReinMax(s_x, s_g, 0.9, y)),
        ["ReinMax backward, tau 0.9"] = ("tau", y => Ste.ReinMaxBackward(s_x, s_g, 0.9, s_g, y)),
        ["ReinMax, no such sample"] = ("sample", y => Ste.ReinMaxForward(s_x, 4, 1, y)),
        ["VectorQuantize, no codes"] = ("codebook", y => Ste.VectorQuantizeForward(s_x, [], 2, y, new int[2])),
        ["VectorQuantize backward, no codes"] = ("codebook", y => Ste.VectorQuantizeBackward(s_x, [], 2, s_g, y)),
        ["VectorQuantize, half a code"] = ("codebook", y => Ste.VectorQuantizeForward(s_x, s_g.AsSpan(1), 2, y, new int[2])),
        ["VectorQuantize, dim 0"] = ("dim", y => Ste.VectorQuantize(s_x, s_g, 0, y, new int[2])),
        ["VectorQuantize, short indices"] = ("indices", y => Ste.VectorQuantizeForward(s_x, s_g, 2, y, new int[1])),
        ["VectorQuantizeLoss, no codes"] = ("codebook", y => Ste.VectorQuantizeLossBackward(s_x, [], 2, 0.25, 1, y, [])),
        ["ResidualVectorQuantize, no codes"] = ("codebooks", y => Ste.ResidualVectorQuantizeForward(s_x, [], 1, 2, y, new int[2], ResidualGradient.Once)),
        ["ResidualVectorQuantize, no stage"] = ("stages", y => Ste.ResidualVectorQuantizeForward(s_x, s_g, 0, 2, y, new int[2], ResidualGradient.Once)),
        ["SimVq, no codes"] = ("frozen", y => Ste.SimVqForward(s_x, [], s_g, 2, y, new int[2])),
        ["SimVq, a matrix that is not square"] = ("transform", y => Ste.SimVqBackward(s_x, s_g, s_g.AsSpan(1), 2, s_g, y)),
        ["RotationTrick, epsilon 0"] = ("epsilon", y => Ste.RotationTrickBackward(s_x, s_g, 2, 0, s_g, y)),
        ["FiniteScalarQuantize, one level"] = ("levels", y => Ste.FiniteScalarQuantizeForward(s_x, [3, 1], y, new int[2], 1e-3)),
        ["LookupFreeQuantize, scale 0"] = ("scale", y => Ste.LookupFreeQuantizeForward(s_x, 2, y, new int[2], 0)),
        ["MagnitudeAwareSign, clip 0"] = ("clip", y => Ste.MagnitudeAwareSignBackward(s_x, 2, 0, SignZero.Positive, true, s_g, y)),
        ["XnorWeights, no channel"] = ("channels", y => Ste.XnorWeightsForward(s_x, 0, y, false)),
        ["DoReFaWeights, 0 bits"] = ("bits", y => Ste.DoReFaWeightsBackward(s_x, 0, true, s_g, y)),
        ["LearnedStepStart, no levels"] = ("qp", y => y[0] = Ste.LearnedStepStart(s_x, 0)),
        ["ClippedSign, clip 0"] = ("clip", y => y[0] = Ste.ClippedSign(1.0, 0)),
        ["ClippedStep, clip -1"] = ("clip", y => y[0] = Ste.ClippedStep(1.0, -1)),
        ["Ternary, clip 0"] = ("clip", y => y[0] = Ste.Ternary(1.0, 0.05, 0)),
        ["SwishSign, beta 0"] = ("beta", y => y[0] = Ste.SwishSign(1.0, 0)),
        ["DoReFaActivation, 0 bits"] = ("bits", y => y[0] = Ste.DoReFaActivation(1.0, 0)),
        ["Pact, 0 bits"] = ("bits", y => Quantizers.PactForwardBatch(s_x, 1, 0, y)),
        ["Pact, alpha 0"] = ("alpha", y => Quantizers.PactForwardBatch(s_x, 0, 2, y)),
        ["Pact backward, alpha 0"] = ("alpha", y => Quantizers.PactBackwardBatch(s_x, 0, 2, s_g, y, out _)),
        ["FakeQuantize, scale 0"] = ("scale", y => y[0] = Ste.FakeQuantize(1.0, 0, 0, -8, 7)),
        ["LearnedFakeQuantize, scale 0"] = ("scale", y => Quantizers.LearnedFakeQuantizeForwardBatch(s_x, 0, 0, -8, 7, y)),
        ["LearnedStep, step 0"] = ("step", y => Quantizers.LearnedStepForwardBatch(s_x, 0, 2, 1, 1, y)),
        ["LearnedStep backward, step 0"] = ("step", y => Quantizers.LearnedStepBackwardBatch(s_x, 0, 2, 1, 1, s_g, y, out _)),
        ["BinaryConcrete, tau 0"] = ("tau", y => y[0] = Ste.BinaryConcrete(1.0, 0, 0)),
        ["BinaryConcreteStep, tau 0"] = ("tau", y => y[0] = Ste.BinaryConcreteStep(1.0, 0, 0)),
        ["HardConcrete, beta 0"] = ("beta", y => y[0] = Ste.HardConcrete(1.0, 0.5, 0)),
        ["HardConcreteStep, beta 0"] = ("beta", y => y[0] = Ste.HardConcreteStep(1.0, 0, 0)),
        ["HardConcretePenalty, gamma 0"] = ("gamma", y => y[0] = Ste.HardConcretePenalty(1.0, 0.5, 0)),
        ["BinaryConnect, h 0"] = ("h", y => y[0] = Ste.BinaryConnect(1.0, 0)),
        ["FastSigmoid, slope 0"] = ("slope", y => y[0] = Spike.FastSigmoid(1.0, 0)),
        ["Atan, alpha 0"] = ("alpha", y => y[0] = Spike.Atan(1.0, 0)),
        ["CodebookAverage, no codes"] = ("codes", _ => new CodebookAverage<double>([], 2).ToString()),
        ["CodebookAverage, no such code"] = ("indices", _ => new CodebookAverage<double>([1, 2], 2).Update([1, 2], [1])),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_parameter_is_named_and_nothing_is_written(string name)
    {
        double[] written = [Untouched, Untouched, Untouched, Untouched];
        ArgumentException e = Assert.ThrowsAny<ArgumentException>(() => s_cases[name].Call(written));
        Assert.Equal(s_cases[name].Parameter, e.ParamName);
        Assert.All(written, x => Assert.Equal(Untouched, x));
    }
}
