using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Members of <see cref="Matrix4x4"/>: elements, rows and arithmetic, written in the language.</summary>
internal static partial class Matrix4x4Members
{
    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Add(Matrix4x4 value1, Matrix4x4 value2) => new(
        value1.M11 + value2.M11, value1.M12 + value2.M12, value1.M13 + value2.M13, value1.M14 + value2.M14,
        value1.M21 + value2.M21, value1.M22 + value2.M22, value1.M23 + value2.M23, value1.M24 + value2.M24,
        value1.M31 + value2.M31, value1.M32 + value2.M32, value1.M33 + value2.M33, value1.M34 + value2.M34,
        value1.M41 + value2.M41, value1.M42 + value2.M42, value1.M43 + value2.M43, value1.M44 + value2.M44);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Subtract(Matrix4x4 value1, Matrix4x4 value2) => new(
        value1.M11 - value2.M11, value1.M12 - value2.M12, value1.M13 - value2.M13, value1.M14 - value2.M14,
        value1.M21 - value2.M21, value1.M22 - value2.M22, value1.M23 - value2.M23, value1.M24 - value2.M24,
        value1.M31 - value2.M31, value1.M32 - value2.M32, value1.M33 - value2.M33, value1.M34 - value2.M34,
        value1.M41 - value2.M41, value1.M42 - value2.M42, value1.M43 - value2.M43, value1.M44 - value2.M44);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Negate(Matrix4x4 value) => new(
        -value.M11, -value.M12, -value.M13, -value.M14,
        -value.M21, -value.M22, -value.M23, -value.M24,
        -value.M31, -value.M32, -value.M33, -value.M34,
        -value.M41, -value.M42, -value.M43, -value.M44);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Multiply(Matrix4x4 value1, float value2) => new(
        value1.M11 * value2, value1.M12 * value2, value1.M13 * value2, value1.M14 * value2,
        value1.M21 * value2, value1.M22 * value2, value1.M23 * value2, value1.M24 * value2,
        value1.M31 * value2, value1.M32 * value2, value1.M33 * value2, value1.M34 * value2,
        value1.M41 * value2, value1.M42 * value2, value1.M43 * value2, value1.M44 * value2);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Lerp(Matrix4x4 matrix1, Matrix4x4 matrix2, float amount) => new(
        matrix1.M11 + ((matrix2.M11 - matrix1.M11) * amount), matrix1.M12 + ((matrix2.M12 - matrix1.M12) * amount), matrix1.M13 + ((matrix2.M13 - matrix1.M13) * amount), matrix1.M14 + ((matrix2.M14 - matrix1.M14) * amount),
        matrix1.M21 + ((matrix2.M21 - matrix1.M21) * amount), matrix1.M22 + ((matrix2.M22 - matrix1.M22) * amount), matrix1.M23 + ((matrix2.M23 - matrix1.M23) * amount), matrix1.M24 + ((matrix2.M24 - matrix1.M24) * amount),
        matrix1.M31 + ((matrix2.M31 - matrix1.M31) * amount), matrix1.M32 + ((matrix2.M32 - matrix1.M32) * amount), matrix1.M33 + ((matrix2.M33 - matrix1.M33) * amount), matrix1.M34 + ((matrix2.M34 - matrix1.M34) * amount),
        matrix1.M41 + ((matrix2.M41 - matrix1.M41) * amount), matrix1.M42 + ((matrix2.M42 - matrix1.M42) * amount), matrix1.M43 + ((matrix2.M43 - matrix1.M43) * amount), matrix1.M44 + ((matrix2.M44 - matrix1.M44) * amount));

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Multiply(Matrix4x4 value1, Matrix4x4 value2) => new(
        (value1.M11 * value2.M11) + (value1.M12 * value2.M21) + (value1.M13 * value2.M31) + (value1.M14 * value2.M41),
        (value1.M11 * value2.M12) + (value1.M12 * value2.M22) + (value1.M13 * value2.M32) + (value1.M14 * value2.M42),
        (value1.M11 * value2.M13) + (value1.M12 * value2.M23) + (value1.M13 * value2.M33) + (value1.M14 * value2.M43),
        (value1.M11 * value2.M14) + (value1.M12 * value2.M24) + (value1.M13 * value2.M34) + (value1.M14 * value2.M44),
        (value1.M21 * value2.M11) + (value1.M22 * value2.M21) + (value1.M23 * value2.M31) + (value1.M24 * value2.M41),
        (value1.M21 * value2.M12) + (value1.M22 * value2.M22) + (value1.M23 * value2.M32) + (value1.M24 * value2.M42),
        (value1.M21 * value2.M13) + (value1.M22 * value2.M23) + (value1.M23 * value2.M33) + (value1.M24 * value2.M43),
        (value1.M21 * value2.M14) + (value1.M22 * value2.M24) + (value1.M23 * value2.M34) + (value1.M24 * value2.M44),
        (value1.M31 * value2.M11) + (value1.M32 * value2.M21) + (value1.M33 * value2.M31) + (value1.M34 * value2.M41),
        (value1.M31 * value2.M12) + (value1.M32 * value2.M22) + (value1.M33 * value2.M32) + (value1.M34 * value2.M42),
        (value1.M31 * value2.M13) + (value1.M32 * value2.M23) + (value1.M33 * value2.M33) + (value1.M34 * value2.M43),
        (value1.M31 * value2.M14) + (value1.M32 * value2.M24) + (value1.M33 * value2.M34) + (value1.M34 * value2.M44),
        (value1.M41 * value2.M11) + (value1.M42 * value2.M21) + (value1.M43 * value2.M31) + (value1.M44 * value2.M41),
        (value1.M41 * value2.M12) + (value1.M42 * value2.M22) + (value1.M43 * value2.M32) + (value1.M44 * value2.M42),
        (value1.M41 * value2.M13) + (value1.M42 * value2.M23) + (value1.M43 * value2.M33) + (value1.M44 * value2.M43),
        (value1.M41 * value2.M14) + (value1.M42 * value2.M24) + (value1.M43 * value2.M34) + (value1.M44 * value2.M44));

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 GetRow(Matrix4x4 self, int index) => index switch
    {
        0 => new Vector4(self.M11, self.M12, self.M13, self.M14),
        1 => new Vector4(self.M21, self.M22, self.M23, self.M24),
        2 => new Vector4(self.M31, self.M32, self.M33, self.M34),
        3 => new Vector4(self.M41, self.M42, self.M43, self.M44),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Item(Matrix4x4 self, int row) => GetRow(self, row);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 WithRow(Matrix4x4 self, int index, Vector4 value)
    {
        switch (index)
        {
            case 0:
                self.M11 = value.X;
                self.M12 = value.Y;
                self.M13 = value.Z;
                self.M14 = value.W;
                return self;
            case 1:
                self.M21 = value.X;
                self.M22 = value.Y;
                self.M23 = value.Z;
                self.M24 = value.W;
                return self;
            case 2:
                self.M31 = value.X;
                self.M32 = value.Y;
                self.M33 = value.Z;
                self.M34 = value.W;
                return self;
            case 3:
                self.M41 = value.X;
                self.M42 = value.Y;
                self.M43 = value.Z;
                self.M44 = value.W;
                return self;
            default:
                throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 WithItem(Matrix4x4 self, int row, Vector4 value) => WithRow(self, row, value);

    [Differentiable(Emit = Derivatives.None)]
    public static float GetElement(Matrix4x4 self, int row, int column) => Vector4Members.Item(GetRow(self, row), column);

    [Differentiable(Emit = Derivatives.None)]
    public static float Item(Matrix4x4 self, int row, int column) => GetElement(self, row, column);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 WithElement(Matrix4x4 self, int row, int column, float value) => WithRow(self, row, Vector4Members.WithItem(GetRow(self, row), column, value));

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 WithItem(Matrix4x4 self, int row, int column, float value) => WithElement(self, row, column, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 X(Matrix4x4 self) => new Vector4(self.M11, self.M12, self.M13, self.M14);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 WithX(Matrix4x4 self, Vector4 value) => WithRow(self, 0, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Y(Matrix4x4 self) => new Vector4(self.M21, self.M22, self.M23, self.M24);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 WithY(Matrix4x4 self, Vector4 value) => WithRow(self, 1, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 Z(Matrix4x4 self) => new Vector4(self.M31, self.M32, self.M33, self.M34);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 WithZ(Matrix4x4 self, Vector4 value) => WithRow(self, 2, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 W(Matrix4x4 self) => new Vector4(self.M41, self.M42, self.M43, self.M44);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 WithW(Matrix4x4 self, Vector4 value) => WithRow(self, 3, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 Translation(Matrix4x4 self) => new(self.M41, self.M42, self.M43);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 WithTranslation(Matrix4x4 self, Vector3 value)
    {
        self.M41 = value.X;
        self.M42 = value.Y;
        self.M43 = value.Z;
        return self;
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Transpose(Matrix4x4 matrix) => new(
        matrix.M11, matrix.M21, matrix.M31, matrix.M41,
        matrix.M12, matrix.M22, matrix.M32, matrix.M42,
        matrix.M13, matrix.M23, matrix.M33, matrix.M43,
        matrix.M14, matrix.M24, matrix.M34, matrix.M44);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Create(float value) => new(
        value, value, value, value,
        value, value, value, value,
        value, value, value, value,
        value, value, value, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Create(Vector4 value) => new(
        value.X, value.Y, value.Z, value.W,
        value.X, value.Y, value.Z, value.W,
        value.X, value.Y, value.Z, value.W,
        value.X, value.Y, value.Z, value.W);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Create(Vector4 x, Vector4 y, Vector4 z, Vector4 w) => new(
        x.X, x.Y, x.Z, x.W,
        y.X, y.Y, y.Z, y.W,
        z.X, z.Y, z.Z, z.W,
        w.X, w.Y, w.Z, w.W);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Create(Matrix3x2 value) => new(
        value.M11, value.M12, 0f, 0f,
        value.M21, value.M22, 0f, 0f,
        0f, 0f, 1f, 0f,
        value.M31, value.M32, 0f, 1f);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix4x4 Create(float m11, float m12, float m13, float m14, float m21, float m22, float m23, float m24, float m31, float m32, float m33, float m34, float m41, float m42, float m43, float m44) => new(
        m11, m12, m13, m14,
        m21, m22, m23, m24,
        m31, m32, m33, m34,
        m41, m42, m43, m44);
}
