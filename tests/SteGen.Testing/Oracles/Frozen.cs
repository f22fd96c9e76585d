using System;
using System.Collections.Generic;

namespace SteGen.Testing;

/// <summary>
/// The frozen program. Differences of a program with straight-through nodes see the steps of the hard part instead of the derivative that was asked for. So the
/// program runs once at the point of interest, recording the value of every <c>StopGradient</c> and every <c>hard - soft</c>; at the points of a difference it is
/// replayed with those as constants.
/// </summary>
public sealed class Frozen
{
    [ThreadStatic]
    private static Frozen? t_current;

    private readonly List<double> _constants = [];
    private int _next;
    private bool _replays;

    private Frozen()
    {
    }

    /// <summary>A replay runs on this thread.</summary>
    internal static bool Replays => t_current is { _replays: true };

    /// <summary>Runs at the point itself and remembers the constants.</summary>
    public static Frozen Record(Action run)
    {
        var frozen = new Frozen();
        frozen.Run(run);
        frozen._replays = true;
        return frozen;
    }

    /// <summary>Runs elsewhere with the remembered constants. False where the program took another path, and the constants are those of other nodes.</summary>
    public bool Replay(Action run)
    {
        _next = 0;
        try
        {
            Run(run);
        }
        catch (InvalidOperationException) when (_next > _constants.Count)
        {
            return false;
        }

        return _next == _constants.Count;
    }

    /// <summary>The constant of a node: recorded in the first run, remembered in all others, and simply itself where nothing is frozen.</summary>
    internal static double Constant(double now)
    {
        if (t_current is not { } frozen)
        {
            return now;
        }

        if (!frozen._replays)
        {
            frozen._constants.Add(now);
            return now;
        }

        return frozen._next++ < frozen._constants.Count
            ? frozen._constants[frozen._next - 1]
            : throw new InvalidOperationException("The frozen program has more nodes here than where it was recorded.");
    }

    private void Run(Action run)
    {
        Frozen? outer = t_current;
        t_current = this;
        try
        {
            run();
        }
        finally
        {
            t_current = outer;
        }
    }
}
