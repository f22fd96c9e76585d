namespace SteGen.Analyzers.Tests;

/// <summary>The part of <c>SteGen.Ste</c> that the tests call, until the runtime library has it.</summary>
internal static class SteStandIn
{
    public static bool IsNeeded { get; } = typeof(Gradient).Assembly.GetType("SteGen.Ste") is null;

    public const string Source = """
        using System;
        namespace SteGen;
        public static class Ste
        {
            public static float Round(float x, MidpointRounding mode = MidpointRounding.ToEven) => Gradient.StraightThrough(MathF.Round(x), x);
            public static double Round(double x, MidpointRounding mode = MidpointRounding.ToEven) => Gradient.StraightThrough(Math.Round(x, MidpointRounding.AwayFromZero), x);
            public static float Floor(float x) => Gradient.StraightThrough(MathF.Floor(x), x);
            public static double Floor(double x) => Gradient.StraightThrough(Math.Floor(x), x);
            public static double Ceiling(double x) => Gradient.StraightThrough(Math.Ceiling(x), x);
            public static float Ceiling(float x) => Gradient.StraightThrough(MathF.Ceiling(x), x);
            public static float Truncate(float x) => Gradient.StraightThrough(MathF.Truncate(x), x);
            public static double Truncate(double x) => Gradient.StraightThrough(Math.Truncate(x), x);
            public static float Step(float x) => Gradient.StraightThrough(x > 0 ? 1 : 0, x);
            public static double Step(double x) => Gradient.StraightThrough(x > 0 ? 1 : 0, x);
            public static float Sign(float x, SignZero zero = SignZero.Zero) => Gradient.StraightThrough(x > 0 ? 1 : x < 0 ? -1 : zero == SignZero.Zero ? 0 : zero == SignZero.Positive ? 1 : -1, x);
            public static double Sign(double x, SignZero zero = SignZero.Zero) => Gradient.StraightThrough(x > 0 ? 1 : x < 0 ? -1 : zero == SignZero.Zero ? 0 : zero == SignZero.Positive ? 1 : -1, x);
        }
        """;
}
