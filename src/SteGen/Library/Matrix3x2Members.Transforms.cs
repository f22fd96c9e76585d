using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>What makes a <see cref="Matrix3x2"/>, and its inverse.</summary>
internal static partial class Matrix3x2Members
{
    [Differentiable(Emit = Derivatives.None)]
    public static float GetDeterminant(Matrix3x2 self) => (self.M11 * self.M22) - (self.M21 * self.M12);

    /// <summary>False, and no numbers, where the determinant is as good as 0.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static bool Invert(Matrix3x2 matrix, out Matrix3x2 result)
    {
        float determinant = (matrix.M11 * matrix.M22) - (matrix.M21 * matrix.M12);
        if (MathF.Abs(determinant) < float.Epsilon)
        {
            result = new(float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN);
            return false;
        }

        float by = 1f / determinant;
        result = new(
            matrix.M22 * by, -matrix.M12 * by,
            -matrix.M21 * by, matrix.M11 * by,
            ((matrix.M21 * matrix.M32) - (matrix.M31 * matrix.M22)) * by, ((matrix.M31 * matrix.M12) - (matrix.M11 * matrix.M32)) * by);
        return true;
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateRotation(float radians)
    {
        (float sin, float cos) = MathF.SinCos(radians);
        return new(cos, sin, -sin, cos, 0f, 0f);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateRotation(float radians, Vector2 centerPoint) => Around(CreateRotation(radians), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateScale(float scale) => new(scale, 0f, 0f, scale, 0f, 0f);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateScale(float xScale, float yScale) => new(xScale, 0f, 0f, yScale, 0f, 0f);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateScale(Vector2 scales) => new(scales.X, 0f, 0f, scales.Y, 0f, 0f);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateScale(float scale, Vector2 centerPoint) => Around(CreateScale(scale), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateScale(float xScale, float yScale, Vector2 centerPoint) => Around(CreateScale(xScale, yScale), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateScale(Vector2 scales, Vector2 centerPoint) => Around(CreateScale(scales), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateSkew(float radiansX, float radiansY) => new(1f, MathF.Tan(radiansY), MathF.Tan(radiansX), 1f, 0f, 0f);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateSkew(float radiansX, float radiansY, Vector2 centerPoint) => Around(CreateSkew(radiansX, radiansY), centerPoint);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateTranslation(Vector2 position) => new(1f, 0f, 0f, 1f, position.X, position.Y);

    [Differentiable(Emit = Derivatives.None)]
    public static Matrix3x2 CreateTranslation(float xPosition, float yPosition) => new(1f, 0f, 0f, 1f, xPosition, yPosition);

    /// <summary>The same about another fixed point.</summary>
    private static Matrix3x2 Around(Matrix3x2 matrix, Vector2 center) =>
        WithTranslation(matrix, center - Vector2Members.TransformNormal(center, matrix));
}
