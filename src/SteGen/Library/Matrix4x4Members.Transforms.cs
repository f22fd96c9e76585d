using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Translations, scales, rotations, reflections: what makes a <see cref="Matrix4x4"/>.</summary>
internal static partial class Matrix4x4Members
{
    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateTranslation(Vector3 position) => Moved(Matrix4x4.Identity, position);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateTranslation(float xPosition, float yPosition, float zPosition) => Moved(Matrix4x4.Identity, new Vector3(xPosition, yPosition, zPosition));

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateScale(float scale) => Scale(scale, scale, scale);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateScale(float xScale, float yScale, float zScale) => Scale(xScale, yScale, zScale);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateScale(Vector3 scales) => Scale(scales.X, scales.Y, scales.Z);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateScale(float scale, Vector3 centerPoint) => Around(Scale(scale, scale, scale), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateScale(float xScale, float yScale, float zScale, Vector3 centerPoint) => Around(Scale(xScale, yScale, zScale), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateScale(Vector3 scales, Vector3 centerPoint) => Around(Scale(scales.X, scales.Y, scales.Z), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateRotationX(float radians)
    {
        (float sin, float cos) = MathF.SinCos(radians);
        return new(
            1f, 0f, 0f, 0f,
            0f, cos, sin, 0f,
            0f, -sin, cos, 0f,
            0f, 0f, 0f, 1f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateRotationX(float radians, Vector3 centerPoint) => Around(CreateRotationX(radians), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateRotationY(float radians)
    {
        (float sin, float cos) = MathF.SinCos(radians);
        return new(
            cos, 0f, -sin, 0f,
            0f, 1f, 0f, 0f,
            sin, 0f, cos, 0f,
            0f, 0f, 0f, 1f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateRotationY(float radians, Vector3 centerPoint) => Around(CreateRotationY(radians), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateRotationZ(float radians)
    {
        (float sin, float cos) = MathF.SinCos(radians);
        return new(
            cos, sin, 0f, 0f,
            -sin, cos, 0f, 0f,
            0f, 0f, 1f, 0f,
            0f, 0f, 0f, 1f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateRotationZ(float radians, Vector3 centerPoint) => Around(CreateRotationZ(radians), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateFromAxisAngle(Vector3 axis, float angle) => CreateFromQuaternion(QuaternionMembers.CreateFromAxisAngle(axis, angle));

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateFromYawPitchRoll(float yaw, float pitch, float roll) => CreateFromQuaternion(QuaternionMembers.CreateFromYawPitchRoll(yaw, pitch, roll));

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateFromQuaternion(Quaternion quaternion)
    {
        Quaternion q = quaternion;
        float xx = q.X * q.X, yy = q.Y * q.Y, zz = q.Z * q.Z, xy = q.X * q.Y, xz = q.X * q.Z, yz = q.Y * q.Z, wx = q.W * q.X, wy = q.W * q.Y, wz = q.W * q.Z;
        return new(
            1f - (2f * (yy + zz)), 2f * (xy + wz), 2f * (xz - wy), 0f,
            2f * (xy - wz), 1f - (2f * (zz + xx)), 2f * (yz + wx), 0f,
            2f * (xz + wy), 2f * (yz - wx), 1f - (2f * (yy + xx)), 0f,
            0f, 0f, 0f, 1f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Transform(Matrix4x4 value, Quaternion rotation) => Multiply(value, CreateFromQuaternion(rotation));

    /// <summary>Mirrored at a plane, which need not be of unit length.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateReflection(Plane value)
    {
        Plane p = PlaneMembers.Normalize(value);
        Vector3 n = p.Normal, f = -2f * n;
        return new(
            (f.X * n.X) + 1f, f.Y * n.X, f.Z * n.X, 0f,
            f.X * n.Y, (f.Y * n.Y) + 1f, f.Z * n.Y, 0f,
            f.X * n.Z, f.Y * n.Z, (f.Z * n.Z) + 1f, 0f,
            f.X * p.D, f.Y * p.D, f.Z * p.D, 1f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateShadow(Vector3 lightDirection, Plane plane)
    {
        Plane p = PlaneMembers.Normalize(plane);
        Vector3 l = lightDirection, n = -p.Normal;
        float dot = Vector3.Dot(p.Normal, l);
        return new(
            (n.X * l.X) + dot, n.X * l.Y, n.X * l.Z, 0f,
            n.Y * l.X, (n.Y * l.Y) + dot, n.Y * l.Z, 0f,
            n.Z * l.X, n.Z * l.Y, (n.Z * l.Z) + dot, 0f,
            -p.D * l.X, -p.D * l.Y, -p.D * l.Z, dot);
    }

    private static Matrix4x4 Scale(float x, float y, float z) => new(
        x, 0f, 0f, 0f,
        0f, y, 0f, 0f,
        0f, 0f, z, 0f,
        0f, 0f, 0f, 1f);

    private static Matrix4x4 Moved(Matrix4x4 matrix, Vector3 by)
    {
        matrix.M41 = by.X;
        matrix.M42 = by.Y;
        matrix.M43 = by.Z;
        return matrix;
    }

    /// <summary>The same about another fixed point.</summary>
    private static Matrix4x4 Around(Matrix4x4 matrix, Vector3 center) => Moved(matrix, center - Vector3Members.TransformNormal(center, matrix));
}
