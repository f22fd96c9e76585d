using System;
using System.Collections.Generic;
using BundleAdjust;
using Xunit;

namespace SteGen.Samples.Tests.BundleAdjustSample;

public class BundleAdjustTests
{
    [Fact]
    public void ErrorsFallToTheNoise()
    {
        const double Noise = 0.5;
        (Scene truth, Scene start) = Scene.Random(cameras: 5, points: 30, Noise, seed: 3);
        (_, List<double> errors) = new LevenbergMarquardt(start).Solve(40);
        Assert.True(errors[0] > 10, $"{errors[0]} pixels at the start");
        (_, List<double> atTruth) = new LevenbergMarquardt(truth).Solve(1);
        Assert.InRange(errors[^1], 0, atTruth[0]);
        for (int k = 1; k < errors.Count; k++)
        {
            Assert.True(errors[k] <= errors[k - 1]);
        }
    }

    [Fact]
    public void JacobiansAreThoseOfDifferences()
    {
        (_, Scene start) = Scene.Random(cameras: 2, points: 3, noise: 0.5, seed: 4);
        Camera camera = start.Cameras[1];
        Point point = start.Points[2];
        double[] jacobian = new double[20], x = [camera.RotationX, camera.RotationY, camera.RotationZ, camera.X, camera.Y, camera.Z, camera.Focal, point.X, point.Y, point.Z];
        Projection.ResidualJacobianBatch([camera], [point], [1.5], [2.5], jacobian);
        for (int k = 0; k < x.Length; k++)
        {
            const double H = 1e-5;
            (double u1, double v1) = At(k, H);
            (double u0, double v0) = At(k, -H);
            Assert.Equal((u1 - u0) / (2 * H), jacobian[k], 1e-5 * (1 + Math.Abs(jacobian[k])));
            Assert.Equal((v1 - v0) / (2 * H), jacobian[10 + k], 1e-5 * (1 + Math.Abs(jacobian[10 + k])));
        }

        (double, double) At(int k, double h)
        {
            double[] y = [.. x];
            y[k] += h;
            return Projection.Residual(new Camera(y[0], y[1], y[2], y[3], y[4], y[5], y[6]), new Point(y[7], y[8], y[9]), 1.5, 2.5);
        }
    }
}
