using System;
using System.Threading;

namespace SteGen.Numerics;

/// <summary>
/// One matrix product on several threads: strips of rows or of columns, which whoever is free takes next. The calling thread takes part and never waits for a strip that nobody has begun. A team is used again
/// when nobody refers to it any more, so a product allocates nothing in steady state.
/// </summary>
internal sealed class GemmTeam : IThreadPoolWorkItem
{
    /// <summary>Below this many multiplications one thread is faster.</summary>
    private const double SmallestShared = 4e6;

    private static GemmTeam? s_free;

    private GemmProblem _problem;
    private int _strips;
    private int _next;
    private int _done;
    private int _references;

    public static void Run(in GemmProblem problem)
    {
        int threads = Math.Min(LinearAlgebra.MaxThreads, (int)Math.Min(64, (double)problem.M * problem.N * problem.K / SmallestShared));
        if (threads < 2)
        {
            Gemm.Run(in problem);
            return;
        }

        GemmTeam team = Interlocked.Exchange(ref s_free, null) ?? new GemmTeam();
        team._problem = problem;
        team._strips = threads * 2;
        team._next = 0;
        team._done = 0;
        Volatile.Write(ref team._references, threads);
        for (int k = 1; k < threads; k++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(team, preferLocal: false);
        }

        team.Work();
        SpinWait wait = default;
        while (Volatile.Read(ref team._done) < team._strips)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        team.Release();
    }

    public void Execute()
    {
        Work();
        Release();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            Volatile.Write(ref s_free, this);
        }
    }

    private void Work()
    {
        while (Interlocked.Increment(ref _next) - 1 is int strip && strip < _strips)
        {
            GemmProblem part = Part(strip);
            if (part.M > 0 && part.N > 0)
            {
                Gemm.Run(in part);
            }

            Interlocked.Increment(ref _done);
        }
    }

    private unsafe GemmProblem Part(int strip)
    {
        GemmProblem part = _problem;
        int size = part.IsDouble ? sizeof(double) : sizeof(float);
        if (part.M >= part.N)
        {
            (int first, int count) = Range(part.M, Gemm.TileRows, strip);
            part.M = count;
            part.A = (byte*)part.A + (first * part.ARow * size);
            part.C = (byte*)part.C + (first * part.CRow * size);
        }
        else
        {
            (int first, int count) = Range(part.N, part.IsDouble ? Gemm.TileColumns<double>() : Gemm.TileColumns<float>(), strip);
            part.N = count;
            part.B = (byte*)part.B + (first * part.BColumn * size);
            part.C = (byte*)part.C + ((nint)first * size);
        }

        return part;
    }

    /// <summary>Whole tiles, as evenly as they go.</summary>
    private (int First, int Count) Range(int length, int tile, int strip)
    {
        long tiles = (length + tile - 1) / tile;
        int first = (int)Math.Min(length, tiles * strip / _strips * tile), end = (int)Math.Min(length, tiles * (strip + 1) / _strips * tile);
        return (first, end - first);
    }
}
