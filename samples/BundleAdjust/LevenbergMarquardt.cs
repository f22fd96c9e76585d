using System;
using System.Collections.Generic;
using System.Threading;

namespace BundleAdjust;

/// <summary>
/// Levenberg and Marquardt's method for a scene: all residuals and Jacobians by two batch members, normal equations in which the points are eliminated (Schur's complement), Cholesky's factors of what is left.
/// </summary>
public sealed class LevenbergMarquardt
{
    private const int C = 7;
    private const int P = 3;
    private const int Columns = C + P;
    private readonly Scene _scene;
    private readonly int _count;
    private readonly Camera[] _cameras;
    private readonly Point[] _points;
    private readonly double[] _seenU;
    private readonly double[] _seenV;
    private readonly double[] _u;
    private readonly double[] _v;
    private readonly double[] _jacobian;

    public LevenbergMarquardt(Scene scene)
    {
        _scene = scene;
        _count = scene.Observations.Length;
        (_cameras, _points) = (new Camera[_count], new Point[_count]);
        (_u, _v, _seenU, _seenV) = (new double[_count], new double[_count], new double[_count], new double[_count]);
        _jacobian = new double[_count * 2 * Columns];
        for (int k = 0; k < _count; k++)
        {
            (_seenU[k], _seenV[k]) = (scene.Observations[k].U, scene.Observations[k].V);
        }
    }

    /// <summary>Improves cameras and points until the cost hardly falls. Tells the root of the mean square of the residuals, in pixels, of every accepted step.</summary>
    public (Scene Scene, List<double> Errors) Solve(int iterations, Action<int, double>? told = null, CancellationToken stop = default)
    {
        Camera[] cameras = [.. _scene.Cameras];
        Point[] points = [.. _scene.Points];
        double cost = Cost(cameras, points), damping = 1e-3;
        List<double> errors = [Math.Sqrt(cost / (2 * _count))];
        for (int step = 0; step < iterations && !stop.IsCancellationRequested; step++)
        {
            Gather(cameras, points);
            Projection.ResidualForwardBatch(_cameras, _points, _seenU, _seenV, _u, _v);
            Projection.ResidualJacobianBatch(_cameras, _points, _seenU, _seenV, _jacobian);
            bool isBetter = false;
            double before = cost;
            for (int attempt = 0; attempt < 10 && !isBetter; attempt++)
            {
                if (Step(cameras.Length, points.Length, damping) is { } move)
                {
                    Camera[] movedCameras = [.. cameras];
                    Point[] movedPoints = [.. points];
                    Apply(move, movedCameras, movedPoints);
                    double moved = Cost(movedCameras, movedPoints);
                    if (moved < cost)
                    {
                        (cameras, points, cost, isBetter) = (movedCameras, movedPoints, moved, true);
                        damping = Math.Max(damping / 5, 1e-12);
                        continue;
                    }
                }

                damping *= 4;
            }

            if (!isBetter) break;
            errors.Add(Math.Sqrt(cost / (2 * _count)));
            told?.Invoke(step + 1, errors[^1]);
            if (before - cost < 1e-9 * before) break;
        }

        return (_scene with { Cameras = cameras, Points = points }, errors);
    }

    private void Gather(Camera[] cameras, Point[] points)
    {
        for (int k = 0; k < _count; k++)
        {
            (_cameras[k], _points[k]) = (cameras[_scene.Observations[k].Camera], points[_scene.Observations[k].Point]);
        }
    }

    private double Cost(Camera[] cameras, Point[] points)
    {
        Gather(cameras, points);
        Projection.ResidualForwardBatch(_cameras, _points, _seenU, _seenV, _u, _v);
        double cost = 0;
        for (int k = 0; k < _count; k++)
        {
            cost += (_u[k] * _u[k]) + (_v[k] * _v[k]);
        }

        return cost;
    }

