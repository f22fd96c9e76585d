using System;
using System.Globalization;

namespace AdBench;

/// <summary>One ADBench GMM data file.</summary>
public sealed record GmmProblem(
    int Dimension, int Components, int Points, double[] Alphas, double[] Means, double[] Icf, double[] X, Wishart Wishart)
{
    /// <summary>Reads <c>d k n</c>, the parameters, the points, and the Wishart parameters.</summary>
    public static GmmProblem Load(string path)
    {
        string[] tokens = DataFile.ReadText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int next = 0;
        int dimension = Integer();
        int components = Integer();
        int points = Integer();
        return new GmmProblem(
            dimension,
            components,
            points,
            Numbers(components),
            Numbers(components * dimension),
            Numbers(components * (dimension * (dimension + 1) / 2)),
            Numbers(points * dimension),
            new Wishart(Number(), Integer()));

        int Integer() => int.Parse(tokens[next++], CultureInfo.InvariantCulture);

        double Number() => double.Parse(tokens[next++], CultureInfo.InvariantCulture);

        double[] Numbers(int count)
        {
            double[] values = new double[count];
            for (int i = 0; i < count; i++)
            {
                values[i] = Number();
            }

            return values;
        }
    }
}
