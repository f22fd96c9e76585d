using System;
using SteGen;

namespace AdBench;

/// <summary>A pair of numbers.</summary>
public readonly record struct Vec2(double X, double Y)
{
    public static Vec2 operator +(Vec2 left, Vec2 right) => new(left.X + right.X, left.Y + right.Y);

    public static Vec2 operator -(Vec2 left, Vec2 right) => new(left.X - right.X, left.Y - right.Y);

    public static Vec2 operator *(double factor, Vec2 vector) => new(factor * vector.X, factor * vector.Y);

    public static double Dot(Vec2 left, Vec2 right) => left.X * right.X + left.Y * right.Y;
}

/// <summary>Three numbers.</summary>
public readonly record struct Vec3(double X, double Y, double Z)
{
    public static Vec3 operator +(Vec3 left, Vec3 right) => new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    public static Vec3 operator -(Vec3 left, Vec3 right) => new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    public static Vec3 operator *(double factor, Vec3 vector) =>
        new(factor * vector.X, factor * vector.Y, factor * vector.Z);

    public static double Dot(Vec3 left, Vec3 right) => left.X * right.X + left.Y * right.Y + left.Z * right.Z;

    public static Vec3 Cross(Vec3 left, Vec3 right) => new(
        left.Y * right.Z - left.Z * right.Y,
        left.Z * right.X - left.X * right.Z,
        left.X * right.Y - left.Y * right.X);
}

/// <summary>A camera of 11 parameters.</summary>
/// <param name="Rotation">Axis times angle.</param>
/// <param name="Center">Position.</param>
/// <param name="FocalLength">In pixels.</param>
/// <param name="PrincipalPoint">In pixels.</param>
/// <param name="Distortion">Radial coefficients of the second and of the fourth power.</param>
public readonly record struct Camera(
    Vec3 Rotation, Vec3 Center, double FocalLength, Vec2 PrincipalPoint, Vec2 Distortion);

/// <summary>Camera number <paramref name="Camera"/> has seen point number <paramref name="Point"/> at a place.</summary>
public readonly record struct Observation(int Camera, int Point, Vec2 Feature);

/// <summary>Bundle adjustment (ADBench "BA").</summary>
public static partial class Ba
{
    /// <summary>Weighted distance between where a camera should see a point and where it saw it.</summary>
    [Differentiable("camera", "point", "weight", Emit = Derivatives.Default | Derivatives.Jacobian)]
    public static Vec2 ReprojectionError(in Camera camera, Vec3 point, double weight, Vec2 feature) =>
        weight * (Project(camera, point) - feature);

    /// <summary>Keeps a weight near 1.</summary>
    [Differentiable]
    public static double WeightError(double weight) => 1 - weight * weight;

    /// <summary>All residuals of a problem.</summary>
    [Differentiable("cameras", "points", "weights")]
    public static void Residuals(
        ReadOnlySpan<Camera> cameras,
        ReadOnlySpan<Vec3> points,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<Observation> observations,
        Span<Vec2> reprojectionErrors,
        Span<double> weightErrors)
    {
        for (int i = 0; i < observations.Length; i++)
        {
            Observation observation = observations[i];
            reprojectionErrors[i] = ReprojectionError(
                cameras[observation.Camera], points[observation.Point], weights[i], observation.Feature);
            weightErrors[i] = WeightError(weights[i]);
        }
    }

    private static Vec2 Project(in Camera camera, Vec3 point)
    {
        Vec3 local = Rotate(camera.Rotation, point - camera.Center);
        Vec2 image = new(local.X / local.Z, local.Y / local.Z);
        double squaredRadius = Vec2.Dot(image, image);
        double distortion = 1
            + camera.Distortion.X * squaredRadius
            + camera.Distortion.Y * squaredRadius * squaredRadius;
        return camera.FocalLength * (distortion * image) + camera.PrincipalPoint;
    }

    /// <summary>Rodrigues rotation; linear in the rotation where that is zero.</summary>
    private static Vec3 Rotate(Vec3 rotation, Vec3 vector)
    {
        double squaredAngle = Vec3.Dot(rotation, rotation);
        if (squaredAngle == 0)
        {
            return vector + Vec3.Cross(rotation, vector);
        }

        double angle = Math.Sqrt(squaredAngle);
        double cosine = Math.Cos(angle);
        double sine = Math.Sin(angle);
        Vec3 axis = (1 / angle) * rotation;
        return cosine * vector
            + sine * Vec3.Cross(axis, vector)
            + (Vec3.Dot(axis, vector) * (1 - cosine)) * axis;
    }
}
