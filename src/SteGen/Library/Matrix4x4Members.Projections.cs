using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Projections, right- and left-handed; depth goes from 0 to 1.</summary>
internal static partial class Matrix4x4Members
{
    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateOrthographic(float width, float height, float zNearPlane, float zFarPlane)
    {
        float range = 1f / (zNearPlane - zFarPlane);
        return new(
            2f / width, 0f, 0f, 0f,
            0f, 2f / height, 0f, 0f,
            0f, 0f, range, 0f,
            0f, 0f, range * zNearPlane, 1f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateOrthographicOffCenter(float left, float right, float bottom, float top, float zNearPlane, float zFarPlane)
    {
        float width = 1f / (right - left), height = 1f / (top - bottom), range = 1f / (zNearPlane - zFarPlane);
        return new(
            width + width, 0f, 0f, 0f,
            0f, height + height, 0f, 0f,
            0f, 0f, range, 0f,
            -(left + right) * width, -(top + bottom) * height, range * zNearPlane, 1f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreatePerspective(float width, float height, float nearPlaneDistance, float farPlaneDistance)
    {
        float range = Range(nearPlaneDistance, farPlaneDistance), twice = nearPlaneDistance + nearPlaneDistance;
        return new(
            twice / width, 0f, 0f, 0f,
            0f, twice / height, 0f, 0f,
            0f, 0f, range, -1f,
            0f, 0f, range * nearPlaneDistance, 0f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreatePerspectiveFieldOfView(float fieldOfView, float aspectRatio, float nearPlaneDistance, float farPlaneDistance)
    {
        if (fieldOfView <= 0f || fieldOfView >= MathF.PI)
        {
            throw new ArgumentOutOfRangeException(nameof(fieldOfView));
        }

        float range = Range(nearPlaneDistance, farPlaneDistance), height = 1f / MathF.Tan(fieldOfView * 0.5f);
        return new(
            height / aspectRatio, 0f, 0f, 0f,
            0f, height, 0f, 0f,
            0f, 0f, range, -1f,
            0f, 0f, range * nearPlaneDistance, 0f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreatePerspectiveOffCenter(float left, float right, float bottom, float top, float nearPlaneDistance, float farPlaneDistance)
    {
        float range = Range(nearPlaneDistance, farPlaneDistance), twice = nearPlaneDistance + nearPlaneDistance, width = 1f / (right - left), height = 1f / (top - bottom);
        return new(
            twice * width, 0f, 0f, 0f,
            0f, twice * height, 0f, 0f,
            (left + right) * width, (top + bottom) * height, range, -1f,
            0f, 0f, range * nearPlaneDistance, 0f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateViewport(float x, float y, float width, float height, float minDepth, float maxDepth)
    {
        float halfWidth = width * 0.5f, halfHeight = height * 0.5f;
        return new(
            halfWidth, 0f, 0f, 0f,
            0f, -halfHeight, 0f, 0f,
            0f, 0f, minDepth - maxDepth, 0f,
            x + halfWidth, y + halfHeight, minDepth, 1f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateOrthographicLeftHanded(float width, float height, float zNearPlane, float zFarPlane)
    {
        float range = 1f / (zFarPlane - zNearPlane);
        return new(
            2f / width, 0f, 0f, 0f,
            0f, 2f / height, 0f, 0f,
            0f, 0f, range, 0f,
            0f, 0f, -range * zNearPlane, 1f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateOrthographicOffCenterLeftHanded(float left, float right, float bottom, float top, float zNearPlane, float zFarPlane)
    {
        float width = 1f / (right - left), height = 1f / (top - bottom), range = 1f / (zFarPlane - zNearPlane);
        return new(
            width + width, 0f, 0f, 0f,
            0f, height + height, 0f, 0f,
            0f, 0f, range, 0f,
            -(left + right) * width, -(top + bottom) * height, -range * zNearPlane, 1f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreatePerspectiveLeftHanded(float width, float height, float nearPlaneDistance, float farPlaneDistance)
    {
        float range = RangeLeftHanded(nearPlaneDistance, farPlaneDistance), twice = nearPlaneDistance + nearPlaneDistance;
        return new(
            twice / width, 0f, 0f, 0f,
            0f, twice / height, 0f, 0f,
            0f, 0f, range, 1f,
            0f, 0f, -range * nearPlaneDistance, 0f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreatePerspectiveFieldOfViewLeftHanded(float fieldOfView, float aspectRatio, float nearPlaneDistance, float farPlaneDistance)
    {
        if (fieldOfView <= 0f || fieldOfView >= MathF.PI)
        {
            throw new ArgumentOutOfRangeException(nameof(fieldOfView));
        }

        float range = RangeLeftHanded(nearPlaneDistance, farPlaneDistance), height = 1f / MathF.Tan(fieldOfView * 0.5f);
        return new(
            height / aspectRatio, 0f, 0f, 0f,
            0f, height, 0f, 0f,
            0f, 0f, range, 1f,
            0f, 0f, -range * nearPlaneDistance, 0f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreatePerspectiveOffCenterLeftHanded(float left, float right, float bottom, float top, float nearPlaneDistance, float farPlaneDistance)
    {
        float range = RangeLeftHanded(nearPlaneDistance, farPlaneDistance), twice = nearPlaneDistance + nearPlaneDistance, width = 1f / (right - left), height = 1f / (top - bottom);
        return new(
            twice * width, 0f, 0f, 0f,
            0f, twice * height, 0f, 0f,
            -(left + right) * width, -(top + bottom) * height, range, 1f,
            0f, 0f, -range * nearPlaneDistance, 0f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 CreateViewportLeftHanded(float x, float y, float width, float height, float minDepth, float maxDepth)
    {
        float halfWidth = width * 0.5f, halfHeight = height * 0.5f;
        return new(
            halfWidth, 0f, 0f, 0f,
            0f, -halfHeight, 0f, 0f,
            0f, 0f, maxDepth - minDepth, 0f,
            x + halfWidth, y + halfHeight, minDepth, 1f);
    }

    /// <summary>What depth is multiplied by, after the checks of the framework.</summary>
    private static float Range(float near, float far) => -RangeLeftHanded(near, far);

    private static float RangeLeftHanded(float near, float far)
    {
        if (near <= 0f)
        {
            throw new ArgumentOutOfRangeException("nearPlaneDistance");
        }

        if (far <= 0f)
        {
            throw new ArgumentOutOfRangeException("farPlaneDistance");
        }

        if (near >= far)
        {
            throw new ArgumentOutOfRangeException("nearPlaneDistance");
        }

        return float.IsPositiveInfinity(far) ? 1f : far / (far - near);
    }
}
