using System;
using System.Runtime.InteropServices;
using AdBench;

namespace SteGen.Benchmarks;

/// <summary>Bundle adjustment of ADBench: residuals of a whole problem and Jacobians of all its observations, by SteGen and by hand in C++.</summary>
internal static unsafe class BundleBenchmarks
{
    private const int Observations = 31_843, Cameras = 49, Points = 7_776;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void NativeResiduals(int n, Camera* cameras, Vec3* points, double* weights, Observation* seen, Vec2* errors, double* weightErrors);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void NativeJacobian(int n, Camera* cameras, Vec3* points, double* weights, Vec2* features, double* jacobian);

    public static void Run()
    {
        IntPtr? library = Peer.Load("ba.cpp");
        Random random = new(11);
        double Next(double scale) => scale * ((2 * random.NextDouble()) - 1);
        T[] Made<T>(int length, Func<int, T> make)
        {
            T[] values = GC.AllocateArray<T>(length, pinned: true);
            for (int i = 0; i < length; i++)
            {
                values[i] = make(i);
            }

            return values;
        }

        Camera View() => new(new(Next(.5), Next(.5), Next(.5)), new(Next(1), Next(1), Next(1)), 500 + Next(20), new(Next(10), Next(10)), new(Next(.1), Next(.01)));
        Vec3 Place() => new(Next(2), Next(2), 6 + Next(1));
        Camera[] cameras = Made(Cameras, _ => View()), cameraOf = Made(Observations, _ => View());
        Vec3[] points = Made(Points, _ => Place()), pointOf = Made(Observations, _ => Place());
        double[] weights = Made(Observations, _ => 1 + Next(.1)), weightErrors = Made(Observations, _ => 0.0), weightErrorsNative = Made(Observations, _ => 0.0);
        Observation[] seen = Made(Observations, _ => new Observation(random.Next(Cameras), random.Next(Points), new(Next(200), Next(200))));
        Vec2[] features = Made(Observations, i => seen[i].Feature), errors = Made(Observations, _ => default(Vec2)), errorsNative = Made(Observations, _ => default(Vec2));
        double[] jacobian = Made(30 * Observations, _ => 0.0), jacobianNative = Made(30 * Observations, _ => 0.0);
        Vec2[] upstream = Made(Observations, _ => new Vec2(Next(1), Next(1)));
        double[] weightUpstream = Made(Observations, _ => Next(1)), weightsGradient = Made(Observations, _ => 0.0);
        Camera[] camerasGradient = Made(Cameras, _ => default(Camera));
        Vec3[] pointsGradient = Made(Points, _ => default(Vec3));

        void Forward() => Ba.ResidualsForward(cameras, points, weights, seen, errors, weightErrors);
        void Users() => Ba.Residuals(cameras, points, weights, seen, errors, weightErrors);
        void Backward() => Ba.ResidualsBackward(cameras, points, weights, seen, upstream, weightUpstream, camerasGradient, pointsGradient, weightsGradient);
        void Jacobian() => Ba.ReprojectionErrorJacobianBatch(cameraOf, pointOf, weights, features, jacobian);
        if (library is not { } peer)
        {
            Interleaved.Run("bundle adjustment", Observations, ("residuals", Forward), ("the user's method", Users), ("backward of all residuals", Backward), ("Jacobians", Jacobian));
            return;
        }

        NativeResiduals residuals = Peer.Function<NativeResiduals>(peer, "ba_residuals");
        NativeJacobian jacobians = Peer.Function<NativeJacobian>(peer, "ba_jacobian");
        fixed (Camera* c = cameras, cs = cameraOf)
        fixed (Vec3* p = points, ps = pointOf)
        fixed (double* w = weights, we = weightErrorsNative, j = jacobianNative)
        fixed (Observation* o = seen)
        fixed (Vec2* e = errorsNative, f = features)
        {
            Camera* c1 = c, cs1 = cs;
            Vec3* p1 = p, ps1 = ps;
            double* w1 = w, we1 = we, j1 = j;
            Observation* o1 = o;
            Vec2* e1 = e, f1 = f;
            void Native() => residuals(Observations, c1, p1, w1, o1, e1, we1);
            void NativeJacobians() => jacobians(Observations, cs1, ps1, w1, f1, j1);
            Native();
            NativeJacobians();
            Forward();
            Jacobian();
            for (int i = 0; i < Observations; i++)
            {
                Agree(errors[i].X, errorsNative[i].X);
                Agree(errors[i].Y, errorsNative[i].Y);
            }

            Agree(jacobian, jacobianNative);
            Interleaved.Run("bundle adjustment, residuals", Observations, ("C++ by hand", Native), ("forward", Forward), ("the user's method", Users), ("backward, scattered", Backward));
            Interleaved.Run("bundle adjustment, Jacobians, every observation different", Observations, ("C++ by hand", NativeJacobians), ("Jacobians", Jacobian));
        }
    }

    /// <summary>The order of the columns is that of the parameters: camera, point, weight.</summary>
    private static void Agree(double[] ours, double[] theirs)
    {
        for (int i = 0; i < ours.Length; i++)
        {
            Agree(ours[i], theirs[i]);
        }
    }

    private static void Agree(double ours, double theirs)
    {
        if (!(Math.Abs(ours - theirs) <= 1e-8 * (1 + Math.Abs(theirs))))
        {
            throw new InvalidOperationException($"The two derivatives differ: {ours} and {theirs}.");
        }
    }
}
