using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Members of <see cref="Quaternion"/>, written in the language.</summary>
internal static partial class QuaternionMembers
{
    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion Create(float x, float y, float z, float w) => new(x, y, z, w);

    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion Create(Vector3 vectorPart, float scalarPart) => new(vectorPart.X, vectorPart.Y, vectorPart.Z, scalarPart);

    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion Multiply(Quaternion value1, Quaternion value2)
    {
        Quaternion a = value1, b = value2;
        return new(
            (a.X * b.W) + (b.X * a.W) + (a.Y * b.Z) - (a.Z * b.Y),
            (a.Y * b.W) + (b.Y * a.W) + (a.Z * b.X) - (a.X * b.Z),
            (a.Z * b.W) + (b.Z * a.W) + (a.X * b.Y) - (a.Y * b.X),
            (a.W * b.W) - (a.X * b.X) - (a.Y * b.Y) - (a.Z * b.Z));
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion Divide(Quaternion value1, Quaternion value2) => Multiply(value1, Inverse(value2));

    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion Concatenate(Quaternion value1, Quaternion value2) => Multiply(value2, value1);

    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion Inverse(Quaternion value)
    {
        float square = SquareOf(value);
        return new(-value.X / square, -value.Y / square, -value.Z / square, value.W / square);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion CreateFromAxisAngle(Vector3 axis, float angle)
    {
        (float sin, float cos) = MathF.SinCos(angle * 0.5f);
        return new(axis.X * sin, axis.Y * sin, axis.Z * sin, cos);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion CreateFromYawPitchRoll(float yaw, float pitch, float roll)
    {
        (float sinRoll, float cosRoll) = MathF.SinCos(roll * 0.5f);
        (float sinPitch, float cosPitch) = MathF.SinCos(pitch * 0.5f);
        (float sinYaw, float cosYaw) = MathF.SinCos(yaw * 0.5f);
        return new(
            (cosYaw * sinPitch * cosRoll) + (sinYaw * cosPitch * sinRoll),
            (sinYaw * cosPitch * cosRoll) - (cosYaw * sinPitch * sinRoll),
            (cosYaw * cosPitch * sinRoll) - (sinYaw * sinPitch * cosRoll),
            (cosYaw * cosPitch * cosRoll) + (sinYaw * sinPitch * sinRoll));
    }

    /// <summary>From the largest of the four components, which are known up to sign by the diagonal.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion CreateFromRotationMatrix(Matrix4x4 matrix)
    {
        float trace = matrix.M11 + matrix.M22 + matrix.M33;
        if (trace > 0f)
        {
            float twice = MathF.Sqrt(trace + 1f), half = 0.5f / twice;
            return new((matrix.M23 - matrix.M32) * half, (matrix.M31 - matrix.M13) * half, (matrix.M12 - matrix.M21) * half, twice * 0.5f);
        }

        if (matrix.M11 >= matrix.M22 && matrix.M11 >= matrix.M33)
        {
            float twice = MathF.Sqrt(1f + matrix.M11 - matrix.M22 - matrix.M33), half = 0.5f / twice;
            return new(0.5f * twice, (matrix.M12 + matrix.M21) * half, (matrix.M13 + matrix.M31) * half, (matrix.M23 - matrix.M32) * half);
        }

        if (matrix.M22 > matrix.M33)
        {
            float twice = MathF.Sqrt(1f + matrix.M22 - matrix.M11 - matrix.M33), half = 0.5f / twice;
            return new((matrix.M21 + matrix.M12) * half, 0.5f * twice, (matrix.M32 + matrix.M23) * half, (matrix.M31 - matrix.M13) * half);
        }

        float last = MathF.Sqrt(1f + matrix.M33 - matrix.M11 - matrix.M22), by = 0.5f / last;
        return new((matrix.M31 + matrix.M13) * by, (matrix.M32 + matrix.M23) * by, 0.5f * last, (matrix.M12 - matrix.M21) * by);
    }

    /// <summary>Along the shorter way, and of unit length.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion Lerp(Quaternion quaternion1, Quaternion quaternion2, float amount)
    {
        Quaternion a = quaternion1, b = quaternion2;
        float back = 1f - amount;
        float sign = (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z) + (a.W * b.W) >= 0f ? amount : -amount;
        Vector4 sum = (new Vector4(a.X, a.Y, a.Z, a.W) * back) + (new Vector4(b.X, b.Y, b.Z, b.W) * sign);
        Vector4 unit = Vector4.Normalize(sum);
        return new(unit.X, unit.Y, unit.Z, unit.W);
    }

    /// <summary>Along the shorter way at constant speed; in a straight line where the two are close.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion Slerp(Quaternion quaternion1, Quaternion quaternion2, float amount)
    {
        Quaternion a = quaternion1, b = quaternion2;
        float dot = (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z) + (a.W * b.W);
        float cos = MathF.Abs(dot), sign = Gradient.StopGradient(MathF.CopySign(1f, dot));
        float first, second;
        if (cos > 1f - 1e-6f)
        {
            first = 1f - amount;
            second = amount * sign;
        }
        else
        {
            float omega = MathF.Acos(cos), inverse = 1f / MathF.Sin(omega);
            first = MathF.Sin((1f - amount) * omega) * inverse;
            second = MathF.Sin(amount * omega) * inverse * sign;
        }

        return new((a.X * first) + (b.X * second), (a.Y * first) + (b.Y * second), (a.Z * first) + (b.Z * second), (a.W * first) + (b.W * second));
    }

    [Differentiable(Emit = Derivatives.None)]
    public static float Item(Quaternion self, int index) => index switch
    {
        0 => self.X,
        1 => self.Y,
        2 => self.Z,
        3 => self.W,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion WithItem(Quaternion self, int index, float value) => index switch
    {
        0 => new Quaternion(value, self.Y, self.Z, self.W),
        1 => new Quaternion(self.X, value, self.Z, self.W),
        2 => new Quaternion(self.X, self.Y, value, self.W),
        3 => new Quaternion(self.X, self.Y, self.Z, value),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>The square of the length.</summary>
    internal static float SquareOf(Quaternion value) => (value.X * value.X) + (value.Y * value.Y) + (value.Z * value.Z) + (value.W * value.W);

    /// <summary>q v q*: a vector turned, and stretched by the square of the quaternion's length.</summary>
    internal static Vector3 Rotate(Vector3 value, Quaternion rotation)
    {
        Vector3 axis = new(rotation.X, rotation.Y, rotation.Z);
        float w = rotation.W, along = 2f * Vector3.Dot(axis, value);
        return (((w * w) - Vector3.Dot(axis, axis)) * value) + (along * axis) + ((2f * w) * Vector3.Cross(axis, value));
    }
}
