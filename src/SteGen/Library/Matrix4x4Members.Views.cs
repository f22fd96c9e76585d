using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Where a camera or a thing stands and looks.</summary>
internal static partial class Matrix4x4Members
{
    /// <summary>The cosine of a tenth of a degree: directions closer than that have no common normal.</summary>
    private const float Parallel = 1f - (0.1f * (MathF.PI / 180f));

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateLookAt(Vector3 cameraPosition, Vector3 cameraTarget, Vector3 cameraUpVector) => View(cameraPosition, cameraPosition - cameraTarget, cameraUpVector);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateLookAtLeftHanded(Vector3 cameraPosition, Vector3 cameraTarget, Vector3 cameraUpVector) => View(cameraPosition, cameraTarget - cameraPosition, cameraUpVector);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateLookTo(Vector3 cameraPosition, Vector3 cameraDirection, Vector3 cameraUpVector) => View(cameraPosition, -cameraDirection, cameraUpVector);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateLookToLeftHanded(Vector3 cameraPosition, Vector3 cameraDirection, Vector3 cameraUpVector) => View(cameraPosition, cameraDirection, cameraUpVector);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateWorld(Vector3 position, Vector3 forward, Vector3 up)
    {
        Vector3 z = Vector3.Normalize(-forward), x = Vector3.Normalize(Vector3.Cross(up, z)), y = Vector3.Cross(z, x);
        return Frame(x, y, z, position);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateBillboard(Vector3 objectPosition, Vector3 cameraPosition, Vector3 cameraUpVector, Vector3 cameraForwardVector) =>
        Billboard(objectPosition, Facing(objectPosition - cameraPosition, -cameraForwardVector), cameraUpVector);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateBillboardLeftHanded(Vector3 objectPosition, Vector3 cameraPosition, Vector3 cameraUpVector, Vector3 cameraForwardVector) =>
        Billboard(objectPosition, Facing(cameraPosition - objectPosition, -cameraForwardVector), cameraUpVector);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateConstrainedBillboard(Vector3 objectPosition, Vector3 cameraPosition, Vector3 rotateAxis, Vector3 cameraForwardVector, Vector3 objectForwardVector) =>
        Constrained(objectPosition, Facing(objectPosition - cameraPosition, -cameraForwardVector), rotateAxis, objectForwardVector, new Vector3(0f, 0f, -1f));

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateConstrainedBillboardLeftHanded(Vector3 objectPosition, Vector3 cameraPosition, Vector3 rotateAxis, Vector3 cameraForwardVector, Vector3 objectForwardVector) =>
        Constrained(objectPosition, Facing(cameraPosition - objectPosition, -cameraForwardVector), rotateAxis, objectForwardVector, new Vector3(0f, 0f, 1f));

    private static Vector3 Facing(Vector3 between, Vector3 otherwise) => between.LengthSquared() < 1e-4f ? otherwise : Vector3.Normalize(between);

    private static Matrix4x4 Billboard(Vector3 position, Vector3 z, Vector3 up)
    {
        Vector3 x = Vector3.Normalize(Vector3.Cross(up, z)), y = Vector3.Cross(z, x);
        return Frame(x, y, z, position);
    }

    private static Matrix4x4 Constrained(Vector3 position, Vector3 facing, Vector3 axis, Vector3 forward, Vector3 ahead)
    {
        Vector3 from = facing;
        if (MathF.Abs(Vector3.Dot(axis, facing)) > Parallel)
        {
            from = forward;
            if (MathF.Abs(Vector3.Dot(axis, from)) > Parallel)
            {
                from = Gradient.StopGradient(MathF.Abs(axis.Z) > Parallel ? new Vector3(1f, 0f, 0f) : ahead);
            }
        }

        Vector3 x = Vector3.Normalize(Vector3.Cross(axis, from)), z = Vector3.Normalize(Vector3.Cross(x, axis));
        return Frame(x, axis, z, position);
    }

    private static Matrix4x4 View(Vector3 position, Vector3 back, Vector3 up)
    {
        Vector3 z = Vector3.Normalize(back), x = Vector3.Normalize(Vector3.Cross(up, z)), y = Vector3.Cross(z, x);
        return new(
            x.X, y.X, z.X, 0f,
            x.Y, y.Y, z.Y, 0f,
            x.Z, y.Z, z.Z, 0f,
            -Vector3.Dot(x, position), -Vector3.Dot(y, position), -Vector3.Dot(z, position), 1f);
    }

    private static Matrix4x4 Frame(Vector3 x, Vector3 y, Vector3 z, Vector3 position) => new(
        x.X, x.Y, x.Z, 0f,
        y.X, y.Y, y.Z, 0f,
        z.X, z.Y, z.Z, 0f,
        position.X, position.Y, position.Z, 1f);
}
