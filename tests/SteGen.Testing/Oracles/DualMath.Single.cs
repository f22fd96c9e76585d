using System;

namespace SteGen.Testing;

// The same over what a float becomes: the double formula, rounded as DualF rounds.
public static partial class DualMath
{
    public static DualF Sqrt(DualF x) => new(Sqrt(x.Wide));

    public static DualF Cbrt(DualF x) => new(Cbrt(x.Wide));

    public static DualF ReciprocalEstimate(DualF x) => new(ReciprocalEstimate(x.Wide));

    public static DualF ReciprocalSqrtEstimate(DualF x) => new(ReciprocalSqrtEstimate(x.Wide));

    public static DualF Exp(DualF x) => new(Exp(x.Wide));

    public static DualF ExpM1(DualF x) => new(ExpM1(x.Wide));

    public static DualF Exp2(DualF x) => new(Exp2(x.Wide));

    public static DualF Exp2M1(DualF x) => new(Exp2M1(x.Wide));

    public static DualF Exp10(DualF x) => new(Exp10(x.Wide));

    public static DualF Exp10M1(DualF x) => new(Exp10M1(x.Wide));

    public static DualF Log(DualF x) => new(Log(x.Wide));

    public static DualF LogP1(DualF x) => new(LogP1(x.Wide));

    public static DualF Log2(DualF x) => new(Log2(x.Wide));

    public static DualF Log2P1(DualF x) => new(Log2P1(x.Wide));

    public static DualF Log10(DualF x) => new(Log10(x.Wide));

    public static DualF Log10P1(DualF x) => new(Log10P1(x.Wide));

    public static DualF DegreesToRadians(DualF x) => new(DegreesToRadians(x.Wide));

    public static DualF RadiansToDegrees(DualF x) => new(RadiansToDegrees(x.Wide));

    public static DualF Sin(DualF x) => new(Sin(x.Wide));

    public static DualF Cos(DualF x) => new(Cos(x.Wide));

    public static DualF Tan(DualF x) => new(Tan(x.Wide));

    public static DualF SinPi(DualF x) => new(SinPi(x.Wide));

    public static DualF CosPi(DualF x) => new(CosPi(x.Wide));

    public static DualF TanPi(DualF x) => new(TanPi(x.Wide));

    public static DualF Asin(DualF x) => new(Asin(x.Wide));

    public static DualF Acos(DualF x) => new(Acos(x.Wide));

    public static DualF Atan(DualF x) => new(Atan(x.Wide));

    public static DualF AsinPi(DualF x) => new(AsinPi(x.Wide));

    public static DualF AcosPi(DualF x) => new(AcosPi(x.Wide));

    public static DualF AtanPi(DualF x) => new(AtanPi(x.Wide));

    public static DualF Sinh(DualF x) => new(Sinh(x.Wide));

    public static DualF Cosh(DualF x) => new(Cosh(x.Wide));

    public static DualF Tanh(DualF x) => new(Tanh(x.Wide));

    public static DualF Asinh(DualF x) => new(Asinh(x.Wide));

    public static DualF Acosh(DualF x) => new(Acosh(x.Wide));

    public static DualF Atanh(DualF x) => new(Atanh(x.Wide));

    public static DualF Abs(DualF x) => new(Abs(x.Wide));

    public static DualF Floor(DualF x) => new(Floor(x.Wide));

    public static DualF Ceiling(DualF x) => new(Ceiling(x.Wide));

    public static DualF Truncate(DualF x) => new(Truncate(x.Wide));

    public static DualF Round(DualF x) => new(Round(x.Wide));

    public static DualF Hypot(DualF a, DualF b) => new(Hypot(a.Wide, b.Wide));

    public static DualF Pow(DualF a, DualF b) => new(Pow(a.Wide, b.Wide));

    public static DualF Log(DualF a, DualF b) => new(Log(a.Wide, b.Wide));

    public static DualF IEEERemainder(DualF a, DualF b) => new(IEEERemainder(a.Wide, b.Wide));

    public static DualF Atan2(DualF a, DualF b) => new(Atan2(a.Wide, b.Wide));

    public static DualF Atan2Pi(DualF a, DualF b) => new(Atan2Pi(a.Wide, b.Wide));

    public static DualF Max(DualF a, DualF b) => new(Max(a.Wide, b.Wide));

    public static DualF Min(DualF a, DualF b) => new(Min(a.Wide, b.Wide));

    public static DualF MaxNumber(DualF a, DualF b) => new(MaxNumber(a.Wide, b.Wide));

    public static DualF MinNumber(DualF a, DualF b) => new(MinNumber(a.Wide, b.Wide));

    public static DualF MaxMagnitude(DualF a, DualF b) => new(MaxMagnitude(a.Wide, b.Wide));

    public static DualF MinMagnitude(DualF a, DualF b) => new(MinMagnitude(a.Wide, b.Wide));

    public static DualF CopySign(DualF a, DualF b) => new(CopySign(a.Wide, b.Wide));

    public static DualF FusedMultiplyAdd(DualF a, DualF b, DualF c) => new(FusedMultiplyAdd(a.Wide, b.Wide, c.Wide));

    public static DualF MultiplyAddEstimate(DualF a, DualF b, DualF c) => new(MultiplyAddEstimate(a.Wide, b.Wide, c.Wide));

    public static DualF Lerp(DualF a, DualF b, DualF c) => new(Lerp(a.Wide, b.Wide, c.Wide));

    public static DualF Clamp(DualF a, DualF b, DualF c) => new(Clamp(a.Wide, b.Wide, c.Wide));

    public static DualF Max(DualF x, float literal) => new(Max(x.Wide, (double)literal));

    public static DualF Min(DualF x, float literal) => new(Min(x.Wide, (double)literal));

    public static DualF MaxNumber(DualF x, float literal) => new(MaxNumber(x.Wide, (double)literal));

    public static DualF MinNumber(DualF x, float literal) => new(MinNumber(x.Wide, (double)literal));

    public static DualF Max(float literal, DualF x) => new(Max(x.Wide, (double)literal));

    public static DualF Max(float literal, float other) => new(new Dual(MathF.Max(literal, other), 0));

    public static DualF Min(float literal, DualF x) => new(Min(x.Wide, (double)literal));

    public static DualF Min(float literal, float other) => new(new Dual(MathF.Min(literal, other), 0));

    public static DualF RootN(DualF x, int n) => new(RootN(x.Wide, n));

    public static DualF ScaleB(DualF x, int n) => new(ScaleB(x.Wide, n));

    public static DualF Round(DualF x, int digits) => new(Round(x.Wide, digits));

    public static DualF Round(DualF x, MidpointRounding mode) => new(Round(x.Wide, mode));

    public static DualF Round(DualF x, int digits, MidpointRounding mode) => new(Round(x.Wide, digits, mode));

    public static (DualF Sin, DualF Cos) SinCos(DualF x) => (Sin(x), Cos(x));

    public static (DualF SinPi, DualF CosPi) SinCosPi(DualF x) => (SinPi(x), CosPi(x));
}
