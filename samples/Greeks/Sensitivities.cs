using System;
using System.Linq;

namespace Greeks;

/// <summary>One row of the table.</summary>
public sealed record Sensitivity(string Name, double Generated, double Closed)
{
    public double Error => Math.Abs(Generated - Closed);
}

/// <summary>All sensitivities of one option, and the delta of the digital option over many spots.</summary>
public static class Sensitivities
{
    public const double Strike = 100, Volatility = 0.25, Rate = 0.03, Time = 0.75;

    public static Sensitivity[] OfCall(double spot)
    {
        Options.CallValueAndGradient(spot, Strike, Volatility, Rate, Time, out double delta, out double vega, out double rho, out double time);
        double[] hessian = new double[16];
        Options.CallHessian(spot, Strike, Volatility, Rate, Time, hessian);
        return
        [
            new("delta", delta, ClosedForms.Delta(spot, Strike, Volatility, Rate, Time)),
            new("gamma", hessian[0], ClosedForms.Gamma(spot, Strike, Volatility, Rate, Time)),
            new("vega", vega, ClosedForms.Vega(spot, Strike, Volatility, Rate, Time)),
            new("rho", rho, ClosedForms.Rho(spot, Strike, Volatility, Rate, Time)),
            new("theta", -time, -ClosedForms.Time(spot, Strike, Volatility, Rate, Time)),
        ];
    }

    /// <summary>Standard normal numbers in pairs with opposite signs, always the same.</summary>
    public static double[] Normals(int count, int seed)
    {
        var random = new Random(seed);
        double[] half = [.. Enumerable.Range(0, count / 2).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
        return [.. half, .. half.Select(z => -z)];
    }

    /// <summary>Delta of the digital option: with the straight-through step, with the raw step, and the closed form.</summary>
    public static (double StraightThrough, double Raw, double Closed) Digital(double spot, double[] normals)
    {
        Options.DigitalValueAndGradient(spot, Strike, Volatility, Rate, Time, normals, width: 8, out double delta, out _);
        Options.RawDigitalValueAndGradient(spot, Strike, Volatility, Rate, Time, normals, out double raw, out _);
        return (delta, raw, ClosedForms.DigitalDelta(spot, Strike, Volatility, Rate, Time));
    }
}
