using System;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests;

/// <summary>
/// Programs that call <c>LinearAlgebra</c>, from another assembly, beside twins with loops in place of the calls: values, gradients, tapes and tangents agree, and the gradients agree with differences.
/// </summary>
public class ProductCallTests
{
    private const string Programs = """
        using System; using SteGen;
        public static partial class C
        {
            const Derivatives All = Derivatives.Default | Derivatives.Jvp;

            [Differentiable(Emit = All)] public static double Layers(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> v)
            {
                int n = x.Length / 3;
                double[] h = new double[n * 4], y = new double[n * 2];
                LinearAlgebra.MatMulTransposedB(x, w, n, 3, 4, h);
                for (int i = 0; i < h.Length; i++) h[i] = Math.Tanh(h[i]) + w[0];
                for (int i = 0; i < y.Length; i++) y[i] = 0.1 * i * v[1];
                LinearAlgebra.AddMatMul(h, v[..8], n, 4, 2, y);
                double sum = 0;
                for (int i = 0; i < y.Length; i++) sum += y[i] * y[i] * (1 + 0.3 * i);
                return sum;
            }

            [Differentiable(Emit = All)] public static double LayersTwin(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> v)
            {
                int n = x.Length / 3;
                double[] h = new double[n * 4], y = new double[n * 2];
                for (int i = 0; i < n; i++) for (int j = 0; j < 4; j++) for (int k = 0; k < 3; k++) h[i * 4 + j] += x[i * 3 + k] * w[j * 3 + k];
                for (int i = 0; i < h.Length; i++) h[i] = Math.Tanh(h[i]) + w[0];
                for (int i = 0; i < y.Length; i++) y[i] = 0.1 * i * v[1];
                for (int i = 0; i < n; i++) for (int j = 0; j < 2; j++) for (int k = 0; k < 4; k++) y[i * 2 + j] += h[i * 4 + k] * v[k * 2 + j];
                double sum = 0;
                for (int i = 0; i < y.Length; i++) sum += y[i] * y[i] * (1 + 0.3 * i);
                return sum;
            }

            [Differentiable(Emit = All)] public static double Steps(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> v)
            {
                double[] state = new double[4], next = new double[4], kept = new double[8];
                for (int i = 0; i < 4; i++) state[i] = v[i];
                for (int step = 0; step < 3; step++)
                {
                    LinearAlgebra.MatVec(Four(x), state, 3, 4, next.AsSpan(0, 3));
                    for (int i = 0; i < 3; i++) state[i] = Math.Sin(next[i]) * w[step];
                    LinearAlgebra.MatVecTransposed(w[..12], state.AsSpan(0, 3), 3, 4, kept.AsSpan(4 * (step % 2), 4));
                    state[3] += kept[1] * kept[6];
                }
                double sum = 0;
                for (int i = 0; i < 8; i++) sum += kept[i] * v[i];
                return sum + state[0] * state[3];
            }

            static ReadOnlySpan<double> Four(ReadOnlySpan<double> x) => x[..12];

            [Differentiable(Emit = All)] public static double StepsTwin(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> v)
            {
                double[] state = new double[4], next = new double[4], kept = new double[8];
                for (int i = 0; i < 4; i++) state[i] = v[i];
                for (int step = 0; step < 3; step++)
                {
                    for (int i = 0; i < 3; i++) { next[i] = 0; for (int k = 0; k < 4; k++) next[i] += x[i * 4 + k] * state[k]; }
                    for (int i = 0; i < 3; i++) state[i] = Math.Sin(next[i]) * w[step];
                    int at = 4 * (step % 2);
                    for (int j = 0; j < 4; j++) { kept[at + j] = 0; for (int i = 0; i < 3; i++) kept[at + j] += w[i * 4 + j] * state[i]; }
                    state[3] += kept[1] * kept[6];
                }
                double sum = 0;
                for (int i = 0; i < 8; i++) sum += kept[i] * v[i];
                return sum + state[0] * state[3];
            }

            [Differentiable(Emit = All)] public static double Images(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> v)
            {
                double[] y = new double[4], p = new double[4];
                LinearAlgebra.Convolve(x[..12], w[..8], 1, 2, 2, 3, 1, 2, 2, 1, 0, y.AsSpan(0, 2));
                LinearAlgebra.MatMulTransposedA(y.AsSpan(0, 4), v[..4], 2, 2, 2, p);
                double sum = 0;
                for (int i = 0; i < 4; i++) sum += p[i] * p[i] * v[i];
                return sum;
            }

            [Differentiable(Emit = All)] public static double ImagesTwin(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> v)
            {
                double[] y = new double[4], p = new double[4];
                for (int o = 0; o < 1; o++) for (int s = 0; s < 2; s++) for (int c = 0; c < 2; c++) for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) y[s] += x[c * 6 + i * 3 + s + j] * w[c * 4 + i * 2 + j];
                for (int a = 0; a < 2; a++) for (int b = 0; b < 2; b++) for (int k = 0; k < 2; k++) p[a * 2 + b] += y[k * 2 + a] * v[k * 2 + b];
                double sum = 0;
                for (int i = 0; i < 4; i++) sum += p[i] * p[i] * v[i];
                return sum;
            }

            // The input is a constant: no gradient of it is computed, and nothing is written where it would stand.
            [Differentiable("w", Emit = All)] public static double Constant(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> v)
            {
                double[] y = new double[8];
                LinearAlgebra.MatMul(x[..8], w[..8], 2, 4, 2, y.AsSpan(0, 4));
                return y[0] * y[1] + y[2] * v[0] + y[3] * y[3];
            }
        }
        """;

