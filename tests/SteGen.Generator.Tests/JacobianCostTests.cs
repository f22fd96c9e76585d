using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Tests.Interpretation;
using SteGen.Compiler.Transforms;
using SteGen.Generator.Tests.FrontEnd;
using Xunit;

namespace SteGen.Generator.Tests;

/// <summary>What the rows of a Jacobian share is computed once: counted on the IR, in the operations that one call executes.</summary>
public class JacobianCostTests
{
    private const int Inputs = 15, Rows = 2;
    private const double MostTimes = 4;

    [Fact]
    public void Two_rows_of_fifteen_cost_at_most_four_values()
    {
        using Stream stream = typeof(JacobianCostTests).Assembly.GetManifestResourceStream("Ba.cs")!;
        Compilation compilation = Program.Compile(new StreamReader(stream).ReadToEnd());
        IMethodSymbol method = compilation.GetSymbolsWithName("ReprojectionError", SymbolFilter.Member).OfType<IMethodSymbol>().Single();
        MethodModel model = new SteGen.Generator.FrontEnd(compilation).Lower(method, method.GetAttributes()[0], default).Model!;

        Function primal = model.Body.Decode();
        Passes.Prepare(primal);
        Function value = Cloner.Clone(primal);
        Passes.Finish(value);
        GradientFunction jacobian = Passes.Reverse(primal, new ReverseRequest { Scalars = [.. primal.Body.Params.Take(Inputs)], IsJacobian = true });
        jacobian.Function.Body.Yields.RemoveRange(0, jacobian.PrimalYields);
        Passes.Finish(jacobian.Function);
        Assert.Equal(Rows * Inputs, jacobian.Function.Body.Yields.Count);

        long once = Executed(value), all = Executed(jacobian.Function);
        Assert.True(all <= MostTimes * once, $"{all} operations, {once} of the value");
    }

    private static long Executed(Function function)
    {
        Random random = new(15);
        Interpreter interpreter = new(function);
        interpreter.Run([.. function.Body.Params.Select(_ => (object)(0.3 + random.NextDouble()))]);
        return interpreter.Counts.Weighted;
    }
}
