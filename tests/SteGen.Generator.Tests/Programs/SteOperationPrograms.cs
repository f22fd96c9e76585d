using System.Collections.Generic;
using System.Linq;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>The operations of <c>Ste</c> inside larger expressions, against closed forms: away from their steps, and at zeros, ties and boundaries.</summary>
[Trait("Category", "Widths")]
public class SteOperationPrograms
{
    private static readonly double[] s_corners = [0.0, -0.0, 0.5, 1.0, -1.0, 1.5, -2.5];

    private static readonly ProgramSet s_all = Suite.Of([.. Programs()]);

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);

    private static IEnumerable<TestProgram> Programs() =>
        from operation in new[]
        {
            "Ste.Sign(x)", "Ste.Sign(x, SignZero.Negative)", "Ste.ClippedSign(x)", "Ste.ClippedSign(x, boundary: Boundary.Exclusive)", "Ste.TanhSign(x)", "Ste.ApproxSign(x)",
            "Ste.SwishSign(x)", "Ste.Ternary(x)", "Ste.Step(x)", "Ste.ClippedStep(x)", "Ste.SigmoidStep(x)", "Ste.Round(x)", "Ste.Round(x, MidpointRounding.AwayFromZero)",
            "Ste.Floor(x)", "Ste.Ceiling(x)", "Ste.Truncate(x)", "Ste.Clamp(x, -1, 1)", "Ste.DoReFaActivation(x)", "Ste.DoReFaActivation(x, 4)", "Ste.FakeQuantize(x, 0.125f, 0, -8, 7)",
        }
        select s_corners.Aggregate(
            new TestProgram(operation, $"[Differentiable] public static double F(double x, double y) => {operation} * y + x * x;"),
            (program, x) => program.At(("x", x)));
}
