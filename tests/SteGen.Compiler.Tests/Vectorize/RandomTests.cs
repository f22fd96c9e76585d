using System;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Tests.Interpretation;
using Xunit;
using static SteGen.Compiler.Tests.Vectorize.Agreement;

namespace SteGen.Compiler.Tests.Vectorize;

/// <summary>Random kernels: scalar text and every width agree with each other, and with an interpreter that knows nothing of either. STEGEN_RANDOM asks for more of them.</summary>
public class RandomTests
{
    [Fact]
    public void Random_kernels_agree()
    {
        int[] range = [.. (Environment.GetEnvironmentVariable("STEGEN_RANDOM") ?? "0,40").Split(',').Select(int.Parse)];
        for (int seed = range[0]; seed < range[1]; seed++)
        {
            Kernels kernels = Kernels.Compile(RandomKernel.Create(seed));
            Ty type = kernels.Function.Body.Params[1].Type, last = kernels.Function.Body.Params[6].Layout!.Leaves[0].Type;
            Check(kernels, (n, r) => [n, type == Ty.F32 ? 1.25f : (object)1.25, n % 5 - 1, MapTests.Reals(type, n, r), Ints(n, r, -4, 9), MapTests.Reals(type, n, r), MapTests.Reals(last, n, r)]);
            Interpreted(kernels, type, last);
        }
    }

    private static void Interpreted(Kernels kernels, Ty type, Ty last)
    {
        const int n = 21;
        Random random = new(7);
        Array x = MapTests.Reals(type, n, random), y = MapTests.Reals(type, n, random), z = MapTests.Reals(last, n, random);
        int[] k = Ints(n, random, -4, 9);
        Memory yMemory = Reals(y), zMemory = Reals(z), kMemory = new(ElementLayout.Of(Ty.I32), n);
        k.Select(v => (long)v).ToArray().CopyTo(kMemory.Integers[0]!, 0);
        Interpreter interpreter = new(kernels.Function);
        interpreter.Methods["global::SteGen.Numerics.LaneSums.Sum"] = a => [Sum(((Memory)a[0]).Reals[0]!, type)];
        double total = interpreter.Reals(n, 1.25, 2, Reals(x), kMemory, yMemory, zMemory)[0];

        object[] after = Agreement.Run(kernels, 0, [n, type == Ty.F32 ? 1.25f : (object)1.25, 2, x, k, y, z], 0);
        string at = kernels.Function.Name + "\n" + kernels.Text + "\n" + Printer.Print(kernels.Function);
        Same(yMemory.Reals[0]!, Values(after[5]), at);
        Same(zMemory.Reals[0]!, Values(after[6]), at);
        Same([total], [Convert.ToDouble(after[7])], at);
    }

    private static double Sum(double[] slots, Ty type)
    {
        double[] s = [.. slots];
        for (int half = s.Length / 2; half > 0; half /= 2)
        {
            for (int k = 0; k < half; k++)
            {
                s[k] = type == Ty.F32 ? (float)(s[k] + s[k + half]) : s[k] + s[k + half];
            }
        }

        return s[0];
    }

    private static Memory Reals(Array values) => new([.. values.Cast<object>().Select(Convert.ToDouble)]);

    private static double[] Values(object memory) => memory is Memory<float> f ? [.. f.ToArray().Select(v => (double)v)] : ((Memory<double>)memory).ToArray();

    private static void Same(double[] expected, double[] actual, string at) =>
        Assert.True(expected.Zip(actual).All(p => p.First.Equals(p.Second)), $"{string.Join(" ", expected)}\n{string.Join(" ", actual)}\n{at}");
}