    private static string Checker(string f) => $$"""

                case "{{f}}":
                {
                    double value = C.{{f}}ValueAndGradient(x, w, v, xg, wg, vg), expected = C.{{f}}TwinValueAndGradient(x, w, v, xe, we, ve);
                    Near(expected, value);
                    for (int i = 0; i < 12; i++) { Near(xe[i], xg[i]); Near(we[i], wg[i]); Near(ve[i], vg[i]); }
                    for (int i = 0; i < 12; i++)
                    {
                        double kept = w[i];
                        w[i] = kept + 1e-5; double up = C.{{f}}(x, w, v);
                        w[i] = kept - 1e-5; double down = C.{{f}}(x, w, v);
                        w[i] = kept;
                        if (Math.Abs((up - down) / 2e-5 - wg[i]) > 1e-6 * (1 + Math.Abs(wg[i]))) throw new Exception($"difference {(up - down) / 2e-5}, gradient {wg[i]}");
                    }
                    (double m, double t) = C.{{f}}Jvp(x, dx, w, dw, v, dv);
                    (double me, double te) = C.{{f}}TwinJvp(x, dx, w, dw, v, dv);
                    Near(me, m); Near(te, t);
                    double product = 0;
                    for (int i = 0; i < 12; i++) product += xg[i] * dx[i] + wg[i] * dw[i] + vg[i] * dv[i];
                    Near(product, t);
                    using Tape tape = Tape.Rent();
                    Near(value, C.{{f}}Forward(x, w, v, tape));
                    C.{{f}}Backward(x, w, v, -0.7, xe, we, ve, tape);
                    for (int i = 0; i < 12; i++) { Near(-0.7 * xg[i], xe[i]); Near(-0.7 * wg[i], we[i]); Near(-0.7 * vg[i], ve[i]); }
                    break;
                }
        """;

    private static readonly string s_source = Programs + """

        public static class Runner
        {
            static void Near(double expected, double actual) { if (!(Math.Abs(expected - actual) <= 1e-11 * (1 + Math.Abs(expected)))) throw new Exception($"{expected} expected, {actual} found"); }
            static double[] Draw(Random r) { double[] x = new double[12]; for (int i = 0; i < 12; i++) x[i] = r.NextDouble() * 2 - 1; return x; }
            public static double Run(string f)
            {
                Random r = new(5);
                double[] x = Draw(r), w = Draw(r), v = Draw(r), dx = Draw(r), dw = Draw(r), dv = Draw(r), xg = Draw(r), wg = Draw(r), vg = Draw(r), xe = Draw(r), we = Draw(r), ve = Draw(r);
                if (f == "Constant")
                {
                    C.ConstantValueAndGradient(x, w, v, wg);
                    for (int i = 0; i < 12; i++)
                    {
                        double kept = w[i];
                        w[i] = kept + 1e-5; double up = C.Constant(x, w, v);
                        w[i] = kept - 1e-5; double down = C.Constant(x, w, v);
                        w[i] = kept;
                        if (Math.Abs((up - down) / 2e-5 - wg[i]) > 1e-6) throw new Exception("difference");
                    }
                    return 1;
                }
                switch (f)
                {
        """ + Checker("Layers") + Checker("Steps") + Checker("Images") + """

                    default: throw new Exception(f);
                }
                return 1;
            }
        }
        """;

    [Fact]
    public void CallsAgreeWithLoops()
    {
        using LoadedProgram program = GeneratorHarness.Create<SteGenGenerator>().Run(s_source).Load();
        Assert.All(["Layers", "Steps", "Images", "Constant"], f => Assert.Equal(1.0, program.Call("Runner", "Run", f)));
    }
}
