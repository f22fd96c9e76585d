using System;

namespace SteGen.Numbers.Tests.NaturalLoops;

/// <summary>Loops as users write them: their outermost independent loops go into lanes.</summary>

internal static partial class Programs
{
    [Differentiable("weights", "state")]
    public static double Lstm(ReadOnlySpan<double> weights, ReadOnlySpan<double> state, ReadOnlySpan<double> inputs, int units, int steps)
    {
        double[] h = new double[units], c = new double[units];
        for (int j = 0; j < units; j++)
        {
            h[j] = state[j];
            c[j] = state[units + j];
        }

        double loss = 0;
        for (int t = 0; t < steps; t++)
        {
            for (int j = 0; j < units; j++)
            {
                double x = inputs[t * units + j];
                double forget = 1 / (1 + Math.Exp(-(x * weights[j] + weights[units + j])));
                double ingate = 1 / (1 + Math.Exp(-(h[j] * weights[2 * units + j] + weights[3 * units + j])));
                double outgate = 1 / (1 + Math.Exp(-(x * weights[4 * units + j] + weights[5 * units + j])));
                double change = Math.Tanh(h[j] * weights[6 * units + j] + weights[7 * units + j]);
                c[j] = c[j] * forget + ingate * change;
                h[j] = outgate * Math.Tanh(c[j]);
            }

            for (int j = 0; j < units; j++)
            {
                double e = h[j] - inputs[t * units + j];
                loss += e * e;
            }
        }

        return loss;
    }

    [Differentiable("angles")]
    public static double KinematicChain(ReadOnlySpan<double> angles, ReadOnlySpan<double> lengths, ReadOnlySpan<double> points, ReadOnlySpan<double> targets, int joints)
    {
        double loss = 0;
        for (int p = 0; p < points.Length / 3; p++)
        {
            double x = points[3 * p], y = points[3 * p + 1], z = points[3 * p + 2];
            for (int j = 0; j < joints; j++)
            {
                double c = Math.Cos(angles[j]), s = Math.Sin(angles[j]);
                double nx = c * x - s * y + lengths[j];
                double ny = s * x + c * y;
                (x, y, z) = (nx, z, -ny);
            }

            double dx = x - targets[3 * p], dy = y - targets[3 * p + 1], dz = z - targets[3 * p + 2];
            loss += dx * dx + dy * dy + dz * dz;
        }

        return loss;
    }

    [Differentiable("spot", "volatility", "rate")]
    public static double MonteCarlo(double spot, double volatility, double rate, double strike, double time, ReadOnlySpan<double> normals, int steps)
    {
        int paths = normals.Length / steps;
        double dt = time / steps, drift = (rate - 0.5 * volatility * volatility) * dt, scale = volatility * Math.Sqrt(dt), sum = 0;
        for (int p = 0; p < paths; p++)
        {
            double logS = Math.Log(spot), average = 0;
            for (int k = 0; k < steps; k++)
            {
                logS += drift + scale * normals[p * steps + k];
                average += Math.Exp(logS);
            }

            sum += Math.Max(average / steps - strike, 0);
        }

        return Math.Exp(-rate * time) * sum / paths;
    }

    [Differentiable("centers")]
    public static double KMeans(ReadOnlySpan<double> centers, ReadOnlySpan<double> points, int dimension)
    {
        int k = centers.Length / dimension;
        double sum = 0;
        for (int i = 0; i < points.Length / dimension; i++)
        {
            double best = double.PositiveInfinity;
            for (int c = 0; c < k; c++)
            {
                double d = 0;
                for (int j = 0; j < dimension; j++)
                {
                    double e = points[i * dimension + j] - centers[c * dimension + j];
                    d += e * e;
                }

                best = Math.Min(best, d);
            }

            sum += best;
        }

        return sum;
    }

    [Differentiable("centers")]
    public static double SoftAssign(ReadOnlySpan<double> centers, ReadOnlySpan<double> points, int dimension, double beta)
    {
        int k = centers.Length / dimension;
        double[] d = new double[k];
        double sum = 0;
        for (int i = 0; i < points.Length / dimension; i++)
        {
            double total = 0, weighted = 0;
            for (int c = 0; c < k; c++)
            {
                d[c] = 0;
                for (int j = 0; j < dimension; j++)
                {
                    double e = points[i * dimension + j] - centers[c * dimension + j];
                    d[c] += e * e;
                }
            }

            for (int c = 0; c < k; c++)
            {
                double w = Math.Exp(-beta * d[c]);
                total += w;
                weighted += w * d[c];
            }

            sum += weighted / total;
        }

        return sum;
    }

    [Differentiable("start", "rate")]
    public static double Ode(ReadOnlySpan<double> start, double rate, double end, double tolerance)
    {
        double sum = 0;
        for (int i = 0; i < start.Length; i++)
        {
            double y = start[i], t = 0;
            while (t < end)
            {
                double h = tolerance / (0.1 + Math.Abs(y));
                if (t + h > end)
                {
                    h = end - t;
                }

                double k1 = rate * y * (1 - y), m = y + 0.5 * h * k1, k2 = rate * m * (1 - m);
                y += h * k2;
                t += h;
            }

            sum += y * y;
        }

        return sum;
    }
}
