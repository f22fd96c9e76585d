using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Compiler.Emit;

/// <summary><c>FForward</c>: the twin of the method.</summary>
internal static class ForwardMembers
{
    public static Member Forward(MethodModel model, Function final)
    {
        Arguments arguments = new(model);
        List<Argument> list = [.. arguments.Inputs(results: true)];
        Inputs inputs = new(model, final.Body.Params);
        return new Member(
            new Signature(model.Prefix + "Forward", model.Return?.TypeText ?? "void", list), Members.Forward, final, inputs.Texts(model))
        {
            Summary = $"The value of <c>{model.Name}</c>: nothing that only a derivative needs is computed.",
            Returns = model.Return is null ? null : $"What <c>{model.Name}</c> returns.",
            Guards = Arguments.Guards([.. list, .. arguments.Marked()], [], (written, read) => ElementWise.Allows(model, final, written.Name, read.Name)),
            Epilogue = emitter => Results(model, emitter, final.Body.Yields, returns: true),
        };
    }

    /// <summary>Out and ref parameters and the return value, from the yields of the primal.</summary>
    public static IEnumerable<string> Results(MethodModel model, ScalarEmitter emitter, IReadOnlyList<Value> yields, bool returns)
    {
        int next = model.Return?.Leaves.Count ?? 0;
        foreach (ParameterModel p in model.Parameters.Where(p => p.Kind == ParameterKind.Out).Concat(model.Parameters.Where(p => p.Kind == ParameterKind.Ref)))
        {
            int first = next;
            next += p.Shape!.Leaves.Count;
            if (returns || p.Kind == ParameterKind.Ref)
            {
                yield return $"{Names.Escape(p.Name)} = {Construct(p.Shape, first)};";
            }
        }

        if (returns && model.Return is not null)
        {
            yield return $"return {Construct(model.Return, 0)};";
        }

        string Construct(Shape shape, int first) => ShapeText.Construct(shape, k => LeafText(shape.Leaves[k], emitter.Operand(yields[first + k])));
    }

    /// <summary>A value as the C# type of its leaf.</summary>
    public static string LeafText(Leaf leaf, ScalarOps.Fragment value) =>
        leaf.TypeText == leaf.Type.Keyword() ? value.Text : $"({leaf.TypeText}){value.In(ScalarOps.Precedence.Unary)}";
}
