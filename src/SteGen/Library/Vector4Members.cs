using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Members of <see cref="Vector4"/>, written in the language.</summary>
internal static partial class Vector4Members
{
    [Differentiable(Emit = Derivatives.None)]
    public static float Item(Vector4 self, int index) => index switch
    {
        0 => self.X,
        1 => self.Y,
        2 => self.Z,
        3 => self.W,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 WithItem(Vector4 self, int index, float value) => index switch
    {
        0 => new Vector4(value, self.Y, self.Z, self.W),
        1 => new Vector4(self.X, value, self.Z, self.W),
        2 => new Vector4(self.X, self.Y, value, self.W),
        3 => new Vector4(self.X, self.Y, self.Z, value),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Create(float value) => new(value, value, value, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Create(float x, float y, float z, float w) => new(x, y, z, w);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 CreateScalar(float x) => new(x, 0f, 0f, 0f);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Create(ReadOnlySpan<float> values)
    {
        if (values.Length < 4)
        {
            throw new ArgumentOutOfRangeException(nameof(values));
        }

        return new(values[0], values[1], values[2], values[3]);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static void CopyTo(Vector4 self, Span<float> destination)
    {
        if (destination.Length < 4)
        {
            throw new ArgumentException("Destination is too short.", nameof(destination));
        }

        destination[0] = self.X;
        destination[1] = self.Y;
        destination[2] = self.Z;
        destination[3] = self.W;
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Create(Vector2 vector, float z, float w) => new(vector.X, vector.Y, z, w);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Create(Vector3 vector, float w) => new(vector.X, vector.Y, vector.Z, w);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Cross(Vector4 vector1, Vector4 vector2) => new(
        (vector1.Y * vector2.Z) - (vector1.Z * vector2.Y),
        (vector1.Z * vector2.X) - (vector1.X * vector2.Z),
        (vector1.X * vector2.Y) - (vector1.Y * vector2.X),
        vector1.W * vector2.W);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Transform(Vector4 vector, Matrix4x4 matrix) => new(
        (vector.X * matrix.M11) + (vector.Y * matrix.M21) + (vector.Z * matrix.M31) + (vector.W * matrix.M41),
        (vector.X * matrix.M12) + (vector.Y * matrix.M22) + (vector.Z * matrix.M32) + (vector.W * matrix.M42),
        (vector.X * matrix.M13) + (vector.Y * matrix.M23) + (vector.Z * matrix.M33) + (vector.W * matrix.M43),
        (vector.X * matrix.M14) + (vector.Y * matrix.M24) + (vector.Z * matrix.M34) + (vector.W * matrix.M44));

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Transform(Vector3 position, Matrix4x4 matrix) => Transform(new Vector4(position.X, position.Y, position.Z, 1f), matrix);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Transform(Vector2 position, Matrix4x4 matrix) => Transform(new Vector4(position.X, position.Y, 0f, 1f), matrix);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Transform(Vector4 value, Quaternion rotation)
    {
        Vector3 turned = QuaternionMembers.Rotate(new Vector3(value.X, value.Y, value.Z), rotation);
        return new(turned.X, turned.Y, turned.Z, value.W * QuaternionMembers.SquareOf(rotation));
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Transform(Vector3 value, Quaternion rotation) => Transform(new Vector4(value.X, value.Y, value.Z, 1f), rotation);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Transform(Vector2 value, Quaternion rotation) => Transform(new Vector4(value.X, value.Y, 0f, 1f), rotation);
}
