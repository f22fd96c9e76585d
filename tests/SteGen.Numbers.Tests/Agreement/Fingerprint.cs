using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SteGen.Numbers.Tests.StraightThrough;

namespace SteGen.Numbers.Tests.Agreement;

/// <summary>One line per member: a hash of the bits of everything that it gives for fixed inputs. Any NaN counts as the same.</summary>
internal static class Fingerprint
{
    private const int Count = 203;

    public static IReadOnlyList<string> Compute()
    {
        var lines = new List<string>();
        double[] x = Data(1), y = Data(2), upstream = Data(3);
        float[] xs = Array.ConvertAll(x, v => (float)v), ys = Array.ConvertAll(y, v => (float)v), us = Array.ConvertAll(upstream, v => (float)v);
        int[] n = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            n[i] = i % 7;
        }

        double[] r = new double[Count], a = new double[Count], b = new double[Count], c = [0.5, -0.25, 0.125, 1], cGradient = new double[4], w = [0.3, -0.7, 0.2], wGradient = new double[3];
        float[] rs = new float[Count], sa = new float[Count], sb = new float[Count];

        AgreementPrograms.ElementaryForwardBatch(x, y, r);
        AgreementPrograms.ElementaryBackwardBatch(x, y, upstream, a, b);
        Add("Elementary", r, a, b);
        AgreementPrograms.ElementaryForwardBatch(xs, ys, rs);
        AgreementPrograms.ElementaryBackwardBatch(xs, ys, us, sa, sb);
        AddSingle("Elementary (float)", rs, sa, sb);
        AgreementPrograms.InverseForwardBatch(x, y, r);
        AgreementPrograms.InverseBackwardBatch(x, y, upstream, a, b);
        Add("Inverse", r, a, b);
        AgreementPrograms.BranchesForwardBatch(x, y, r);
        AgreementPrograms.BranchesBackwardBatch(x, y, upstream, a, b);
        Add("Branches", r, a, b);
        AgreementPrograms.IteratedForwardBatch(x, y, r);
        AgreementPrograms.IteratedBackwardBatch(x, y, upstream, a, b);
        Add("Iterated", r, a, b);
        AgreementPrograms.CountedForwardBatch(xs, n, rs);
        AgreementPrograms.CountedBackwardBatch(xs, n, us, sa);
        AddSingle("Counted", rs, sa);
        AgreementPrograms.SharedForwardBatch(x, 0.7, c, r);
        AgreementPrograms.SharedBackwardBatch(x, 0.7, c, upstream, a, out double shared, cGradient);
        Add("Shared", r, a, [shared], cGradient);
        double loss = AgreementPrograms.LossValueAndGradient(x.AsSpan(0, 3 * 67), w, 67, a.AsSpan(0, 3 * 67), wGradient);
        Add("Loss", [loss], a, wGradient);

        foreach (Elementwise operation in ElementwiseTable.All)
        {
            operation.Double.ForwardBatch(x, r);
            operation.Double.BackwardBatch(x, upstream, a);
            Add(operation.Record, r, a);
            operation.Single.ForwardBatch(xs, rs);
            operation.Single.BackwardBatch(xs, us, sa);
            AddSingle(operation.Record + " (float)", rs, sa);
        }

        return lines;

        void Add(string name, params double[][] parts) => Hash(name, parts, v => double.IsNaN(v) ? double.NaN : v);
        void AddSingle(string name, params float[][] parts) => Hash(name, parts, v => float.IsNaN(v) ? float.NaN : v);
        void Hash<T>(string name, T[][] parts, Converter<T, T> canonical)
            where T : struct
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (T[] part in parts)
            {
                hash.AppendData(MemoryMarshal.AsBytes(Array.ConvertAll(part, canonical).AsSpan()));
            }

            lines.Add($"{name}: {Convert.ToHexString(hash.GetHashAndReset())}");
        }
    }

    /// <summary>Numbers from about -3 to 3, with special ones among them.</summary>
    private static double[] Data(int seed)
    {
        var random = new Random(seed);
        var data = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            data[i] = (6 * random.NextDouble()) - 3;
        }

        double[] special = [0, -0.0, 1, -1, 0.5, -0.5, 1e-310, 2.5];
        special.CopyTo(data, 11);
        return data;
    }
}
