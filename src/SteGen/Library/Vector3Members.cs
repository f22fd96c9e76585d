using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Members of <see cref="Vector3"/>, written in the language.</summary>
internal static partial class Vector3Members
{
    [Differentiable(Emit = Derivatives.None)]
    public static float Item(Vector3 self, int index) => index switch
    {
        0 => self.X,
        1 => self.Y,
        2 => self.Z,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 WithItem(Vector3 self, int index, float value) => index switch
    {
        0 => new Vector3(value, self.Y, self.Z),
        1 => new Vector3(self.X, value, self.Z),
        2 => new Vector3(self.X, self.Y, value),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 Create(float value) => new(value, value, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 Create(float x, float y, float z) => new(x, y, z);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 CreateScalar(float x) => new(x, 0f, 0f);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 Create(ReadOnlySpan<float> values)
    {
        if (values.Length < 3)
        {
            throw new ArgumentOutOfRangeException(nameof(values));
        }

        return new(values[0], values[1], values[2]);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static void CopyTo(Vector3 self, Span<float> destination)
    {
        if (destination.Length < 3)
        {
            throw new ArgumentException("Destination is too short.", nameof(destination));
        }

        destination[0] = self.X;
        destination[1] = self.Y;
        destination[2] = self.Z;
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 Create(Vector2 vector, float z) => new(vector.X, vector.Y, z);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 Transform(Vector3 position, Matrix4x4 matrix) => TransformNormal(position, matrix) + new Vector3(matrix.M41, matrix.M42, matrix.M43);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 TransformNormal(Vector3 normal, Matrix4x4 matrix) => new(
        (normal.X * matrix.M11) + (normal.Y * matrix.M21) + (normal.Z * matrix.M31),
        (normal.X * matrix.M12) + (normal.Y * matrix.M22) + (normal.Z * matrix.M32),
        (normal.X * matrix.M13) + (normal.Y * matrix.M23) + (normal.Z * matrix.M33));

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 Transform(Vector3 value, Quaternion rotation) => QuaternionMembers.Rotate(value, rotation);
}
