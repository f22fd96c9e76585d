using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Determinant and inverse of a <see cref="Matrix4x4"/>, by the minors of its upper and lower halves.</summary>
internal static partial class Matrix4x4Members
{
    [Differentiable(Emit = Derivatives.None)]
    public static float GetDeterminant(Matrix4x4 self)
    {
        Matrix4x4 m = self;
        float s12 = (m.M11 * m.M22) - (m.M12 * m.M21), c12 = (m.M31 * m.M42) - (m.M32 * m.M41);
        float s13 = (m.M11 * m.M23) - (m.M13 * m.M21), c13 = (m.M31 * m.M43) - (m.M33 * m.M41);
        float s14 = (m.M11 * m.M24) - (m.M14 * m.M21), c14 = (m.M31 * m.M44) - (m.M34 * m.M41);
        float s23 = (m.M12 * m.M23) - (m.M13 * m.M22), c23 = (m.M32 * m.M43) - (m.M33 * m.M42);
        float s24 = (m.M12 * m.M24) - (m.M14 * m.M22), c24 = (m.M32 * m.M44) - (m.M34 * m.M42);
        float s34 = (m.M13 * m.M24) - (m.M14 * m.M23), c34 = (m.M33 * m.M44) - (m.M34 * m.M43);
        return (s12 * c34) - (s13 * c24) + (s14 * c23) + (s23 * c14) - (s24 * c13) + (s34 * c12);
    }

    /// <summary>False, and no numbers, where the determinant is as good as 0.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static bool Invert(Matrix4x4 matrix, out Matrix4x4 result)
    {
        Matrix4x4 m = matrix;
        float s12 = (m.M11 * m.M22) - (m.M12 * m.M21), c12 = (m.M31 * m.M42) - (m.M32 * m.M41);
        float s13 = (m.M11 * m.M23) - (m.M13 * m.M21), c13 = (m.M31 * m.M43) - (m.M33 * m.M41);
        float s14 = (m.M11 * m.M24) - (m.M14 * m.M21), c14 = (m.M31 * m.M44) - (m.M34 * m.M41);
        float s23 = (m.M12 * m.M23) - (m.M13 * m.M22), c23 = (m.M32 * m.M43) - (m.M33 * m.M42);
        float s24 = (m.M12 * m.M24) - (m.M14 * m.M22), c24 = (m.M32 * m.M44) - (m.M34 * m.M42);
        float s34 = (m.M13 * m.M24) - (m.M14 * m.M23), c34 = (m.M33 * m.M44) - (m.M34 * m.M43);
        float determinant = (s12 * c34) - (s13 * c24) + (s14 * c23) + (s23 * c14) - (s24 * c13) + (s34 * c12);
        if (MathF.Abs(determinant) < float.Epsilon)
        {
            result = Create(float.NaN);
            return false;
        }

        float by = 1f / determinant;
        result = new(
            ((m.M22 * c34) - (m.M23 * c24) + (m.M24 * c23)) * by,
            (-(m.M12 * c34) + (m.M13 * c24) - (m.M14 * c23)) * by,
            ((m.M42 * s34) - (m.M43 * s24) + (m.M44 * s23)) * by,
            (-(m.M32 * s34) + (m.M33 * s24) - (m.M34 * s23)) * by,
            (-(m.M21 * c34) + (m.M23 * c14) - (m.M24 * c13)) * by,
            ((m.M11 * c34) - (m.M13 * c14) + (m.M14 * c13)) * by,
            (-(m.M41 * s34) + (m.M43 * s14) - (m.M44 * s13)) * by,
            ((m.M31 * s34) - (m.M33 * s14) + (m.M34 * s13)) * by,
            ((m.M21 * c24) - (m.M22 * c14) + (m.M24 * c12)) * by,
            (-(m.M11 * c24) + (m.M12 * c14) - (m.M14 * c12)) * by,
            ((m.M41 * s24) - (m.M42 * s14) + (m.M44 * s12)) * by,
            (-(m.M31 * s24) + (m.M32 * s14) - (m.M34 * s12)) * by,
            (-(m.M21 * c23) + (m.M22 * c13) - (m.M23 * c12)) * by,
            ((m.M11 * c23) - (m.M12 * c13) + (m.M13 * c12)) * by,
            (-(m.M41 * s23) + (m.M42 * s13) - (m.M43 * s12)) * by,
            ((m.M31 * s23) - (m.M32 * s13) + (m.M33 * s12)) * by);
        return true;
    }
}
