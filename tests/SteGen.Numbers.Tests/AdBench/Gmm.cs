using System;
using SteGen;

namespace AdBench;

/// <summary>Parameters of the Wishart prior on the inverse covariance factors.</summary>
public readonly record struct Wishart(double Gamma, int M);

/// <summary>Log-posterior of a Gaussian mixture (ADBench "GMM").</summary>
public static partial class Gmm
{
    /// <summary>Log-likelihood of all points plus the Wishart prior.</summary>
    /// <param name="alphas">Unnormalized log weight of each of the K components.</param>
    /// <param name="means">K means of D numbers each.</param>
    /// <param name="icf">
    /// K inverse covariance factors of D(D+1)/2 numbers each: the logarithm of the diagonal, then the strictly lower
    /// triangle column by column.
    /// </param>
    /// <param name="x">N points of D numbers each.</param>
    /// <param name="wishart">The prior.</param>
    [Differentiable("alphas", "means", "icf")]
    public static double Objective(
        ReadOnlySpan<double> alphas,
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> icf,
        ReadOnlySpan<double> x,
        Wishart wishart)
    {
        int components = alphas.Length;
        int dimension = means.Length / components;
        int points = x.Length / dimension;
        int factorSize = dimension * (dimension + 1) / 2;

        double[] diagonals = new double[components * dimension];
        double[] logDeterminants = new double[components];
        for (int k = 0; k < components; k++)
        {
            for (int j = 0; j < dimension; j++)
            {
                double logEntry = icf[k * factorSize + j];
                logDeterminants[k] += logEntry;
                diagonals[k * dimension + j] = Math.Exp(logEntry);
            }
        }

        double[] centered = new double[dimension];
        double[] transformed = new double[dimension];
        double[] terms = new double[components];
        double logLikelihood = 0;
        for (int i = 0; i < points; i++)
        {
            ReadOnlySpan<double> point = x.Slice(i * dimension, dimension);
            for (int k = 0; k < components; k++)
            {
                ReadOnlySpan<double> mean = means.Slice(k * dimension, dimension);
                ReadOnlySpan<double> diagonal = diagonals.AsSpan(k * dimension, dimension);
                ReadOnlySpan<double> lower = icf.Slice(k * factorSize + dimension, factorSize - dimension);
                Subtract(point, mean, centered);
                MultiplyLowerTriangular(diagonal, lower, centered, transformed);
                terms[k] = alphas[k] + logDeterminants[k] - 0.5 * SquaredNorm(transformed);
            }

            logLikelihood += LogSumExp(terms);
        }

        double normalization = LogSumExp(alphas) + 0.5 * dimension * Math.Log(2 * Math.PI);
        return logLikelihood - points * normalization
            + LogWishartPrior(wishart, dimension, icf, diagonals, logDeterminants);
    }

    private static double LogWishartPrior(
        Wishart wishart,
        int dimension,
        ReadOnlySpan<double> icf,
        ReadOnlySpan<double> diagonals,
        ReadOnlySpan<double> logDeterminants)
    {
        int factorSize = dimension * (dimension + 1) / 2;
        int degrees = dimension + wishart.M + 1;
        double constant = degrees * dimension * (Math.Log(wishart.Gamma) - 0.5 * Math.Log(2))
            - LogMultivariateGamma(degrees, dimension);

        double sum = 0;
        for (int k = 0; k < logDeterminants.Length; k++)
        {
            double frobenius = SquaredNorm(diagonals.Slice(k * dimension, dimension))
                + SquaredNorm(icf.Slice(k * factorSize + dimension, factorSize - dimension));
            sum += 0.5 * wishart.Gamma * wishart.Gamma * frobenius - wishart.M * logDeterminants[k] - constant;
        }

        return sum;
    }

    /// <summary>Numerically safe <c>log(sum(exp(values)))</c>.</summary>
    private static double LogSumExp(ReadOnlySpan<double> values)
    {
        double max = values[0];
        for (int i = 1; i < values.Length; i++)
        {
            max = Math.Max(max, values[i]);
        }

        double sum = 0;
        foreach (double value in values)
        {
            sum += Math.Exp(value - max);
        }

        return max + Math.Log(sum);
    }

    private static void Subtract(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = left[i] - right[i];
        }
    }

    /// <summary>Lower triangular matrix, its strict part packed by columns, times a vector.</summary>
    private static void MultiplyLowerTriangular(
        ReadOnlySpan<double> diagonal,
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> vector,
        Span<double> result)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            result[i] = diagonal[i] * vector[i];
        }

        int next = 0;
        for (int column = 0; column < vector.Length; column++)
        {
            for (int row = column + 1; row < vector.Length; row++)
            {
                result[row] += lower[next++] * vector[column];
            }
        }
    }

    private static double SquaredNorm(ReadOnlySpan<double> vector)
    {
        double sum = 0;
        foreach (double value in vector)
        {
            sum += value * value;
        }

        return sum;
    }

    /// <summary>Logarithm of the multivariate gamma function at <c>twice / 2</c>.</summary>
    private static double LogMultivariateGamma(int twice, int dimension)
    {
        double sum = 0.25 * dimension * (dimension - 1) * Math.Log(Math.PI);
        for (int j = 0; j < dimension; j++)
        {
            sum += LogGammaOfHalf(twice - j);
        }

        return sum;
    }

    /// <summary>Logarithm of the gamma function at <c>twice / 2</c>, by its recurrence.</summary>
    private static double LogGammaOfHalf(int twice)
    {
        double sum = twice % 2 == 0 ? 0 : 0.5 * Math.Log(Math.PI);
        for (int step = twice - 2; step > 0; step -= 2)
        {
            sum += Math.Log(0.5 * step);
        }

        return sum;
    }
}
