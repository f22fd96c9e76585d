using System;

namespace SteGen.Testing;

/// <summary>What <c>Gradient</c> becomes in a dual program.</summary>
public static class DualGradient
{
    public static Dual StopGradient(Dual x) => Frozen.Constant(x.Value);

    public static DualF StopGradient(DualF x) => new(StopGradient(x.Wide));

    /// <summary>A struct of scalars: every real field is stopped.</summary>
    public static T StopGradient<T>(T x)
        where T : struct => (T)Reals.Map(x, typeof(T), real => StopGradient(real))!;

    public static ReadOnlySpan<T> StopGradient<T>(ReadOnlySpan<T> x)
        where T : struct
    {
        var stopped = new T[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            stopped[i] = StopGradient(x[i]);
        }

        return stopped;
    }

    /// <summary>Value of <paramref name="hard"/>, derivative of <paramref name="soft"/>. Exact at the recorded point, also where <c>hard - soft</c> rounds.</summary>
    public static Dual StraightThrough(Dual hard, Dual soft)
    {
        double difference = hard.Value - soft.Value;
        double offset = Frozen.Constant(difference);
        return new(Frozen.Replays ? soft.Value + offset : hard.Value, soft.Tangent);
    }

    public static DualF StraightThrough(DualF hard, DualF soft) => new(StraightThrough(hard.Wide, soft.Wide));

    /// <summary>The surrogate of <c>[StraightThrough(Clip = …)]</c>: the identity inside, nothing outside.</summary>
    public static Dual ClippedIdentity(Dual x, double clip, bool inclusive)
    {
        double size = Math.Abs(x.Value);
        return size < clip || (inclusive && size == clip) ? x : new Dual(Math.CopySign(clip, x.Value), 0);
    }

    public static DualF ClippedIdentity(DualF x, double clip, bool inclusive) => new(ClippedIdentity(x.Wide, clip, inclusive));
}
