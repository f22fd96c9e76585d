using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Members of <see cref="Matrix3x2"/>: elements, rows and arithmetic, written in the language.</summary>
internal static partial class Matrix3x2Members
{
    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 Add(Matrix3x2 value1, Matrix3x2 value2) => new(
        value1.M11 + value2.M11, value1.M12 + value2.M12,
        value1.M21 + value2.M21, value1.M22 + value2.M22,
        value1.M31 + value2.M31, value1.M32 + value2.M32);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 Subtract(Matrix3x2 value1, Matrix3x2 value2) => new(
        value1.M11 - value2.M11, value1.M12 - value2.M12,
        value1.M21 - value2.M21, value1.M22 - value2.M22,
        value1.M31 - value2.M31, value1.M32 - value2.M32);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 Negate(Matrix3x2 value) => new(
        -value.M11, -value.M12,
        -value.M21, -value.M22,
        -value.M31, -value.M32);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 Multiply(Matrix3x2 value1, float value2) => new(
        value1.M11 * value2, value1.M12 * value2,
        value1.M21 * value2, value1.M22 * value2,
        value1.M31 * value2, value1.M32 * value2);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 Lerp(Matrix3x2 matrix1, Matrix3x2 matrix2, float amount) => new(
        matrix1.M11 + ((matrix2.M11 - matrix1.M11) * amount), matrix1.M12 + ((matrix2.M12 - matrix1.M12) * amount),
        matrix1.M21 + ((matrix2.M21 - matrix1.M21) * amount), matrix1.M22 + ((matrix2.M22 - matrix1.M22) * amount),
        matrix1.M31 + ((matrix2.M31 - matrix1.M31) * amount), matrix1.M32 + ((matrix2.M32 - matrix1.M32) * amount));

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 Multiply(Matrix3x2 value1, Matrix3x2 value2) => new(
        (value1.M11 * value2.M11) + (value1.M12 * value2.M21),
        (value1.M11 * value2.M12) + (value1.M12 * value2.M22),
        (value1.M21 * value2.M11) + (value1.M22 * value2.M21),
        (value1.M21 * value2.M12) + (value1.M22 * value2.M22),
        (value1.M31 * value2.M11) + (value1.M32 * value2.M21) + value2.M31,
        (value1.M31 * value2.M12) + (value1.M32 * value2.M22) + value2.M32);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 GetRow(Matrix3x2 self, int index) => index switch
    {
        0 => new Vector2(self.M11, self.M12),
        1 => new Vector2(self.M21, self.M22),
        2 => new Vector2(self.M31, self.M32),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 Item(Matrix3x2 self, int row) => GetRow(self, row);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 WithRow(Matrix3x2 self, int index, Vector2 value)
    {
        switch (index)
        {
            case 0:
                self.M11 = value.X;
                self.M12 = value.Y;
                return self;
            case 1:
                self.M21 = value.X;
                self.M22 = value.Y;
                return self;
            case 2:
                self.M31 = value.X;
                self.M32 = value.Y;
                return self;
            default:
                throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 WithItem(Matrix3x2 self, int row, Vector2 value) => WithRow(self, row, value);

    [Differentiable(Emit = Derivatives.None)]
    public static float GetElement(Matrix3x2 self, int row, int column) => Vector2Members.Item(GetRow(self, row), column);

    [Differentiable(Emit = Derivatives.None)]
    public static float Item(Matrix3x2 self, int row, int column) => GetElement(self, row, column);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 WithElement(Matrix3x2 self, int row, int column, float value) => WithRow(self, row, Vector2Members.WithItem(GetRow(self, row), column, value));

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 WithItem(Matrix3x2 self, int row, int column, float value) => WithElement(self, row, column, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 X(Matrix3x2 self) => new Vector2(self.M11, self.M12);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 WithX(Matrix3x2 self, Vector2 value) => WithRow(self, 0, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 Y(Matrix3x2 self) => new Vector2(self.M21, self.M22);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 WithY(Matrix3x2 self, Vector2 value) => WithRow(self, 1, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 Z(Matrix3x2 self) => new Vector2(self.M31, self.M32);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 WithZ(Matrix3x2 self, Vector2 value) => WithRow(self, 2, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 Translation(Matrix3x2 self) => new(self.M31, self.M32);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 WithTranslation(Matrix3x2 self, Vector2 value) => WithRow(self, 2, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 Create(float value) => new(
        value, value,
        value, value,
        value, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 Create(Vector2 value) => new(
        value.X, value.Y,
        value.X, value.Y,
        value.X, value.Y);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 Create(Vector2 x, Vector2 y, Vector2 z) => new(
        x.X, x.Y,
        y.X, y.Y,
        z.X, z.Y);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 Create(float m11, float m12, float m21, float m22, float m31, float m32) => new(
        m11, m12,
        m21, m22,
        m31, m32);
}
