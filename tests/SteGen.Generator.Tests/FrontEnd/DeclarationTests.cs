using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

public class DeclarationTests
{
    private static MethodModel Model(string source)
    {
        Program program = Program.Lower(source);
        Assert.True(program.Result.Problems.IsEmpty, string.Join("\n", program.Result.Problems));
        Verifier.Verify(program.Result.Model!.Body.Decode(), Stage.Resolved);
        return program.Result.Model!;
    }

    [Fact]
    public void Kinds_of_parameters()
    {
        MethodModel model = Model("""
            public sealed record Config(double Rate, double[] Table, Inner In); public sealed class Inner { public readonly int N = 2; public double this[int i] => i * N; public double Twice(double x) => 2 * x * N; }
            namespace N.@class { public partial record struct Outer<T> { public static partial class C {
                [Differentiable("x", "w", Name = "Layer", Emit = Derivatives.Backward | Derivatives.Jvp)]
                internal static (double Loss, int) F(double x, in double y, double[] w, ReadOnlySpan<float> v, Span<double> r, [InOut] double[] a, out double o, ref double q, Config config, [Uniform] int n, [NoGradient] double @event)
                { r[0] = x; o = y; q += w[0]; a[0] *= 2; return (config.Rate * config.Table[1] + config.In.N + config.In.Twice(x) + config.In[2] + v[0] + @event, n); }
                static void LayerBackward(double x, ref int y) { }
            } } }
            """);
        Assert.Equal(
            "x Value, y Value, w InputSpan, v InputSpan, r ResultSpan, a InOutSpan, o Out, q Ref, config Constant, n Value, event Value",
            string.Join(", ", model.Parameters.Select(p => $"{p.Name} {p.Kind}")));
        Assert.Equal("x w r o", string.Join(" ", model.Parameters.Where(p => p.IsDifferentiable).Select(p => p.Name)));
        Assert.Equal("n", string.Join(" ", model.Parameters.Where(p => p.IsUniform).Select(p => p.Name)));
        Assert.Equal("@event", model.Parameters[10].Access);
        Assert.Equal("global::System.ReadOnlySpan<double>", model.Parameters[2].TypeText);
        Assert.Equal("N.@class", model.Namespace);
        Assert.Equal(["partial record struct Outer<T>", "partial class C"], model.TypeHeaders);
        Assert.Equal("Layer", model.Prefix);
        Assert.Equal("internal", model.Accessibility);
        Assert.Equal(Members.Backward | Members.Jvp, model.Emit);
        Assert.Equal(["LayerBackward(double,ref int)"], model.Declared);
        Assert.Equal(["Loss", "Item2"], ((StructShape)model.Return!).Fields.Select(f => f.Name));
        Function f = model.Body.Decode();
        Assert.Equal(["config.Table", "config.Table.Length", "config.Rate", "config.In.N", "config.In.N", "config.In.N"], f.All().Where(i => i.Op == Op.External).Select(i => i.Text));
        Assert.DoesNotContain('<', model.HintName);
    }

    [Fact]
    public void An_instance_holds_constants_and_marked_fields()
    {
        MethodModel model = Model("""
            public sealed partial class Layer { [Differentiable] double _w = 3; [Differentiable] public double Bias { get; set; } readonly double _rate = 2; static readonly double s_scale = 3; const double K = 4; double Scaled => _rate * Bias;
                [Differentiable] public double F(double x) { x += _w * this._rate; return x + Bias + Scaled + s_scale + K; } }
            """);
        Assert.Equal("x Value x, w Field this._w, bias Field this.Bias", string.Join(", ", model.Parameters.Select(p => $"{p.Name} {p.Kind} {p.Access}")));
        Assert.False(model.IsStatic);
        Assert.Equal(["this._rate", "this._rate", "global::Layer.s_scale"], model.Body.Decode().All().Where(i => i.Op == Op.External).Select(i => i.Text));
    }

    [Fact]
    public void A_struct_is_an_input_as_this()
    {
        MethodModel model = Model("public partial record struct V(double X, double Y) { [Differentiable] public double F(double s) => s * (X + Y); }");
        Assert.Equal("this Field, s Value", string.Join(", ", model.Parameters.Select(p => $"{p.Name} {p.Kind}")));
        Assert.Equal(3, model.Body.Decode().Body.Params.Count);
    }

    [Fact]
    public void A_generic_method_is_emitted_for_what_its_constraints_admit()
    {
        Assert.Equal(["C.F(float)", "C.F(double)"], Program.Lower("public static partial class C { [Differentiable] public static T F<T>(T x) where T : IFloatingPointIeee754<T> => T.Sin(x) * x; }").Agrees(1.5f).Result.Models.Select(m => m.HintName));
    }

    [Fact]
    public void A_model_does_not_change_when_something_else_does()
    {
        const string Source = "public static partial class C { [Differentiable] public static double F(double x) => G(x) * 2; static double G(double x) => Math.Sin(x); public static void Other() { } }";
        MethodModel before = Model(Source);
        Assert.Equal(before, Model("// a line more\n" + Source.Replace("Other() { }", "Other() { Console.WriteLine(); }")));
        Assert.NotEqual(before, Model(Source.Replace("Math.Sin", "Math.Cos")));
        Assert.NotEqual(before, Model(Source.Replace("[Differentiable]", "[Differentiable(\"x\", Emit = Derivatives.Forward)]")));
    }

    [Fact]
    public void Origins_lead_back_to_the_syntax()
    {
        Program program = Program.Lower("public static partial class C { [Differentiable] public static double F(double x) { double y = G(x) * 3; return y; } static double G(double x) => Math.Sin(x); }");
        Function f = program.Result.Model!.Body.Decode();
        Inst sin = f.All().Single(i => i.Op == Op.Sin), product = f.All().Single(i => i.Op == Op.Mul);
        Assert.Equal("Math.Sin(x)", program.Result.Find(0, sin.Origin)!.ToString());
        Assert.Equal("G(x) * 3", program.Result.Find(0, product.Origin)!.ToString());
        Assert.Single(f.Origins[sin.Origin].Path);
        Assert.Equal("double y = G(x) * 3;", f.Origins[product.Origin].Text);
        Assert.Equal("y", product.Result.Hint);
    }
}
