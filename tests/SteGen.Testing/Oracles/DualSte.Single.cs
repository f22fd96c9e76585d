using System;

namespace SteGen.Testing;

// The same over what a float becomes.
public static partial class DualSte
{
    public static DualF Sign(DualF x, SignZero zero = SignZero.Zero) => new(Sign(x.Wide, zero));

    public static DualF ClippedSign(DualF x, float clip = 1, Boundary boundary = Boundary.Inclusive, SignZero zero = SignZero.Positive) => new(ClippedSign(x.Wide, clip, boundary, zero));

    public static DualF TanhSign(DualF x, SignZero zero = SignZero.Zero) => new(TanhSign(x.Wide, zero));

    public static DualF ApproxSign(DualF x, SignZero zero = SignZero.Positive) => new(ApproxSign(x.Wide, zero));

    public static DualF SwishSign(DualF x, float beta = 5, SignZero zero = SignZero.Positive) => new(SwishSign(x.Wide, beta, zero));

    public static DualF Ternary(DualF x, float threshold = 0.05f, float clip = 1) => new(Ternary(x.Wide, threshold, clip));

    public static DualF Step(DualF x) => new(Step(x.Wide));

    public static DualF ClippedStep(DualF x, float clip = 1, Boundary boundary = Boundary.Inclusive) => new(ClippedStep(x.Wide, clip, boundary));

    public static DualF SigmoidStep(DualF x) => new(SigmoidStep(x.Wide));

    public static DualF Round(DualF x, MidpointRounding mode = MidpointRounding.ToEven) => new(Round(x.Wide, mode));

    public static DualF Floor(DualF x) => new(Floor(x.Wide));

    public static DualF Ceiling(DualF x) => new(Ceiling(x.Wide));

    public static DualF Truncate(DualF x) => new(Truncate(x.Wide));

    public static DualF DoReFaActivation(DualF x, int bits = 2) => new(DoReFaActivation(x.Wide, bits));

    public static DualF Clamp(DualF x, DualF lo, DualF hi) => new(Clamp(x.Wide, lo.Wide, hi.Wide));
}
