using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Members of <see cref="Vector2"/>, written in the language.</summary>
internal static partial class Vector2Members
{
    [Differentiable(Emit = Derivatives.None)]
    public static float Item(Vector2 self, int index) => index switch
    {
        0 => self.X,
        1 => self.Y,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 WithItem(Vector2 self, int index, float value) => index switch
    {
        0 => new Vector2(value, self.Y),
        1 => new Vector2(self.X, value),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 Create(float value) => new(value, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 Create(float x, float y) => new(x, y);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 CreateScalar(float x) => new(x, 0f);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 Create(ReadOnlySpan<float> values)
    {
        if (values.Length < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(values));
        }

        return new(values[0], values[1]);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static void CopyTo(Vector2 self, Span<float> destination)
    {
        if (destination.Length < 2)
        {
            throw new ArgumentException("Destination is too short.", nameof(destination));
        }

        destination[0] = self.X;
        destination[1] = self.Y;
    }

    [Differentiable(Emit = Derivatives.None)]
    public static float Cross(Vector2 value1, Vector2 value2) => (value1.X * value2.Y) - (value1.Y * value2.X);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 Transform(Vector2 position, Matrix3x2 matrix) =>
        new((position.X * matrix.M11) + (position.Y * matrix.M21) + matrix.M31, (position.X * matrix.M12) + (position.Y * matrix.M22) + matrix.M32);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 TransformNormal(Vector2 normal, Matrix3x2 matrix) =>
        new((normal.X * matrix.M11) + (normal.Y * matrix.M21), (normal.X * matrix.M12) + (normal.Y * matrix.M22));

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 Transform(Vector2 position, Matrix4x4 matrix) =>
        new((position.X * matrix.M11) + (position.Y * matrix.M21) + matrix.M41, (position.X * matrix.M12) + (position.Y * matrix.M22) + matrix.M42);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 TransformNormal(Vector2 normal, Matrix4x4 matrix) =>
        new((normal.X * matrix.M11) + (normal.Y * matrix.M21), (normal.X * matrix.M12) + (normal.Y * matrix.M22));

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 Transform(Vector2 value, Quaternion rotation)
    {
        Vector3 turned = QuaternionMembers.Rotate(new Vector3(value.X, value.Y, 0f), rotation);
        return new(turned.X, turned.Y);
    }
}
