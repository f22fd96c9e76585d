using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Emit;

/// <summary>
/// A batch member: refuses bad arguments, then hands the spans to the kernel of the widest vectors that the machine has. The kernels are one loop, as text
/// per width and as scalar text.
/// </summary>
internal sealed record BatchMember(Signature Signature, Members Kind, Function Loop, Dictionary<Value, string> Passed)
{
    public string Summary { get; init; } = "";

    public List<string> Guards { get; init; } = [];

    /// <summary>The first span with one element per iteration: its length is the number of elements.</summary>
    public string First { get; init; } = "";

    /// <summary>Statements before the kernels run: gradients of uniform spans that are overwritten start at zero.</summary>
    public List<string> Prologue { get; init; } = [];

    /// <summary>Names of the variables that the kernel's yields arrive in.</summary>
    public List<string> Outs { get; init; } = [];

    /// <summary>Statements after the kernel: gradients of uniform scalars and structs.</summary>
    public List<string> Epilogue { get; init; } = [];

    /// <summary>How the loop runs in lanes; null where it cannot, for the <see cref="Reason"/>.</summary>
    public LoopPlan? Plan { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>The widths that vector text is printed for, widest first.</summary>
    public IReadOnlyList<int> Widths { get; private set; } = [];

    public void PlanLanes()
    {
        Plan = LoopPlanner.Plan(Loop, Loop.Body.Body.Single(i => i.Op == Op.For), out string reason);
        Reason = reason;
        Plan?.Refine();
        Widths = Plan is null ? [] : [.. new[] { 512, 256, 128 }.Where(Plan.Supports)];
    }

    public void Write(SourceWriter writer, MethodModel model)
    {
        SourceFile.Docs(writer, Signature, Summary, null);
        writer.Line($"[global::SteGen.GeneratedDerivative(\"{model.Name}\", global::SteGen.Derivatives.{Kind}, {FunctionCode.Version})]");
        writer.Block($"{model.Accessibility} {(model.IsStatic ? "static " : "")}{Signature.Declare(Signature.Name, [])}", () =>
        {
            writer.Line($"int {Count(model, Signature)} = {First}.Length;");
            foreach (string line in Arguments.Views(model).Concat(Guards).Concat(Prologue))
            {
                writer.Line(line);
            }

            bool rents = ScalarEmitter.NeedsWorkspace(Loop);
            string workspace = Signature.Local(model, "workspace");
            foreach ((Value yield, string name) in Loop.Body.Yields.Zip(Outs, (y, n) => (y, n)))
            {
                writer.Line($"{yield.Type.Keyword()} {name};");
            }

            if (rents)
            {
                writer.Line($"global::SteGen.Tape {workspace} = global::SteGen.Tape.Rent();");
                writer.Open("try");
            }

            IEnumerable<string> passed = Loop.Body.Params.Select(p => Passed[p]).Concat(Outs.Select(o => "out " + o));
            KernelText.Choose(writer, Widths, KernelName, string.Join(", ", rents ? passed.Concat([workspace]) : passed));

            if (rents)
            {
                writer.Close();
                writer.Block("finally", () => writer.Line($"{workspace}.Dispose();"));
            }

            foreach (string line in Epilogue)
            {
                writer.Line(line);
            }
        });
        writer.Line();
        ScalarKernel.Write(writer, Plan?.Scalar ?? Loop, KernelName(0), model.TakenNames);
    }

    /// <summary>The variable that holds the number of elements.</summary>
    public static string Count(MethodModel model, Signature signature) => signature.Local(model, "count");

    public string KernelName(int width) => Signature.Name + (width == 0 ? "Scalar" : "Lanes" + width);

    public static bool IsPossible(MethodModel model) =>
        !model.Parameters.Any(p => p.IsNullable && !p.IsUniform)
        && model.Parameters.All(p => p.Kind is ParameterKind.Value or ParameterKind.Constant or ParameterKind.Field or ParameterKind.Out || (p.Kind == ParameterKind.InputSpan && p.IsUniform))
        && (model.Return is not null || model.Parameters.Any(p => p.Kind == ParameterKind.Out))
        && new BatchArguments(model).Inputs().Concat(new BatchArguments(model).Results()).Any(a => a.IsSpan);
}

/// <summary>The arguments of batch members: a scalar is a span, a struct a span of the struct, a tuple result a span per element, a uniform input stays as it is.</summary>
internal sealed class BatchArguments(MethodModel model)
{
    public IEnumerable<Argument> Inputs()
    {
        foreach (ParameterModel p in model.Parameters)
        {
            string name = Names.Escape(p.Name);
            switch (p.Kind)
            {
                case ParameterKind.Value when !p.IsUniform:
                    yield return new Argument($"global::System.ReadOnlySpan<{p.Shape!.TypeText}>", name, "", $"<c>{p.Name}</c> of each element.");
                    break;
                case ParameterKind.Value or ParameterKind.Constant:
                    yield return new Argument(p.TypeText, name, "", $"<c>{p.Name}</c> of all elements.");
                    break;
                case ParameterKind.InputSpan when !p.IsMarkedSpan:
                    yield return new Argument($"global::System.ReadOnlySpan<{p.Shape!.TypeText}>", name, "", $"<c>{p.Name}</c> of all elements.");
                    break;
            }
        }
    }

