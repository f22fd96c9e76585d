using System;
using System.Threading;

namespace SteGen;

/// <summary>Tapes that wait to be rented again: one per thread, the others in a shared table. Every step is one interlocked exchange at most.</summary>
internal static class TapePool
{
    [ThreadStatic]
    private static Tape? t_last;

    private static readonly Tape?[] s_shared = new Tape?[Math.Max(32, 4 * Environment.ProcessorCount)];

    public static Tape? TryTake()
    {
        Tape? tape = t_last;
        if (tape is not null)
        {
            t_last = null;
            return tape;
        }

        Tape?[] shared = s_shared;
        for (int i = 0; i < shared.Length; i++)
        {
            // Looking before the exchange keeps threads that search an empty table from fighting over its cache lines.
            if (Volatile.Read(ref shared[i]) is not null && Interlocked.Exchange(ref shared[i], null) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Keeps the tape for the next caller, or, where the table is full, leaves it to the garbage collector.</summary>
    public static void Return(Tape tape)
    {
        if (t_last is null)
        {
            t_last = tape;
            return;
        }

        Tape?[] shared = s_shared;
        for (int i = 0; i < shared.Length; i++)
        {
            if (Volatile.Read(ref shared[i]) is null && Interlocked.CompareExchange(ref shared[i], tape, null) is null)
                return;
        }
    }
}
