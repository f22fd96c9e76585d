using System;
using System.Linq;

namespace BundleAdjust;

/// <summary>Cameras, points, and who saw what where.</summary>
public sealed record Scene(Camera[] Cameras, Point[] Points, (int Camera, int Point, double U, double V)[] Observations)
{
    /// <summary>Cameras on an arc look at a cloud of points; each sees most of them, with a little noise. What is returned first is the truth, then a start that is off.</summary>
    public static (Scene Truth, Scene Start) Random(int cameras, int points, double noise, int seed)
    {
        var random = new Random(seed);
        double Draw(double size) => size * ((2 * random.NextDouble()) - 1);
        Camera[] trueCameras = [.. Enumerable.Range(0, cameras).Select(k =>
        {
            double angle = 0.9 * (((2.0 * k) / Math.Max(cameras - 1, 1)) - 1);
            return new Camera(Draw(0.05), angle + Draw(0.02), Draw(0.05), 8 * Math.Sin(angle), Draw(0.5), -8 * Math.Cos(angle), 500);
        })];
        Point[] truePoints = [.. Enumerable.Range(0, points).Select(_ => new Point(Draw(2), Draw(2), Draw(2)))];
        (int, int, double, double)[] seen = [.. from c in Enumerable.Range(0, cameras)
                                                from p in Enumerable.Range(0, points)
                                                where random.NextDouble() < 0.8
                                                let at = Projection.Residual(trueCameras[c], truePoints[p], 0, 0)
                                                select (c, p, at.U + Draw(noise), at.V + Draw(noise))];
        Camera[] startCameras = [.. trueCameras.Select(c => new Camera(c.RotationX + Draw(0.03), c.RotationY + Draw(0.03), c.RotationZ + Draw(0.03), c.X + Draw(0.2), c.Y + Draw(0.2), c.Z + Draw(0.2), c.Focal + Draw(20)))];
        Point[] startPoints = [.. truePoints.Select(p => new Point(p.X + Draw(0.3), p.Y + Draw(0.3), p.Z + Draw(0.3)))];
        return (new Scene(trueCameras, truePoints, seen), new Scene(startCameras, startPoints, seen));
    }
}
