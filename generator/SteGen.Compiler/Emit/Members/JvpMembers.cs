using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary><c>FJvp</c>: forward mode, a tangent after each differentiable input and after each result.</summary>
internal static class JvpMembers
{
    public static string TangentName(string name) => Names.Escape(name + "Tangent");

    public static ForwardRequest Request(MethodModel model, Inputs inputs)
    {
        List<Value> tangents = [];
        foreach (ParameterModel p in model.Parameters.Where(p => p.IsDifferentiable && p.Kind is not (ParameterKind.Out or ParameterKind.ResultSpan)))
        {
            tangents.AddRange(p.IsSpan ? inputs[p].Take(1) : inputs[p].Where(v => v.Type.IsReal()));
        }

        return new ForwardRequest
        {
            Inputs = tangents,
            Results = [.. model.Parameters.Where(p => p.Kind == ParameterKind.ResultSpan && ShapeText.HasReal(p.Shape!)).Select(p => inputs[p][0])],
        };
    }

    /// <summary>The arguments of the method, each that has one followed by its tangent.</summary>
    public static Signature Signature(MethodModel model)
    {
        List<Argument> list = [];
        Dictionary<string, Argument> plain = new Arguments(model).Inputs(results: true).ToDictionary(a => a.Name);
        foreach (ParameterModel p in model.Parameters)
        {
            if (plain.TryGetValue(Names.Escape(p.Name), out Argument? argument))
            {
                list.Add(argument);
            }

            if (HasTangent(p))
            {
                string type = p.IsSpan ? (argument is { IsWrittenSpan: true } ? "global::System.Span<" : "global::System.ReadOnlySpan<") + p.Shape!.TypeText + ">" : ShapeText.GradientType(p.Shape!);
                list.Add(new Argument(type, TangentName(p.Name), argument?.Modifier ?? "", $"The tangent of <c>{p.Name}</c>."));
            }
        }

        return new Signature(model.Prefix + "Jvp", ReturnType(model), list);
    }

    /// <summary>As <see cref="Signature"/>, with a span for what each element has of its own.</summary>
    public static Signature BatchSignature(MethodModel model)
    {
        BatchArguments batch = new(model);
        List<Argument> list = [];
        Dictionary<string, Argument> inputs = batch.Inputs().ToDictionary(a => a.Name);
        foreach (ParameterModel p in model.Parameters)
        {
            bool isPassed = inputs.TryGetValue(Names.Escape(p.Name), out Argument? argument);
            if (isPassed)
            {
                list.Add(argument!);
            }

            if (p.IsDifferentiable && p.Kind != ParameterKind.Out)
            {
                bool isSpan = p.IsSpan || (isPassed && argument!.IsSpan);
                string type = isSpan ? $"global::System.ReadOnlySpan<{ShapeText.GradientType(p.Shape!)}>" : ShapeText.GradientType(p.Shape!);
                list.Add(new Argument(type, TangentName(p.Name), "", $"The tangent of <c>{p.Name}</c>."));
            }
        }

        foreach (var (result, (name, shape)) in batch.Results().Zip(batch.Parts(), (a, part) => (a, part)))
        {
            list.Add(result);
            if (ShapeText.HasReal(shape))
            {
                list.Add(new Argument($"global::System.Span<{ShapeText.GradientType(shape)}>", TangentName(name), "", $"The tangent of <c>{name}</c> of each element is written here."));
            }
        }

        return new Signature(model.Prefix + "JvpBatch", "void", list);
    }

    public static Member Create(MethodModel model, Inputs inputs, TangentFunction tangents)
    {
        Signature signature = Signature(model);
        IEnumerable<(string, string)> lengths = model.Parameters.Where(p => p.IsSpan && HasTangent(p)).Select(p => (TangentName(p.Name), Names.Escape(p.Name)));
        return new Member(signature, Members.Jvp, tangents.Function, Texts(model, inputs, tangents))
        {
            Summary = $"The value of <c>{model.Name}</c> and its directional derivative along the tangents: the Jacobian-vector product.",
            Returns = model.Return is null ? null : "The result and its tangent.",
            Guards = Arguments.Guards([.. signature.Arguments, .. new Arguments(model).Marked()], lengths),
            Epilogue = emitter => Results(model, tangents, emitter),
        };
    }

