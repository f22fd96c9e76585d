using System;
using System.Globalization;

namespace AdBench;

/// <summary>A bundle adjustment problem.</summary>
public sealed record BaProblem(Camera[] Cameras, Vec3[] Points, double[] Weights, Observation[] Observations)
{
    /// <summary>
    /// Reads an ADBench file: the counts, then one camera, one point, one weight and one feature, which serve for all.
    /// Observation i joins camera i mod n and point i mod m.
    /// </summary>
    public static BaProblem LoadReplicated(string path)
    {
        Reader reader = new(path);
        (int cameras, int points, int observations) = (reader.Integer(), reader.Integer(), reader.Integer());
        Camera camera = reader.Camera();
        Vec3 point = reader.Vec3();
        double weight = reader.Number();
        Vec2 feature = reader.Vec2();
        BaProblem problem = new(
            new Camera[cameras], new Vec3[points], new double[observations], new Observation[observations]);
        Array.Fill(problem.Cameras, camera);
        Array.Fill(problem.Points, point);
        Array.Fill(problem.Weights, weight);
        for (int i = 0; i < observations; i++)
        {
            problem.Observations[i] = new Observation(i % cameras, i % points, feature);
        }

        return problem;
    }

    /// <summary>
    /// Reads a file where everything is given: the counts, the cameras, the points, the weights, then the camera and point
    /// number of each observation, then the features.
    /// </summary>
    public static BaProblem LoadFull(string path)
    {
        Reader reader = new(path);
        (int cameras, int points, int observations) = (reader.Integer(), reader.Integer(), reader.Integer());
        BaProblem problem = new(
            new Camera[cameras], new Vec3[points], new double[observations], new Observation[observations]);
        for (int i = 0; i < cameras; i++)
        {
            problem.Cameras[i] = reader.Camera();
        }

        for (int i = 0; i < points; i++)
        {
            problem.Points[i] = reader.Vec3();
        }

        for (int i = 0; i < observations; i++)
        {
            problem.Weights[i] = reader.Number();
        }

        for (int i = 0; i < observations; i++)
        {
            problem.Observations[i] = new Observation(reader.Integer(), reader.Integer(), default);
        }

        for (int i = 0; i < observations; i++)
        {
            problem.Observations[i] = problem.Observations[i] with { Feature = reader.Vec2() };
        }

        return problem;
    }

    private sealed class Reader(string path)
    {
        private readonly string[] _tokens =
            DataFile.ReadText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

        private int _next;

        public int Integer() => int.Parse(_tokens[_next++], CultureInfo.InvariantCulture);

        public double Number() => double.Parse(_tokens[_next++], CultureInfo.InvariantCulture);

        public Vec2 Vec2() => new(Number(), Number());

        public Vec3 Vec3() => new(Number(), Number(), Number());

        public Camera Camera() => new(Vec3(), Vec3(), Number(), Vec2(), Vec2());
    }
}