    /// <summary>Names and shapes of the results: the return value or its elements, then out parameters.</summary>
    public IEnumerable<(string Name, Shape Shape)> Parts() =>
        (model.Return is null ? [] : ShapeText.Parts(model.Return))
        .Concat(model.Parameters.Where(p => p.Kind == ParameterKind.Out).Select(p => (p.Name, p.Shape!)));

    public IEnumerable<Argument> Results() =>
        Parts().Select(p => new Argument($"global::System.Span<{p.Shape.TypeText}>", Names.Escape(p.Name), "", $"<c>{p.Name}</c> of each element is written here."));

    public IEnumerable<Argument> Upstreams() =>
        Parts().Where(p => ShapeText.HasReal(p.Shape)).Select(p => new Argument(
            $"global::System.ReadOnlySpan<{ShapeText.GradientType(p.Shape)}>", Arguments.UpstreamName(p.Name), "", $"The upstream gradient of <c>{p.Name}</c> of each element."));

    public IEnumerable<Argument> Gradients(bool accumulate)
    {
        string verb = accumulate ? "is added to this" : "is written here";
        foreach (ParameterModel p in model.Parameters.Where(p => p.IsDifferentiable && p.Kind != ParameterKind.Out))
        {
            string name = Arguments.GradientName(p), type = ShapeText.GradientType(p.Shape!);
            yield return p.Kind switch
            {
                ParameterKind.Value when !p.IsUniform => new Argument($"global::System.Span<{type}>", name, "", $"The gradient with respect to <c>{p.Name}</c> of each element {verb}."),
                ParameterKind.InputSpan => new Argument($"global::System.Span<{type}>", name, "", $"As long as <c>{p.Name}</c>; the sum of its gradients over the elements {verb}."),
                _ => new Argument(type, name, accumulate ? "ref" : "out", $"The sum over the elements of the gradient with respect to <c>{p.Name}</c> {verb}."),
            };
        }
    }

    /// <summary>All spans that have one element per iteration have one length; written spans overlap nothing, except that one may be the same as an input.</summary>
    public List<string> Guards(Signature signature, IEnumerable<string> elementwise, IEnumerable<(string Gradient, string Input)> lengths)
    {
        HashSet<string> each = [.. elementwise];
        List<string> lines = [];
        IReadOnlyList<Argument> list = signature.Arguments;
        string count = BatchMember.Count(model, signature), first = list.First(a => a.IsSpan && each.Contains(a.Name)).Name;
        foreach (Argument a in list.Where(a => a.IsSpan && each.Contains(a.Name) && a.Name != first))
        {
            lines.Add($"global::SteGen.Numerics.Guard.Length({a.Name}.Length, {count}, nameof({a.Name}));");
        }

        lines.AddRange(Arguments.Guards([.. list, .. new Arguments(model).Marked()], lengths, (written, read) => each.Contains(written.Name) && each.Contains(read.Name) && written.Element == read.Element));
        return lines;
    }
}
