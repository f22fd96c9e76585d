using System;
using SteGen.Numerics;

namespace Greeks;

/// <summary>The textbook's formulas for the same sensitivities; nothing here is generated.</summary>
public static class ClosedForms
{
    public static double Delta(double spot, double strike, double volatility, double rate, double time) => Cumulative(D1(spot, strike, volatility, rate, time));

    public static double Gamma(double spot, double strike, double volatility, double rate, double time) => Density(D1(spot, strike, volatility, rate, time)) / (spot * volatility * Math.Sqrt(time));

    public static double Vega(double spot, double strike, double volatility, double rate, double time) => spot * Density(D1(spot, strike, volatility, rate, time)) * Math.Sqrt(time);

    public static double Rho(double spot, double strike, double volatility, double rate, double time) => strike * time * Math.Exp(-rate * time) * Cumulative(D2(spot, strike, volatility, rate, time));

    /// <summary>The derivative with respect to the time that is left; theta is its negative.</summary>
    public static double Time(double spot, double strike, double volatility, double rate, double time) =>
        (spot * Density(D1(spot, strike, volatility, rate, time)) * volatility / (2 * Math.Sqrt(time))) + (rate * strike * Math.Exp(-rate * time) * Cumulative(D2(spot, strike, volatility, rate, time)));

    public static double DigitalDelta(double spot, double strike, double volatility, double rate, double time) =>
        Math.Exp(-rate * time) * Density(D2(spot, strike, volatility, rate, time)) / (spot * volatility * Math.Sqrt(time));

    private static double D1(double spot, double strike, double volatility, double rate, double time) => (Math.Log(spot / strike) + ((rate + (volatility * volatility / 2)) * time)) / (volatility * Math.Sqrt(time));

    private static double D2(double spot, double strike, double volatility, double rate, double time) => D1(spot, strike, volatility, rate, time) - (volatility * Math.Sqrt(time));

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    private static double Cumulative(double x) => 0.5 * (1 + Elementary.Erf(x / Math.Sqrt(2)));
}
