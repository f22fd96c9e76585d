using System;
using SteGen;

namespace BundleAdjust;

/// <summary>A camera: rotation as axis times angle, where it stands, focal length.</summary>
public record struct Camera(double RotationX, double RotationY, double RotationZ, double X, double Y, double Z, double Focal);

/// <summary>A point of the scene.</summary>
public record struct Point(double X, double Y, double Z);

/// <summary>What a camera sees of a point.</summary>
public static partial class Projection
{
    /// <summary>Where the point appears, less where it was seen. The batched Jacobian of this, one observation per vector lane, is all that the solver needs.</summary>
    [Differentiable("camera", "point", Emit = Derivatives.Forward | Derivatives.Batch | Derivatives.Jacobian)]
    public static (double U, double V) Residual(Camera camera, Point point, double seenU, double seenV)
    {
        double angle2 = (camera.RotationX * camera.RotationX) + (camera.RotationY * camera.RotationY) + (camera.RotationZ * camera.RotationZ);
        double dx = point.X - camera.X, dy = point.Y - camera.Y, dz = point.Z - camera.Z;
        double crossX = (camera.RotationY * dz) - (camera.RotationZ * dy), crossY = (camera.RotationZ * dx) - (camera.RotationX * dz), crossZ = (camera.RotationX * dy) - (camera.RotationY * dx);
        double x, y, z;
        if (angle2 > 1e-12)
        {
            // Rodrigues' formula
            double angle = Math.Sqrt(angle2), cos = Math.Cos(angle), sin = Math.Sin(angle) / angle;
            double along = ((camera.RotationX * dx) + (camera.RotationY * dy) + (camera.RotationZ * dz)) * (1 - cos) / angle2;
            x = (dx * cos) + (crossX * sin) + (camera.RotationX * along);
            y = (dy * cos) + (crossY * sin) + (camera.RotationY * along);
            z = (dz * cos) + (crossZ * sin) + (camera.RotationZ * along);
        }
        else
        {
            x = dx + crossX;
            y = dy + crossY;
            z = dz + crossZ;
        }

        return ((camera.Focal * x / z) - seenU, (camera.Focal * y / z) - seenV);
    }
}
