using System;
using System.Runtime.Intrinsics;
using SteGen.Numerics;

namespace SteGen.Tests.Numerics;

/// <summary>One function in all its forms.</summary>
internal sealed record WidthSet(
    string Name,
    Func<double, double> D,
    Func<Vector128<double>, Vector128<double>> D128,
    Func<Vector256<double>, Vector256<double>> D256,
    Func<Vector512<double>, Vector512<double>> D512,
    Func<float, float> F,
    Func<Vector128<float>, Vector128<float>> F128,
    Func<Vector256<float>, Vector256<float>> F256,
    Func<Vector512<float>, Vector512<float>> F512)
{
    public static readonly WidthSet[] All =
    [
        new("Exp", Elementary.Exp, Lanes128.Exp, Lanes256.Exp, Lanes512.Exp, Elementary.Exp, Lanes128.Exp, Lanes256.Exp, Lanes512.Exp),
        new("Expm1", Elementary.Expm1, Lanes128.Expm1, Lanes256.Expm1, Lanes512.Expm1, Elementary.Expm1, Lanes128.Expm1, Lanes256.Expm1, Lanes512.Expm1),
        new("Log", Elementary.Log, Lanes128.Log, Lanes256.Log, Lanes512.Log, Elementary.Log, Lanes128.Log, Lanes256.Log, Lanes512.Log),
        new("Log1p", Elementary.Log1p, Lanes128.Log1p, Lanes256.Log1p, Lanes512.Log1p, Elementary.Log1p, Lanes128.Log1p, Lanes256.Log1p, Lanes512.Log1p),
        new("Sin", Elementary.Sin, Lanes128.Sin, Lanes256.Sin, Lanes512.Sin, Elementary.Sin, Lanes128.Sin, Lanes256.Sin, Lanes512.Sin),
        new("Cos", Elementary.Cos, Lanes128.Cos, Lanes256.Cos, Lanes512.Cos, Elementary.Cos, Lanes128.Cos, Lanes256.Cos, Lanes512.Cos),
        new("Tanh", Elementary.Tanh, Lanes128.Tanh, Lanes256.Tanh, Lanes512.Tanh, Elementary.Tanh, Lanes128.Tanh, Lanes256.Tanh, Lanes512.Tanh),
        new("Sigmoid", Elementary.Sigmoid, Lanes128.Sigmoid, Lanes256.Sigmoid, Lanes512.Sigmoid, Elementary.Sigmoid, Lanes128.Sigmoid, Lanes256.Sigmoid, Lanes512.Sigmoid),
        new("Softplus", Elementary.Softplus, Lanes128.Softplus, Lanes256.Softplus, Lanes512.Softplus, Elementary.Softplus, Lanes128.Softplus, Lanes256.Softplus, Lanes512.Softplus),
        new("Sqrt", Elementary.Sqrt, Lanes128.Sqrt, Lanes256.Sqrt, Lanes512.Sqrt, Elementary.Sqrt, Lanes128.Sqrt, Lanes256.Sqrt, Lanes512.Sqrt),
        new("Sign", Elementary.Sign, Lanes128.Sign, Lanes256.Sign, Lanes512.Sign, Elementary.Sign, Lanes128.Sign, Lanes256.Sign, Lanes512.Sign),
        new("Cbrt", Elementary.Cbrt, Lanes128.Cbrt, Lanes256.Cbrt, Lanes512.Cbrt, Elementary.Cbrt, Lanes128.Cbrt, Lanes256.Cbrt, Lanes512.Cbrt),
        new("Tan", Elementary.Tan, Lanes128.Tan, Lanes256.Tan, Lanes512.Tan, Elementary.Tan, Lanes128.Tan, Lanes256.Tan, Lanes512.Tan),
        new("Asin", Elementary.Asin, Lanes128.Asin, Lanes256.Asin, Lanes512.Asin, Elementary.Asin, Lanes128.Asin, Lanes256.Asin, Lanes512.Asin),
        new("Acos", Elementary.Acos, Lanes128.Acos, Lanes256.Acos, Lanes512.Acos, Elementary.Acos, Lanes128.Acos, Lanes256.Acos, Lanes512.Acos),
        new("Atan", Elementary.Atan, Lanes128.Atan, Lanes256.Atan, Lanes512.Atan, Elementary.Atan, Lanes128.Atan, Lanes256.Atan, Lanes512.Atan),
        new("Sinh", Elementary.Sinh, Lanes128.Sinh, Lanes256.Sinh, Lanes512.Sinh, Elementary.Sinh, Lanes128.Sinh, Lanes256.Sinh, Lanes512.Sinh),
        new("Cosh", Elementary.Cosh, Lanes128.Cosh, Lanes256.Cosh, Lanes512.Cosh, Elementary.Cosh, Lanes128.Cosh, Lanes256.Cosh, Lanes512.Cosh),
        new("Asinh", Elementary.Asinh, Lanes128.Asinh, Lanes256.Asinh, Lanes512.Asinh, Elementary.Asinh, Lanes128.Asinh, Lanes256.Asinh, Lanes512.Asinh),
        new("Acosh", Elementary.Acosh, Lanes128.Acosh, Lanes256.Acosh, Lanes512.Acosh, Elementary.Acosh, Lanes128.Acosh, Lanes256.Acosh, Lanes512.Acosh),
        new("Atanh", Elementary.Atanh, Lanes128.Atanh, Lanes256.Atanh, Lanes512.Atanh, Elementary.Atanh, Lanes128.Atanh, Lanes256.Atanh, Lanes512.Atanh),
        new("Erf", Elementary.Erf, Lanes128.Erf, Lanes256.Erf, Lanes512.Erf, Elementary.Erf, Lanes128.Erf, Lanes256.Erf, Lanes512.Erf),
        new("Erfc", Elementary.Erfc, Lanes128.Erfc, Lanes256.Erfc, Lanes512.Erfc, Elementary.Erfc, Lanes128.Erfc, Lanes256.Erfc, Lanes512.Erfc),
        new("RoundAway", x => Math.Round(x, MidpointRounding.AwayFromZero), Lanes128.RoundAway, Lanes256.RoundAway, Lanes512.RoundAway, x => MathF.Round(x, MidpointRounding.AwayFromZero), Lanes128.RoundAway, Lanes256.RoundAway, Lanes512.RoundAway),
        new("Power, left", x => Elementary.Pow(x, 1.75), x => Lanes128.Pow(x, Vector128.Create(1.75)), x => Lanes256.Pow(x, Vector256.Create(1.75)), x => Lanes512.Pow(x, Vector512.Create(1.75)), x => Elementary.Pow(x, -3f), x => Lanes128.Pow(x, Vector128.Create(-3f)), x => Lanes256.Pow(x, Vector256.Create(-3f)), x => Lanes512.Pow(x, Vector512.Create(-3f))),
        new("Power, right", x => Elementary.Pow(0.3, x), x => Lanes128.Pow(Vector128.Create(0.3), x), x => Lanes256.Pow(Vector256.Create(0.3), x), x => Lanes512.Pow(Vector512.Create(0.3), x), x => Elementary.Pow(2.5f, x), x => Lanes128.Pow(Vector128.Create(2.5f), x), x => Lanes256.Pow(Vector256.Create(2.5f), x), x => Lanes512.Pow(Vector512.Create(2.5f), x)),
        new("Atan2", x => Elementary.Atan2(x, -0.7), x => Lanes128.Atan2(x, Vector128.Create(-0.7)), x => Lanes256.Atan2(x, Vector256.Create(-0.7)), x => Lanes512.Atan2(x, Vector512.Create(-0.7)), x => Elementary.Atan2(0.7f, x), x => Lanes128.Atan2(Vector128.Create(0.7f), x), x => Lanes256.Atan2(Vector256.Create(0.7f), x), x => Lanes512.Atan2(Vector512.Create(0.7f), x)),
        new("Hypot", x => Elementary.Hypot(x, 3), x => Lanes128.Hypot(x, Vector128.Create(3.0)), x => Lanes256.Hypot(x, Vector256.Create(3.0)), x => Lanes512.Hypot(x, Vector512.Create(3.0)), x => Elementary.Hypot(3f, x), x => Lanes128.Hypot(Vector128.Create(3f), x), x => Lanes256.Hypot(Vector256.Create(3f), x), x => Lanes512.Hypot(Vector512.Create(3f), x)),
        new("Log2", Elementary.Log2, Lanes128.Log2, Lanes256.Log2, Lanes512.Log2, Elementary.Log2, Lanes128.Log2, Lanes256.Log2, Lanes512.Log2),
        new("Log10", Elementary.Log10, Lanes128.Log10, Lanes256.Log10, Lanes512.Log10, Elementary.Log10, Lanes128.Log10, Lanes256.Log10, Lanes512.Log10),
        new("Exp2", Elementary.Exp2, Lanes128.Exp2, Lanes256.Exp2, Lanes512.Exp2, Elementary.Exp2, Lanes128.Exp2, Lanes256.Exp2, Lanes512.Exp2),
        new("Exp10", Elementary.Exp10, Lanes128.Exp10, Lanes256.Exp10, Lanes512.Exp10, Elementary.Exp10, Lanes128.Exp10, Lanes256.Exp10, Lanes512.Exp10),
    ];
}
