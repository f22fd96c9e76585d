using System;
using System.Runtime.InteropServices;

namespace SteGen.Numerics;

/// <summary>Memory of one thread, aligned to 64 bytes, for as long as one call: the next call gets the same.</summary>
internal static unsafe class Workspace
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? t_memory;

    public static void* Take(int count, int size)
    {
        long bytes = ((long)count * size) + Alignment;
        if (t_memory is not { } memory || memory.Length < bytes)
        {
            t_memory = memory = GC.AllocateUninitializedArray<byte>(checked((int)bytes), pinned: true);
        }

        nint start = (nint)Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
        return (void*)((start + Alignment - 1) & -Alignment);
    }
}
