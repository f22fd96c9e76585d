using System;
using Xunit;

namespace AdBench;

/// <summary>The Gaussian mixture of ADBench, as it stands, against the results of a native hand-written derivative.</summary>
public sealed class GmmTests
{
    [Theory]
    [Trait("Category", "Widths")]
    [InlineData("gmm_d2_K5")]
    [InlineData("gmm_d2_K5_wishart")]
    [InlineData("gmm_d10_K25")]
    [InlineData("gmm_d64_K25")]
    public void Value_and_gradient_are_those_of_the_reference(string name)
    {
        GmmProblem p = GmmProblem.Load(Reference.Find("data", name + ".txt"));
        Reference reference = new(name);
        double[] alphas = new double[p.Alphas.Length], means = new double[p.Means.Length], icf = new double[p.Icf.Length];
        double value = Gmm.ObjectiveValueAndGradient(p.Alphas, p.Means, p.Icf, p.X, p.Wishart, alphas, means, icf);

        double expected = reference.Number("objective");
        Assert.True(Math.Abs(value - expected) <= 1e-12 * Math.Abs(expected), $"objective: expected {expected:R}, got {value:R}");
        Reference.AssertClose(reference.Numbers("alphasGradient"), alphas, "alphas");
        Reference.AssertClose(reference.Numbers("meansGradient"), means, "means");
        Reference.AssertClose(reference.Numbers("icfGradient"), icf, "icf");
        reference.AssertChecksum("gradientChecksum", [.. alphas, .. means, .. icf]);
    }
}
