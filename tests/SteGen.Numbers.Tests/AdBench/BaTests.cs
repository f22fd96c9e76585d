using System;
using System.Linq;
using Xunit;

namespace AdBench;

/// <summary>Bundle adjustment of ADBench, as it stands, against the results of a native hand-written derivative.</summary>
public sealed class BaTests
{
    [Theory]
    [Trait("Category", "Widths")]
    [InlineData("ba_varied_n8_m60_p203")]
    [InlineData("ba1_n49_m7776_p31843")]
    public void Residuals_and_jacobian_are_those_of_the_reference(string name)
    {
        BaProblem p = Load(name);
        Reference reference = new(name);
        int n = p.Observations.Length;
        Vec2[] errors = new Vec2[n];
        double[] weightErrors = new double[n], weightGradients = new double[n];
        double[] jacobian = new double[n * 30];
        Ba.ResidualsForward(p.Cameras, p.Points, p.Weights, p.Observations, errors, weightErrors);
        for (int i = 0; i < n; i++)
        {
            Observation o = p.Observations[i];
            Row(p, o, p.Weights[i], new Vec2(1, 0), jacobian.AsSpan(i * 30, 15));
            Row(p, o, p.Weights[i], new Vec2(0, 1), jacobian.AsSpan((i * 30) + 15, 15));
            weightGradients[i] = Ba.WeightErrorGradient(p.Weights[i]);
        }

        double[] residuals = [.. errors.SelectMany(e => new[] { e.X, e.Y })];
        int kept = reference.Kept;
        Reference.AssertClose(reference.Numbers("residuals"), residuals.AsSpan(0, kept * 2), "residuals");
        Reference.AssertClose(reference.Numbers("weightErrors"), weightErrors.AsSpan(0, kept), "weightErrors");
        Reference.AssertClose(reference.Numbers("weightErrorGradient"), weightGradients.AsSpan(0, kept), "weightErrorGradient");
        Reference.AssertClose(reference.Numbers("jacobianRows"), jacobian.AsSpan(0, kept * 30), "jacobian");
        reference.AssertChecksum("residualsChecksum", residuals);
        reference.AssertChecksum("weightErrorsChecksum", weightErrors);
        reference.AssertChecksum("jacobianChecksum", jacobian);
        reference.AssertChecksum("weightErrorGradientChecksum", weightGradients);
    }

    /// <summary>The backward of the whole problem is the Jacobian of every observation, transposed, times the upstream, scattered.</summary>
    [Fact]
    public void Backward_of_all_residuals_agrees_with_the_rows()
    {
        BaProblem p = Load("ba_varied_n8_m60_p203");
        int n = p.Observations.Length;
        Random random = new(3);
        Vec2[] upstream = [.. Enumerable.Range(0, n).Select(_ => new Vec2(random.NextDouble() - 0.5, random.NextDouble() - 0.5))];
        double[] weightUpstream = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
        Camera[] cameras = new Camera[p.Cameras.Length];
        Vec3[] points = new Vec3[p.Points.Length];
        double[] weights = new double[n];
        Ba.ResidualsBackward(p.Cameras, p.Points, p.Weights, p.Observations, upstream, weightUpstream, cameras, points, weights);

        double[] expectedCameras = new double[cameras.Length * 11], expectedPoints = new double[points.Length * 3], expectedWeights = new double[n];
        double[] row = new double[15];
        for (int i = 0; i < n; i++)
        {
            Observation o = p.Observations[i];
            Row(p, o, p.Weights[i], upstream[i], row);
            for (int k = 0; k < 11; k++)
            {
                expectedCameras[(o.Camera * 11) + k] += row[k];
            }

            for (int k = 0; k < 3; k++)
            {
                expectedPoints[(o.Point * 3) + k] += row[11 + k];
            }

            expectedWeights[i] = row[14] + (weightUpstream[i] * -2 * p.Weights[i]);
        }

        Reference.AssertClose(expectedCameras, [.. cameras.SelectMany(Flat)], "cameras");
        Reference.AssertClose(expectedPoints, [.. points.SelectMany(v => new[] { v.X, v.Y, v.Z })], "points");
        Reference.AssertClose(expectedWeights, weights, "weights");
    }

    private static BaProblem Load(string name)
    {
        string path = Reference.Find("data", name + ".txt");
        return name.StartsWith("ba1", StringComparison.Ordinal) ? BaProblem.LoadReplicated(path) : BaProblem.LoadFull(path);
    }

    private static void Row(BaProblem p, Observation o, double weight, Vec2 upstream, Span<double> row)
    {
        Ba.ReprojectionErrorBackward(
            p.Cameras[o.Camera], p.Points[o.Point], weight, o.Feature, upstream, out Camera camera, out Vec3 point, out double weightGradient);
        Flat(camera).CopyTo(row);
        (row[11], row[12], row[13], row[14]) = (point.X, point.Y, point.Z, weightGradient);
    }

    private static double[] Flat(Camera c) =>
    [
        c.Rotation.X, c.Rotation.Y, c.Rotation.Z, c.Center.X, c.Center.Y, c.Center.Z, c.FocalLength,
        c.PrincipalPoint.X, c.PrincipalPoint.Y, c.Distortion.X, c.Distortion.Y,
    ];
}
