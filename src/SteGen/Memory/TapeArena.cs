using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SteGen;

/// <summary>
/// Memory that is handed out front to back and given back all at once. It grows by whole chunks, so what was handed out before stays where it is; a cursor that asks for the same sizes again gets the
/// same memory again, since chunks are only ever added at the end.
/// </summary>
internal sealed class TapeArena
{
    private const int Alignment = 64;
    private const long FirstChunk = 16 << 10;

    private Chunk[] _chunks = [];
    private int _count;

    /// <summary>A place in the arena.</summary>
    public struct Cursor
    {
        public int Chunk;
        public long Offset;
    }

    /// <summary>Puts the chunks of an arena that grew into one, so that it is contiguous the next time. Nothing may be in use.</summary>
    public void Consolidate()
    {
        if (_count < 2)
            return;
        long total = 0;
        for (int i = 0; i < _count; i++)
            total += _chunks[i].Length;
        Array.Clear(_chunks);
        _count = 0;
        Append(total);
    }

    /// <summary>The next <paramref name="count"/> elements, aligned to 64 bytes; not cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Take<T>(scoped ref Cursor cursor, int count)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        long bytes = ((long)count * Unsafe.SizeOf<T>() + (Alignment - 1)) & -Alignment;
        if (cursor.Chunk >= _count || _chunks[cursor.Chunk].Length - cursor.Offset < bytes)
            Advance(ref cursor, bytes);
        ref byte start = ref Unsafe.AddByteOffset(ref _chunks[cursor.Chunk].Start, (nint)cursor.Offset);
        cursor.Offset += bytes;
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref start), count);
    }

    /// <summary>Whether <paramref name="a"/> lies behind <paramref name="b"/>.</summary>
    public static bool IsBehind(in Cursor a, in Cursor b) => a.Chunk > b.Chunk || a.Chunk == b.Chunk && a.Offset > b.Offset;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Advance(ref Cursor cursor, long bytes)
    {
        int chunk = cursor.Chunk;
        while (chunk < _count && (chunk == cursor.Chunk || _chunks[chunk].Length < bytes))
            chunk++;
        if (chunk == _count)
            Append(Math.Max(bytes, _count == 0 ? FirstChunk : 2 * _chunks[_count - 1].Length));
        cursor.Chunk = chunk;
        cursor.Offset = 0;
    }

    private void Append(long bytes)
    {
        if (_count == _chunks.Length)
            Array.Resize(ref _chunks, Math.Max(4, 2 * _count));
        _chunks[_count] = new Chunk(bytes);
        _count++;
    }

    /// <summary>Memory that the garbage collector does not move, so that its alignment stays.</summary>
    private readonly struct Chunk
    {
        private readonly Line[] _lines;
        private readonly int _skip;

        public Chunk(long bytes)
        {
            long lines = (bytes + Alignment - 1) / Alignment;
            _lines = GC.AllocateUninitializedArray<Line>(checked((int)(lines + 1)), pinned: true);
            nint address;
            unsafe
            {
                address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_lines));
            }

            _skip = (int)(-address & (Alignment - 1));
            Length = lines * Alignment;
        }

        public long Length { get; }

        public ref byte Start
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => ref Unsafe.AddByteOffset(ref Unsafe.As<Line, byte>(ref MemoryMarshal.GetArrayDataReference(_lines)), _skip);
        }
    }

    [StructLayout(LayoutKind.Sequential, Size = Alignment)]
    private struct Line;
}
