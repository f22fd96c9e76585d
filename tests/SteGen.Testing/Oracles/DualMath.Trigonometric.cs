using System;

namespace SteGen.Testing;

public static partial class DualMath
{
    public static Dual Sin(Dual x) => Chain(x, Math.Sin(x.Value), Math.Cos(x.Value));

    public static Dual Cos(Dual x) => Chain(x, Math.Cos(x.Value), -Math.Sin(x.Value));

    public static Dual Tan(Dual x) => Chain(x, Math.Tan(x.Value), 1 / (Math.Cos(x.Value) * Math.Cos(x.Value)));

    public static (Dual Sin, Dual Cos) SinCos(Dual x) => (Sin(x), Cos(x));

    public static Dual SinPi(Dual x) => Chain(x, double.SinPi(x.Value), Math.PI * double.CosPi(x.Value));

    public static Dual CosPi(Dual x) => Chain(x, double.CosPi(x.Value), -Math.PI * double.SinPi(x.Value));

    public static Dual TanPi(Dual x) => Chain(x, double.TanPi(x.Value), Math.PI / (double.CosPi(x.Value) * double.CosPi(x.Value)));

    public static (Dual SinPi, Dual CosPi) SinCosPi(Dual x) => (SinPi(x), CosPi(x));

    public static Dual Asin(Dual x) => Chain(x, Math.Asin(x.Value), 1 / Math.Sqrt((1 - x.Value) * (1 + x.Value)));

    public static Dual Acos(Dual x) => Chain(x, Math.Acos(x.Value), -1 / Math.Sqrt((1 - x.Value) * (1 + x.Value)));

    public static Dual Atan(Dual x) => Chain(x, Math.Atan(x.Value), 1 / (1 + x.Value * x.Value));

    public static Dual AsinPi(Dual x) => Chain(x, double.AsinPi(x.Value), 1 / (Math.PI * Math.Sqrt((1 - x.Value) * (1 + x.Value))));

    public static Dual AcosPi(Dual x) => Chain(x, double.AcosPi(x.Value), -1 / (Math.PI * Math.Sqrt((1 - x.Value) * (1 + x.Value))));

    public static Dual AtanPi(Dual x) => Chain(x, double.AtanPi(x.Value), 1 / (Math.PI * (1 + x.Value * x.Value)));

    public static Dual Atan2(Dual y, Dual x) => Angle(y, x, Math.Atan2(y.Value, x.Value), 1);

    public static Dual Atan2Pi(Dual y, Dual x) => Angle(y, x, double.Atan2Pi(y.Value, x.Value), 1 / Math.PI);

    public static Dual Sinh(Dual x) => Chain(x, Math.Sinh(x.Value), Math.Cosh(x.Value));

    public static Dual Cosh(Dual x) => Chain(x, Math.Cosh(x.Value), Math.Sinh(x.Value));

    // 1 / cosh² and not 1 - tanh²: no cancellation in the tail.
    public static Dual Tanh(Dual x) => Chain(x, Math.Tanh(x.Value), 1 / (Math.Cosh(x.Value) * Math.Cosh(x.Value)));

    public static Dual Asinh(Dual x) => Chain(x, Math.Asinh(x.Value), 1 / double.Hypot(1, x.Value));

    public static Dual Acosh(Dual x) => Chain(x, Math.Acosh(x.Value), 1 / Math.Sqrt((x.Value - 1) * (x.Value + 1)));

    public static Dual Atanh(Dual x) => Chain(x, Math.Atanh(x.Value), 1 / ((1 - x.Value) * (1 + x.Value)));

    private static Dual Angle(Dual y, Dual x, double value, double scale)
    {
        double square = x.Value * x.Value + y.Value * y.Value;
        return new(value, Dual.Term(scale * x.Value / square, y.Tangent) - Dual.Term(scale * y.Value / square, x.Tangent));
    }
}
