using System.Collections.Generic;
using static SteGen.Numbers.Tests.StraightThrough.Operations;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Which function is held against which record of the reference.</summary>
internal static class ElementwiseTable
{
    public static IReadOnlyList<Elementwise> All { get; } =
    [
        new("ste_sign.identity.Zero.f64", new(Sign, SignForward, SignForwardBatch, SignBackward, SignBackwardBatch), new(Sign, SignForward, SignForwardBatch, SignBackward, SignBackwardBatch)),
        new("ste_sign.identity.Positive.f64", new(SignPositive, SignPositiveForward, SignPositiveForwardBatch, SignPositiveBackward, SignPositiveBackwardBatch), new(SignPositive, SignPositiveForward, SignPositiveForwardBatch, SignPositiveBackward, SignPositiveBackwardBatch)),
        new("ste_sign.identity.Negative.f64", new(SignNegative, SignNegativeForward, SignNegativeForwardBatch, SignNegativeBackward, SignNegativeBackwardBatch), new(SignNegative, SignNegativeForward, SignNegativeForwardBatch, SignNegativeBackward, SignNegativeBackwardBatch)),
        new("ste_sign.larq.clip1.0.f64", new(ClippedSign, ClippedSignForward, ClippedSignForwardBatch, ClippedSignBackward, ClippedSignBackwardBatch), new(ClippedSign, ClippedSignForward, ClippedSignForwardBatch, ClippedSignBackward, ClippedSignBackwardBatch)),
        new("ste_sign.larq.clip0.5.f64", new(ClippedSignHalf, ClippedSignHalfForward, ClippedSignHalfForwardBatch, ClippedSignHalfBackward, ClippedSignHalfBackwardBatch), new(ClippedSignHalf, ClippedSignHalfForward, ClippedSignHalfForwardBatch, ClippedSignHalfBackward, ClippedSignHalfBackwardBatch)),
        new("ste_sign.xnor.strict.f64", new(ClippedSignStrict, ClippedSignStrictForward, ClippedSignStrictForwardBatch, ClippedSignStrictBackward, ClippedSignStrictBackwardBatch), new(ClippedSignStrict, ClippedSignStrictForward, ClippedSignStrictForwardBatch, ClippedSignStrictBackward, ClippedSignStrictBackwardBatch)),
        new("ste_sign.clamp_torch.f64", new(ClippedSignZero, ClippedSignZeroForward, ClippedSignZeroForwardBatch, ClippedSignZeroBackward, ClippedSignZeroBackwardBatch), new(ClippedSignZero, ClippedSignZeroForward, ClippedSignZeroForwardBatch, ClippedSignZeroBackward, ClippedSignZeroBackwardBatch)),
        new("ste_sign.binarynet.f64", new(BinaryTanh, BinaryTanhForward, BinaryTanhForwardBatch, BinaryTanhBackward, BinaryTanhBackwardBatch), new(BinaryTanh, BinaryTanhForward, BinaryTanhForwardBatch, BinaryTanhBackward, BinaryTanhBackwardBatch)),
        new("approx_sign.larq.f64", new(ApproxSign, ApproxSignForward, ApproxSignForwardBatch, ApproxSignBackward, ApproxSignBackwardBatch), new(ApproxSign, ApproxSignForward, ApproxSignForwardBatch, ApproxSignBackward, ApproxSignBackwardBatch)),
        new("approx_sign.reactnet.f64", new(ApproxSignZero, ApproxSignZeroForward, ApproxSignZeroForwardBatch, ApproxSignZeroBackward, ApproxSignZeroBackwardBatch), new(ApproxSignZero, ApproxSignZeroForward, ApproxSignZeroForwardBatch, ApproxSignZeroBackward, ApproxSignZeroBackwardBatch)),
        new("swish_sign.larq.beta5.0.f64", new(SwishSign, SwishSignForward, SwishSignForwardBatch, SwishSignBackward, SwishSignBackwardBatch), new(SwishSign, SwishSignForward, SwishSignForwardBatch, SwishSignBackward, SwishSignBackwardBatch)),
        new("swish_sign.larq.beta1.0.f64", new(SwishSign1, SwishSign1Forward, SwishSign1ForwardBatch, SwishSign1Backward, SwishSign1BackwardBatch), new(SwishSign1, SwishSign1Forward, SwishSign1ForwardBatch, SwishSign1Backward, SwishSign1BackwardBatch)),
        new("swish_sign.larq.beta10.0.f64", new(SwishSign10, SwishSign10Forward, SwishSign10ForwardBatch, SwishSign10Backward, SwishSign10BackwardBatch), new(SwishSign10, SwishSign10Forward, SwishSign10ForwardBatch, SwishSign10Backward, SwishSign10BackwardBatch)),
        new("ste_sign.tanh_surrogate.f64", new(TanhSign, TanhSignForward, TanhSignForwardBatch, TanhSignBackward, TanhSignBackwardBatch), new(TanhSign, TanhSignForward, TanhSignForwardBatch, TanhSignBackward, TanhSignBackwardBatch)),
        new("binary_ste.flux.f64", new(Step, StepForward, StepForwardBatch, StepBackward, StepBackwardBatch), new(Step, StepForward, StepForwardBatch, StepBackward, StepBackwardBatch)),
        new("ste_heaviside.larq.clip1.f64", new(ClippedStep, ClippedStepForward, ClippedStepForwardBatch, ClippedStepBackward, ClippedStepBackwardBatch), new(ClippedStep, ClippedStepForward, ClippedStepForwardBatch, ClippedStepBackward, ClippedStepBackwardBatch)),
        new("binary_ste.sigmoid.f64", new(SigmoidStep, SigmoidStepForward, SigmoidStepForwardBatch, SigmoidStepBackward, SigmoidStepBackwardBatch), new(SigmoidStep, SigmoidStepForward, SigmoidStepForwardBatch, SigmoidStepBackward, SigmoidStepBackwardBatch)),
        new("round_ste.half_even.f64", new(Round, RoundForward, RoundForwardBatch, RoundBackward, RoundBackwardBatch), new(Round, RoundForward, RoundForwardBatch, RoundBackward, RoundBackwardBatch)),
        new("round_ste.half_away.f64", new(RoundAway, RoundAwayForward, RoundAwayForwardBatch, RoundAwayBackward, RoundAwayBackwardBatch), new(RoundAway, RoundAwayForward, RoundAwayForwardBatch, RoundAwayBackward, RoundAwayBackwardBatch)),
        new("round_ste.floor.f64", new(Floor, FloorForward, FloorForwardBatch, FloorBackward, FloorBackwardBatch), new(Floor, FloorForward, FloorForwardBatch, FloorBackward, FloorBackwardBatch)),
        new("round_ste.ceil.f64", new(Ceiling, CeilingForward, CeilingForwardBatch, CeilingBackward, CeilingBackwardBatch), new(Ceiling, CeilingForward, CeilingForwardBatch, CeilingBackward, CeilingBackwardBatch)),
        new("round_ste.truncate.f64", new(Truncate, TruncateForward, TruncateForwardBatch, TruncateBackward, TruncateBackwardBatch), new(Truncate, TruncateForward, TruncateForwardBatch, TruncateBackward, TruncateBackwardBatch)),
        new("ste_tern.larq.t0.05.f64", new(Ternary, TernaryForward, TernaryForwardBatch, TernaryBackward, TernaryBackwardBatch), new(Ternary, TernaryForward, TernaryForwardBatch, TernaryBackward, TernaryBackwardBatch)),
        new("clamp_ste.brevitas.f64", new(ClampIdentity, ClampIdentityForward, ClampIdentityForwardBatch, ClampIdentityBackward, ClampIdentityBackwardBatch), new(ClampIdentity, ClampIdentityForward, ClampIdentityForwardBatch, ClampIdentityBackward, ClampIdentityBackwardBatch)),
        new("dorefa.activations.k1.f64", new(DoReFa1, DoReFa1Forward, DoReFa1ForwardBatch, DoReFa1Backward, DoReFa1BackwardBatch), new(DoReFa1, DoReFa1Forward, DoReFa1ForwardBatch, DoReFa1Backward, DoReFa1BackwardBatch)),
        new("dorefa.activations.k2.f64", new(DoReFa2, DoReFa2Forward, DoReFa2ForwardBatch, DoReFa2Backward, DoReFa2BackwardBatch), new(DoReFa2, DoReFa2Forward, DoReFa2ForwardBatch, DoReFa2Backward, DoReFa2BackwardBatch)),
        new("dorefa.activations.k3.f64", new(DoReFa3, DoReFa3Forward, DoReFa3ForwardBatch, DoReFa3Backward, DoReFa3BackwardBatch), new(DoReFa3, DoReFa3Forward, DoReFa3ForwardBatch, DoReFa3Backward, DoReFa3BackwardBatch)),
        new("dorefa.activations.k8.f64", new(DoReFa8, DoReFa8Forward, DoReFa8ForwardBatch, DoReFa8Backward, DoReFa8BackwardBatch), new(DoReFa8, DoReFa8Forward, DoReFa8ForwardBatch, DoReFa8Backward, DoReFa8BackwardBatch)),
        new("algebra.sign.native.f64", new(NativeSign, NativeSignForward, NativeSignForwardBatch, NativeSignBackward, NativeSignBackwardBatch), new(NativeSign, NativeSignForward, NativeSignForwardBatch, NativeSignBackward, NativeSignBackwardBatch)),
        new("stopgrad.x_times_sg.f64", new(TimesStopped, TimesStoppedForward, TimesStoppedForwardBatch, TimesStoppedBackward, TimesStoppedBackwardBatch), new(TimesStopped, TimesStoppedForward, TimesStoppedForwardBatch, TimesStoppedBackward, TimesStoppedBackwardBatch)),
        new("stopgrad.square.f64", new(Square, SquareForward, SquareForwardBatch, SquareBackward, SquareBackwardBatch), new(Square, SquareForward, SquareForwardBatch, SquareBackward, SquareBackwardBatch)),
        new("stopgrad.sin_cos_sg.f64", new(SineTimesStoppedCosine, SineTimesStoppedCosineForward, SineTimesStoppedCosineForwardBatch, SineTimesStoppedCosineBackward, SineTimesStoppedCosineBackwardBatch), new(SineTimesStoppedCosine, SineTimesStoppedCosineForward, SineTimesStoppedCosineForwardBatch, SineTimesStoppedCosineBackward, SineTimesStoppedCosineBackwardBatch)),
        new("Julia article.binary_ste.example.f64", new(JuliaExample, JuliaExampleForward, JuliaExampleForwardBatch, JuliaExampleBackward, JuliaExampleBackwardBatch), new(JuliaExample, JuliaExampleForward, JuliaExampleForwardBatch, JuliaExampleBackward, JuliaExampleBackwardBatch)),
        new("rounding-article.round_ste.example.f64", new(RoundingExample, RoundingExampleForward, RoundingExampleForwardBatch, RoundingExampleBackward, RoundingExampleBackwardBatch), new(RoundingExample, RoundingExampleForward, RoundingExampleForwardBatch, RoundingExampleBackward, RoundingExampleBackwardBatch)),
        new("jax-article.ste_quantize.example.f64", new(JaxExample, JaxExampleForward, JaxExampleForwardBatch, JaxExampleBackward, JaxExampleBackwardBatch), new(JaxExample, JaxExampleForward, JaxExampleForwardBatch, JaxExampleBackward, JaxExampleBackwardBatch)),
    ];
}
