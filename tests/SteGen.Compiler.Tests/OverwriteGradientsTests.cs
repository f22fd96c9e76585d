using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms;
using Xunit;

namespace SteGen.Compiler.Tests;

public sealed class OverwriteGradientsTests
{
    private static (GradientFunction Gradient, List<Value> Buffers) Make(string name)
    {
        Program program = ProgramSuite.All[name]();
        Passes.Prepare(program.Function);
        GradientFunction gradient = Passes.Reverse(program.Function, GradientOracle.Request(program, singleSweep: true));
        Passes.Finish(gradient.Function);
        List<Value> buffers = [.. gradient.GradientBuffers.Values];
        OverwriteGradients.Run(gradient.Function, buffers);
        Verifier.Verify(gradient.Function, Stage.Final);
        return (gradient, buffers);
    }

    [Fact]
    public void AnElementwiseGradientIsStored()
    {
        (GradientFunction gradient, List<Value> buffers) = Make("Elementwise");
        Assert.DoesNotContain(gradient.Function.All(), i => i.Op is Op.Clear or Op.Accumulate);
        Assert.True(Overlap.MayBeSame(gradient.Function, buffers[0], gradient.UpstreamBuffers.Values.Single()));
    }

    [Fact]
    public void OtherGradientsAreClearedFirst()
    {
        (GradientFunction gradient, List<Value> buffers) = Make("MatrixVector");
        Assert.Equal(buffers, gradient.Function.Body.Body.Where(i => i.Op == Op.Clear).Select(i => i.Args[0]));
        Assert.All(buffers, b => Assert.False(Overlap.MayBeSame(gradient.Function, b, gradient.UpstreamBuffers.Values.Single())));
    }
}
