using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Compiler.Emit;

/// <summary>The arguments of generated members, by the contract: inputs in the user's order, upstream gradients, gradients, tape.</summary>
internal sealed class Arguments(MethodModel model)
{
    private const string Span = "global::System.Span<", ReadOnly = "global::System.ReadOnlySpan<";

    public static string UpstreamName(string part) => Names.Escape(part + "Gradient");

    public static string GradientName(ParameterModel p) => Names.Escape(p.Name + "Gradient");

    /// <summary>What the method itself takes, spans as generated members take them; with or without its results.</summary>
    public IEnumerable<Argument> Inputs(bool results)
    {
        foreach (ParameterModel p in model.Parameters)
        {
            string name = Names.Escape(p.Name);
            switch (p.Kind)
            {
                case ParameterKind.Value:
                    yield return new Argument(p.TypeText, name, "", "An input, as in the method.");
                    break;
                case ParameterKind.Constant:
                    yield return new Argument(p.TypeText, name, "", "Constants, as in the method.");
                    break;
                case ParameterKind.Ref:
                    yield return new Argument(p.TypeText, name, "ref", "Read and left as the method leaves it.");
                    break;
                case ParameterKind.InputSpan when !p.IsMarkedSpan:
                    yield return new Argument($"{ReadOnly}{p.Shape!.TypeText}>", name, "", "An input, as in the method.");
                    break;
                case ParameterKind.InOutSpan:
                    yield return new Argument($"{Span}{p.Shape!.TypeText}>", name, "", "Read and left as the method leaves it.");
                    break;
                case ParameterKind.Out when results:
                    yield return new Argument(p.TypeText, name, "out", "A result, as in the method.");
                    break;
                case ParameterKind.ResultSpan when results:
                    yield return new Argument($"{Span}{p.Shape!.TypeText}>", name, "", "A result, as in the method.");
                    break;
            }
        }
    }

    /// <summary>Marked arrays of the instance: no arguments, but spans that a written one must not overlap.</summary>
    public IEnumerable<Argument> Marked() =>
        model.Parameters.Where(p => p.IsMarkedSpan).Select(p => new Argument($"{ReadOnly}{p.Shape!.TypeText}>", Names.Escape(p.Name), "", ""));

    /// <summary>What a member begins with: the views of marked arrays.</summary>
    public static IEnumerable<string> Views(MethodModel model) =>
        model.Parameters.Where(p => p.IsMarkedSpan).Select(p => $"{ReadOnly}{p.Shape!.TypeText}> {Names.Escape(p.Name)} = {p.Access};");

    /// <summary>Gradients of the results, in the order of the results: the return value or its elements, then out parameters and result spans.</summary>
    public IEnumerable<Argument> Upstreams()
    {
        if (model.Return is not null)
        {
            foreach (var (name, shape) in ShapeText.Parts(model.Return).Where(p => ShapeText.HasReal(p.Shape)))
            {
                yield return new Argument(ShapeText.GradientType(shape), UpstreamName(name), "", $"The upstream gradient of <c>{name}</c>.");
            }
        }

        foreach (ParameterModel p in model.Parameters.Where(p => p.Shape is not null && ShapeText.HasReal(p.Shape)))
        {
            if (p.Kind == ParameterKind.Out)
            {
                yield return new Argument(ShapeText.GradientType(p.Shape!), GradientName(p), "", $"The upstream gradient of <c>{p.Name}</c>.");
            }
            else if (p.Kind == ParameterKind.ResultSpan)
            {
                yield return new Argument($"{ReadOnly}{p.Shape!.TypeText}>", GradientName(p), "", $"The upstream gradient of <c>{p.Name}</c>, one for each of its elements.");
            }
        }
    }

    /// <summary>Where the gradients of the inputs go; written, or added to.</summary>
    public IEnumerable<Argument> Gradients(bool accumulate)
    {
        string verb = accumulate ? "is added to this" : "is written here";
        foreach (ParameterModel p in model.Parameters.Where(p => p.IsDifferentiable))
        {
            switch (p.Kind)
            {
                case ParameterKind.Value or ParameterKind.Field:
                    yield return new Argument(ShapeText.GradientType(p.Shape!), GradientName(p), accumulate ? "ref" : "out", $"The gradient with respect to <c>{p.Name}</c> {verb}.");
                    break;
                case ParameterKind.Ref:
                    yield return new Argument(
                        ShapeText.GradientType(p.Shape!), GradientName(p), "ref", $"On entry the upstream gradient of <c>{p.Name}</c>, on exit the gradient of its entry value.");
                    break;
                case ParameterKind.InputSpan:
                    yield return new Argument($"{Span}{p.Shape!.TypeText}>", GradientName(p), "", $"As long as <c>{p.Name}</c>; the gradient with respect to it {verb}.");
                    break;
                case ParameterKind.InOutSpan:
                    yield return new Argument(
                        $"{Span}{p.Shape!.TypeText}>", GradientName(p), "", $"On entry the upstream gradient of <c>{p.Name}</c>, on exit the gradient of its entry contents.");
                    break;
            }
        }
    }

    /// <summary>One differentiable real comes out, and nothing else.</summary>
    public bool HasScalarResult =>
        model.Return is ScalarShape { Type: Ty.F32 or Ty.F64 }
        && model.Parameters.All(p => p.Kind is ParameterKind.Value or ParameterKind.InputSpan or ParameterKind.Constant or ParameterKind.Field);

    public bool AllInputsAreScalars => model.Parameters.All(p => p.Kind is ParameterKind.Value or ParameterKind.Constant or ParameterKind.Field);

    /// <summary>Refuses spans that overlap a written one, and gradient spans of another length than their input.</summary>
    public static List<string> Guards(IReadOnlyList<Argument> arguments, IEnumerable<(string Gradient, string Input)> lengths, System.Func<Argument, Argument, bool>? mayBeSame = null)
    {
        const string guard = "global::SteGen.Numerics.Guard";
        List<string> lines = [.. lengths.Select(l => $"{guard}.Length({l.Gradient}.Length, {l.Input}.Length, nameof({l.Gradient}));")];
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].IsWrittenSpan)
            {
                continue;
            }

            for (int k = 0; k < arguments.Count; k++)
            {
                if (k == i || !arguments[k].IsSpan || (arguments[k].IsWrittenSpan && k < i))
                {
                    continue;
                }

                bool same = !arguments[k].IsWrittenSpan && mayBeSame?.Invoke(arguments[i], arguments[k]) == true;
                lines.Add($"{guard}.{(same ? "OverlapUnlessSame" : "Overlap")}<{arguments[i].Element}, {arguments[k].Element}>({arguments[i].Name}, {arguments[k].Name}, nameof({arguments[i].Name}));");
            }
        }

        return lines;
    }
}
