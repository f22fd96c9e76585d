using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using AdBench;

namespace SteGen.Benchmarks;

/// <summary>
/// The Gaussian mixture of ADBench: value and gradient by SteGen against a derivative by hand in C++. With c = x - mu, q = Q c, r the share of a component in a point, and the sums R = Σ r, g = Σ r q,
/// S = Σ r q cᵀ over the points: d alpha = R - n p, d mu = Qᵀ g, d log-diagonal = R - diag(Q) S, d lower = -S, plus the prior's part.
/// </summary>
internal static unsafe class GmmBenchmarks
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate double Gradient(int d, int k, int n, double* alphas, double* means, double* icf, double* x, double gamma, int m, double* alphasGradient, double* meansGradient, double* icfGradient);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate double Objective(int d, int k, int n, double* alphas, double* means, double* icf, double* x, double gamma, int m);

    public static void Run()
    {
        IntPtr? library = Peer.Load("gmm.cpp");
        foreach ((int d, int k) in new[] { (2, 5), (10, 25), (20, 25), (64, 25) })
        {
            Case(library, d, k, 1000);
        }
    }

    private static void Case(IntPtr? library, int d, int k, int n)
    {
        Random random = new(7);
        double[] Made(int length, double scale)
        {
            double[] values = GC.AllocateArray<double>(length, pinned: true);
            for (int i = 0; i < length; i++)
            {
                values[i] = scale * (2 * random.NextDouble() - 1);
            }

            return values;
        }

        double[] alphas = Made(k, 1), means = Made(k * d, 1), icf = Made(k * d * (d + 1) / 2, 0.3), x = Made(n * d, 1);
        double[] alphasGradient = Made(k, 1), meansGradient = Made(means.Length, 1), icfGradient = Made(icf.Length, 1);
        double[] alphasNative = Made(k, 1), meansNative = Made(means.Length, 1), icfNative = Made(icf.Length, 1);
        Wishart wishart = new(1, 0);
        double value = 0, native = 0;
        long start = Stopwatch.GetTimestamp();
        Ours();
        Console.WriteLine($"GMM d={d} K={k}: first call {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms");

        void Ours() => value = Gmm.ObjectiveValueAndGradient(alphas, means, icf, x, wishart, alphasGradient, meansGradient, icfGradient);
        void Primal() => value = Gmm.ObjectiveForward(alphas, means, icf, x, wishart);
        void Users() => value = Gmm.Objective(alphas, means, icf, x, wishart);
        if (library is not { } peer)
        {
            Interleaved.Run($"GMM d={d} K={k} n={n}", n, ("gradient", Ours), ("forward", Primal), ("the user's method", Users));
            return;
        }

        Gradient gradient = Peer.Function<Gradient>(peer, "gmm_gradient");
        Objective objective = Peer.Function<Objective>(peer, "gmm_objective");
        fixed (double* a = alphas, mu = means, q = icf, p = x, ag = alphasNative, mg = meansNative, ig = icfNative)
        {
            double* a1 = a, mu1 = mu, q1 = q, p1 = p, ag1 = ag, mg1 = mg, ig1 = ig;
            void Native() => native = gradient(d, k, n, a1, mu1, q1, p1, 1, 0, ag1, mg1, ig1);
            void NativePrimal() => native = objective(d, k, n, a1, mu1, q1, p1, 1, 0);
            Native();
            Ours();
            Agree(value, native, 1e-10);
            for (int i = 0; i < icf.Length; i++)
            {
                Agree(icfGradient[i], icfNative[i], 1e-9);
            }

            Interleaved.Run($"GMM d={d} K={k} n={n}", n, ("C++ by hand, gradient", Native), ("gradient", Ours), ("C++ by hand, value", NativePrimal), ("forward", Primal), ("the user's method", Users));
        }
    }

    private static void Agree(double ours, double theirs, double tolerance)
    {
        if (!(Math.Abs(ours - theirs) <= tolerance * (1 + Math.Abs(theirs))))
        {
            throw new InvalidOperationException($"{ours} is not {theirs}");
        }
    }
}