    /// <summary>Inputs that are differentiated, and results with reals.</summary>
    private static bool HasTangent(ParameterModel p) =>
        p.IsDifferentiable || (p.Kind is ParameterKind.Out or ParameterKind.ResultSpan && ShapeText.HasReal(p.Shape!));

    private static string ReturnType(MethodModel model)
    {
        if (model.Return is null)
        {
            return "void";
        }

        List<string> elements = [];
        foreach (var (name, shape) in ShapeText.Parts(model.Return))
        {
            elements.Add($"{shape.TypeText} {Names.Escape(name)}");
            if (ShapeText.HasReal(shape))
            {
                elements.Add($"{ShapeText.GradientType(shape)} {TangentName(name)}");
            }
        }

        return elements.Count == 1 ? model.Return.TypeText : $"({string.Join(", ", elements)})";
    }

    private static Dictionary<Value, string> Texts(MethodModel model, Inputs inputs, TangentFunction tangents)
    {
        Dictionary<Value, string> texts = inputs.Texts(model).Where(t => tangents.Parameters.ContainsKey(t.Key)).ToDictionary(t => tangents.Parameters[t.Key], t => t.Value);
        foreach (ParameterModel p in model.Parameters.Where(HasTangent).Where(p => p.Kind != ParameterKind.Out))
        {
            for (int k = 0; k < (p.IsSpan ? 1 : inputs[p].Count); k++)
            {
                if (tangents.Tangents.TryGetValue(inputs[p][k], out Value? tangent))
                {
                    texts[tangent] = p.IsSpan ? TangentName(p.Name) : ShapeText.Member(TangentName(p.Name), p.Shape!.Leaves[k].Path);
                }
            }
        }

        return texts;
    }

    /// <summary>For each yield of the primal the number of the yield that is its tangent; -1 where it has none.</summary>
    public static int[] TangentYields(TangentFunction tangents)
    {
        List<int> numbers = [];
        int next = tangents.PrimalYields;
        for (int k = 0; k < tangents.PrimalYields; k++)
        {
            numbers.Add(tangents.Function.Body.Yields[k].Type.IsReal() ? next++ : -1);
        }

        return [.. numbers];
    }

    private static IEnumerable<string> Results(MethodModel model, TangentFunction tangents, ScalarEmitter emitter)
    {
        List<Value> yields = tangents.Function.Body.Yields;
        int[] tangentOf = TangentYields(tangents);
        int next = 0;
        List<string> returned = [];
        if (model.Return is not null)
        {
            foreach (var (_, shape) in ShapeText.Parts(model.Return))
            {
                returned.AddRange(Pair(shape));
            }
        }

        foreach (ParameterModel p in model.Parameters.Where(p => p.Kind == ParameterKind.Out).Concat(model.Parameters.Where(p => p.Kind == ParameterKind.Ref)))
        {
            List<string> pair = [.. Pair(p.Shape!)];
            yield return $"{Names.Escape(p.Name)} = {pair[0]};";
            if (pair.Count > 1 && HasTangent(p))
            {
                yield return $"{TangentName(p.Name)} = {pair[1]};";
            }
        }

        if (returned.Count > 0)
        {
            yield return $"return {(returned.Count == 1 ? returned[0] : "(" + string.Join(", ", returned) + ")")};";
        }

        IEnumerable<string> Pair(Shape shape)
        {
            int first = next;
            next += shape.Leaves.Count;
            List<string> pair = [ShapeText.Construct(shape, k => ForwardMembers.LeafText(shape.Leaves[k], emitter.Operand(yields[first + k])))];
            if (ShapeText.HasReal(shape))
            {
                pair.Add(ShapeText.Construct(shape, k => tangentOf[first + k] < 0 ? null : emitter.Text(yields[tangentOf[first + k]])));
            }

            return pair;
        }
    }
}
