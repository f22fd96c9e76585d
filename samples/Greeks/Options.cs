using System;
using SteGen;
using SteGen.Numerics;

namespace Greeks;

/// <summary>Prices whose derivatives SteGen writes: the sensitivities that traders call Greeks.</summary>
public static partial class Options
{
    /// <summary>The price of a European call (Black and Scholes 1973). Delta, vega, rho and theta are its partials, gamma is the corner of its Hessian.</summary>
    [Differentiable("spot", "volatility", "rate", "time", Emit = Derivatives.Default | Derivatives.Hessian)]
    public static double Call(double spot, double strike, double volatility, double rate, double time)
    {
        double spread = volatility * Math.Sqrt(time);
        double d1 = (Math.Log(spot / strike) + ((rate + (volatility * volatility / 2)) * time)) / spread;
        return (spot * Normal(d1)) - (strike * Math.Exp(-rate * time) * Normal(d1 - spread));
    }

    /// <summary>
    /// A digital call by simulation: it pays 1 where the asset ends at the strike or above. Every path pays 0 or 1, so the derivative of a path is 0; the straight-through node pays exactly that and has the slope of a ramp of a
    /// certain width around the strike.
    /// </summary>
    [Differentiable("spot", "volatility", Emit = Derivatives.Gradient)]
    public static double Digital(double spot, double strike, double volatility, double rate, double time, ReadOnlySpan<double> normals, double width)
    {
        double sum = 0;
        for (int i = 0; i < normals.Length; i++)
        {
            double end = spot * Math.Exp(((rate - (volatility * volatility / 2)) * time) + (volatility * Math.Sqrt(time) * normals[i]));
            sum += Gradient.StraightThrough(end >= strike ? 1.0 : 0.0, Math.Clamp(((end - strike) / width) + 0.5, 0, 1));
        }

        return Math.Exp(-rate * time) * sum / normals.Length;
    }

#pragma warning disable STG0003, STG0005 // a raw step: this is what the control is about
    /// <summary>The control: the same simulation without the node. Its delta sees the discount only, and is 0.</summary>
    [Differentiable("spot", "volatility", Emit = Derivatives.Gradient)]
    public static double RawDigital(double spot, double strike, double volatility, double rate, double time, ReadOnlySpan<double> normals)
    {
        double sum = 0;
        for (int i = 0; i < normals.Length; i++)
        {
            double end = spot * Math.Exp(((rate - (volatility * volatility / 2)) * time) + (volatility * Math.Sqrt(time) * normals[i]));
            sum += end >= strike ? 1.0 : 0.0;
        }

        return Math.Exp(-rate * time) * sum / normals.Length;
    }
#pragma warning restore STG0003, STG0005

    private static double Normal(double x) => 0.5 * (1 + Elementary.Erf(x * 0.70710678118654752));
}
