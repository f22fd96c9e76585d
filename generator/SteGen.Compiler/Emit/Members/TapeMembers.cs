using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary>The tape pair: a forward that keeps what the backward needs, and a backward that does not run the forward again.</summary>
internal static class TapeMembers
{
    private static readonly Argument s_tape = new("global::SteGen.Tape", "tape", "", "Filled by the forward, read by the backward as often as wanted.");

    public static Member Forward(MethodModel model, Inputs inputs, TapePair pair)
    {
        Cloner map = new();
        foreach (KeyValuePair<Value, Value> p in pair.ForwardParameters)
        {
            map.Map[p.Key] = p.Value;
        }

        Arguments arguments = new(model);
        List<Argument> spans = [.. arguments.Inputs(results: true)];
        Signature signature = new(model.Prefix + "Forward", model.Return?.TypeText ?? "void", [.. spans, s_tape]);
        return new Member(signature, Members.Tape, pair.Forward, inputs.Mapped(map).Texts(model))
        {
            Summary = $"The value of <c>{model.Name}</c>; the tape keeps what the backward needs.",
            Returns = model.Return is null ? null : $"What <c>{model.Name}</c> returns.",
            Guards = [.. Arguments.Guards([.. spans, .. arguments.Marked()], []), $"tape.Begin(\"{model.TapeName}\", [{string.Join(", ", Lengths(model, backward: false))}]);"],
            Epilogue = emitter => ForwardMembers.Results(model, emitter, pair.Forward.Body.Yields, returns: true),
            Tape = "Allocate",
        };
    }

    public static Member Backward(MethodModel model, GradientPlan plan)
    {
        Member plain = GradientMembers.Backward(model, plan, accumulate: false);
        return plain with
        {
            Signature = plain.Signature with { Arguments = [.. plain.Signature.Arguments, s_tape] },
            Kind = Members.Tape,
            Summary = $"The vector-Jacobian product of <c>{model.Name}</c>, from what the forward kept on the tape.",
            Guards = [.. plain.Guards, $"tape.Resume(\"{model.TapeName}\", [{string.Join(", ", Lengths(model, backward: true))}]);"],
            Tape = "Next",
        };
    }

    /// <summary>Lengths of all spans that both members can see: a tape of other lengths is refused.</summary>
    private static IEnumerable<string> Lengths(MethodModel model, bool backward)
    {
        foreach (ParameterModel p in model.Parameters.Where(p => p.IsSpan))
        {
            if (p.Kind != ParameterKind.ResultSpan || !backward)
            {
                if (p.Kind != ParameterKind.ResultSpan || ShapeText.HasReal(p.Shape!))
                {
                    yield return Names.Escape(p.Name) + ".Length";
                }
            }
            else if (ShapeText.HasReal(p.Shape!))
            {
                yield return Arguments.GradientName(p) + ".Length";
            }
        }
    }
}
