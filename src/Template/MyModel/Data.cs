namespace MyModel;

/// <summary>Points of the square from -1 to 1, and whether they lie inside a ring.</summary>
public sealed record Data(double[] Points, double[] Labels)
{
    public static Data Ring(int count, int seed)
    {
        var random = new Random(seed);
        var data = new Data(new double[2 * count], new double[count]);
        for (int n = 0; n < count; n++)
        {
            double x = (2 * random.NextDouble()) - 1, y = (2 * random.NextDouble()) - 1;
            data.Points[2 * n] = x;
            data.Points[(2 * n) + 1] = y;
            data.Labels[n] = (x * x) + (y * y) < 0.5 ? 1 : 0;
        }

        return data;
    }

    /// <summary>The share of points that the network tells right.</summary>
    public double Accuracy(ReadOnlySpan<double> weights)
    {
        int right = 0;
        for (int n = 0; n < Labels.Length; n++)
        {
            if (Network.Score(Points[2 * n], Points[(2 * n) + 1], weights) > 0 == Labels[n] > 0.5) right++;
        }

        return (double)right / Labels.Length;
    }
}
