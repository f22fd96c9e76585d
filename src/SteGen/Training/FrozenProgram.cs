using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace SteGen.Training;

/// <summary>
/// A program with straight-through nodes has no difference quotient that shows its gradient: at a step the quotient is infinite, elsewhere 0. So it runs once at the point of interest, and the value of every
/// <c>StopGradient</c> and every <c>hard - soft</c> is recorded; nearby it runs with those as constants. The derivative of that program is the one that straight-through estimation means.
/// </summary>
internal sealed class FrozenProgram
{
    private static int s_active;

    [ThreadStatic]
    private static FrozenProgram? t_current;

    private readonly List<object> _constants = [];
    private int _next;
    private bool _replays;

    /// <summary>Some thread checks a gradient. Ordinary calls read nothing but this.</summary>
    public static bool IsActive
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => s_active != 0;
    }

    /// <summary>Runs at the point itself and remembers the constants.</summary>
    public static FrozenProgram Record(Action run)
    {
        var frozen = new FrozenProgram();
        frozen.Run(run);
        frozen._replays = true;
        return frozen;
    }

    /// <summary>Runs elsewhere with the constants. False where the program takes another path there, which meets other nodes.</summary>
    public bool Replay(Action run)
    {
        _next = 0;
        try
        {
            Run(run);
        }
        catch (OtherPathException)
        {
            return false;
        }

        return _next == _constants.Count;
    }

    /// <summary>The constant of a node: recorded in the first run, remembered in the others, itself where nothing is frozen.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Constant<T>(T now)
        where T : struct
    {
        if (t_current is not { } frozen) return now;
        if (frozen._replays) return frozen._next < frozen._constants.Count && frozen._constants[frozen._next++] is T then ? then : throw new OtherPathException();
        frozen._constants.Add(now);
        return now;
    }

    /// <summary>A span whose elements are constants.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ReadOnlySpan<T> Constant<T>(ReadOnlySpan<T> now)
        where T : struct
    {
        if (t_current is not { } frozen) return now;
        if (frozen._replays) return frozen._next < frozen._constants.Count && frozen._constants[frozen._next++] is T[] then ? then : throw new OtherPathException();
        T[] copy = now.ToArray();
        frozen._constants.Add(copy);
        return copy;
    }

    /// <summary>The node: <c>hard</c> at the point itself, and nearby <c>soft</c> and what <c>hard - soft</c> was.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double StraightThrough(double hard, double soft)
    {
        if (t_current is not { } frozen) return hard;
        double between = Constant(hard - soft);
        return frozen._replays ? soft + between : hard;
    }

    /// <inheritdoc cref="StraightThrough(double, double)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float StraightThrough(float hard, float soft) => (float)StraightThrough((double)hard, soft);

    private void Run(Action run)
    {
        FrozenProgram? outer = t_current;
        t_current = this;
        Interlocked.Increment(ref s_active);
        try
        {
            run();
        }
        finally
        {
            Interlocked.Decrement(ref s_active);
            t_current = outer;
        }
    }

    /// <summary>Ends a run that met more nodes than the first, or others.</summary>
    private sealed class OtherPathException : Exception;
}