    /// <summary>The step of the damped normal equations; null where they cannot be solved.</summary>
    private double[]? Step(int cameras, int points, double damping)
    {
        int n = cameras * C;
        double[] a = new double[n * n], right = new double[n], corners = new double[points * P * P], pointRight = new double[points * P];
        double[] mixed = new double[n * points * P];
        for (int k = 0; k < _count; k++)
        {
            (int c, int p, _, _) = _scene.Observations[k];
            for (int row = 0; row < 2; row++)
            {
                ReadOnlySpan<double> j = _jacobian.AsSpan(((k * 2) + row) * Columns, Columns);
                double residual = row == 0 ? _u[k] : _v[k];
                for (int x = 0; x < C; x++)
                {
                    right[(c * C) + x] -= j[x] * residual;
                    for (int y = 0; y < C; y++)
                    {
                        a[(((c * C) + x) * n) + (c * C) + y] += j[x] * j[y];
                    }

                    for (int y = 0; y < P; y++)
                    {
                        mixed[(((c * C) + x) * points * P) + (p * P) + y] += j[x] * j[C + y];
                    }
                }

                for (int x = 0; x < P; x++)
                {
                    pointRight[(p * P) + x] -= j[C + x] * residual;
                    for (int y = 0; y < P; y++)
                    {
                        corners[(((p * P) + x) * P) + y] += j[C + x] * j[C + y];
                    }
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            a[(i * n) + i] = (a[(i * n) + i] * (1 + damping)) + 1e-9;
        }

        // a - W V^-1 W', right - W V^-1 pointRight, point by point
        double[] solved = new double[n * P];
        for (int p = 0; p < points; p++)
        {
            Span<double> corner = corners.AsSpan(p * P * P, P * P);
            for (int x = 0; x < P; x++)
            {
                corner[(x * P) + x] = (corner[(x * P) + x] * (1 + damping)) + 1e-9;
            }

            if (!Cholesky.Factor(corner, P)) return null;
            for (int i = 0; i < n; i++)
            {
                mixed.AsSpan((i * points * P) + (p * P), P).CopyTo(solved.AsSpan(i * P, P));
                Cholesky.Solve(corner, P, solved.AsSpan(i * P, P));
            }

            for (int i = 0; i < n; i++)
            {
                for (int x = 0; x < P; x++)
                {
                    double s = solved[(i * P) + x];
                    if (s == 0) continue;
                    right[i] -= s * pointRight[(p * P) + x];
                    for (int k = 0; k < n; k++)
                    {
                        a[(i * n) + k] -= s * mixed[(k * points * P) + (p * P) + x];
                    }
                }
            }
        }

        if (!Cholesky.Factor(a, n)) return null;
        Cholesky.Solve(a, n, right);
        double[] move = new double[n + (points * P)];
        right.CopyTo(move, 0);
        for (int p = 0; p < points; p++)
        {
            Span<double> step = move.AsSpan(n + (p * P), P);
            for (int x = 0; x < P; x++)
            {
                step[x] = pointRight[(p * P) + x];
                for (int i = 0; i < n; i++)
                {
                    step[x] -= mixed[(i * points * P) + (p * P) + x] * right[i];
                }
            }

            Cholesky.Solve(corners.AsSpan(p * P * P, P * P), P, step);
        }

        return move;
    }

    private static void Apply(double[] move, Camera[] cameras, Point[] points)
    {
        for (int c = 0; c < cameras.Length; c++)
        {
            ReadOnlySpan<double> m = move.AsSpan(c * C, C);
            Camera k = cameras[c];
            cameras[c] = new Camera(k.RotationX + m[0], k.RotationY + m[1], k.RotationZ + m[2], k.X + m[3], k.Y + m[4], k.Z + m[5], k.Focal + m[6]);
        }

        for (int p = 0; p < points.Length; p++)
        {
            ReadOnlySpan<double> m = move.AsSpan((cameras.Length * C) + (p * P), P);
            points[p] = new Point(points[p].X + m[0], points[p].Y + m[1], points[p].Z + m[2]);
        }
    }
}
