using System;

namespace SteGen;

public static partial class Ste
{
    /// <inheritdoc cref="FiniteScalarQuantize(double, int, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float FiniteScalarQuantize(float z, int levels, [NoGradient] float epsilon = 1e-3f)
    {
        if (levels < 2) throw new ArgumentOutOfRangeException(nameof(levels), "There must be two levels.");
        float bounded = Bounded(z, levels, epsilon);
        return Round(bounded) / (levels / 2);
    }

    /// <inheritdoc cref="FiniteScalarQuantize(ReadOnlySpan{double}, ReadOnlySpan{int}, Span{double}, Span{int}, double)"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void FiniteScalarQuantize(ReadOnlySpan<float> z, ReadOnlySpan<int> levels, Span<float> result, Span<int> indices, [NoGradient] float epsilon = 1e-3f)
    {
        if (levels.Length < 1) throw new ArgumentException("There must be a column.", nameof(levels));
        if (z.Length % levels.Length != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        if (indices.Length != z.Length / levels.Length) throw new ArgumentException("There must be an index for each row.", nameof(indices));
        for (int j = 0; j < levels.Length; j++)
        {
            if (levels[j] < 2) throw new ArgumentOutOfRangeException(nameof(levels), "There must be two levels.");
        }

        for (int row = 0; row < z.Length / levels.Length; row++)
        {
            int index = 0, weight = 1;
            for (int j = 0; j < levels.Length; j++)
            {
                float level = Round(Bounded(z[(row * levels.Length) + j], levels[j], epsilon));
                result[(row * levels.Length) + j] = level / (levels[j] / 2);
                index += ((int)Gradient.StopGradient(level) + (levels[j] / 2)) * weight;
                weight *= levels[j];
            }

            indices[row] = index;
        }
    }

    /// <inheritdoc cref="LookupFreeQuantize(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float LookupFreeQuantize(float z, [NoGradient] float scale = 1.0f)
    {
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), "The scale must be positive.");
        return Gradient.StraightThrough(z > 0 ? scale : z <= 0 ? -scale : z, z);
    }

    /// <inheritdoc cref="LookupFreeQuantize(ReadOnlySpan{double}, int, Span{double}, Span{int}, double)"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void LookupFreeQuantize(ReadOnlySpan<float> z, int dim, Span<float> result, Span<int> indices, [NoGradient] float scale = 1.0f)
    {
        if (dim < 1 || dim > 31) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have 1 to 31 numbers.");
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), "The scale must be positive.");
        if (z.Length % dim != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        if (indices.Length != z.Length / dim) throw new ArgumentException("There must be an index for each row.", nameof(indices));
        for (int row = 0; row < z.Length / dim; row++)
        {
            int index = 0;
            for (int j = 0; j < dim; j++)
            {
                float x = z[(row * dim) + j];
                index = (index * 2) + (x > 0 ? 1 : 0);
                result[(row * dim) + j] = LookupFreeQuantize(x, scale);
            }

            indices[row] = index;
        }
    }

    private static float Bounded(float z, int levels, float epsilon)
    {
        float h = (levels - 1) * (1 + epsilon) / 2, o = levels % 2 == 0 ? 0.5f : 0.0f;
        return (MathF.Tanh(z + MathF.Atanh(o / h)) * h) - o;
    }
}
