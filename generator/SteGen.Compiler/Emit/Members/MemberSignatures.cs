using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Compiler.Emit;

/// <summary>A member that will be emitted, as far as its declaration goes.</summary>
/// <param name="Kind">What it computes.</param>
/// <param name="Name">Its name.</param>
/// <param name="ReturnType">Fully qualified.</param>
/// <param name="Types">The types of its parameters, fully qualified.</param>
/// <param name="Modifiers">For each parameter: nothing, <c>out</c> or <c>ref</c>.</param>
/// <param name="Names">The names of its parameters.</param>
public sealed record MemberSignature(Members Kind, string Name, string ReturnType, EquatableArray<string> Types, EquatableArray<string> Modifiers, EquatableArray<string> Names)
{
    /// <summary>How overloads are told apart: <c>FBackward(double,out double)</c>.</summary>
    public string Key => $"{Name}({string.Join(",", Types.Select((type, k) => Modifiers[k].Length == 0 ? type : Modifiers[k] + " " + type))})";
}

/// <summary>
/// The signatures of all members that a model asks for, without compiling any: they depend on the declaration alone. The front end compares them with what the user declares.
/// </summary>
public static class MemberSignatures
{
    public static IReadOnlyList<MemberSignature> Of(MethodModel model)
    {
        List<MemberSignature> members = [];
        Arguments plain = new(model);
        string value = model.Return?.TypeText ?? "void";
        Argument tape = new("global::SteGen.Tape", "tape", "", "");
        Argument[] inputs = [.. plain.Inputs(results: false)], all = [.. plain.Inputs(results: true)], upstreams = [.. plain.Upstreams()];
        bool differentiates = model.Parameters.Any(p => p.IsDifferentiable), accumulates = differentiates && Wants(Members.Accumulate);
        if (Wants(Members.Forward))
        {
            Add(Members.Forward, "Forward", value, all);
        }

        if (differentiates && Wants(Members.Tape))
        {
            Add(Members.Tape, "Forward", value, [.. all, tape]);
            Add(Members.Tape, "Backward", "void", [.. inputs, .. upstreams, .. plain.Gradients(false), tape]);
        }

        if (differentiates && Wants(Members.Backward))
        {
            Add(Members.Backward, "Backward", "void", [.. inputs, .. upstreams, .. plain.Gradients(false)]);
        }

        if (accumulates)
        {
            Add(Members.Accumulate, "AccumulateBackward", "void", [.. inputs, .. upstreams, .. plain.Gradients(true)]);
        }

        if (differentiates && plain.HasScalarResult)
        {
            if (Wants(Members.Gradient))
            {
                Add(Members.Gradient, "ValueAndGradient", value, [.. inputs, .. plain.Gradients(false)]);
                if (plain.AllInputsAreScalars)
                {
                    Add(Members.Gradient, "Gradient", GradientType(model), inputs);
                }
            }

            if (accumulates)
            {
                Add(Members.Accumulate, "AccumulateGradient", value, [.. inputs, .. plain.Gradients(true)]);
            }
        }

        if (BatchMember.IsPossible(model))
        {
            BatchArguments batch = new(model);
            if (Wants(Members.Batch))
            {
                Add(Members.Batch, "ForwardBatch", "void", [.. batch.Inputs(), .. batch.Results()]);
            }

            if (differentiates && Wants(Members.Batch))
            {
                Add(Members.Batch, "BackwardBatch", "void", [.. batch.Inputs(), .. batch.Upstreams(), .. batch.Gradients(false)]);
            }

            if (accumulates)
            {
                Add(Members.Accumulate, "AccumulateBackwardBatch", "void", [.. batch.Inputs(), .. batch.Upstreams(), .. batch.Gradients(true)]);
            }
        }

        if (Wants(Members.Jacobian) && JacobianMembers.IsPossible(model))
        {
            AddWhole(Members.Jacobian, JacobianMembers.Signature(model));
            if (JacobianMembers.HasBatch(model))
            {
                AddWhole(Members.Jacobian, JacobianMembers.BatchSignature(model));
            }
        }

        if (differentiates && Wants(Members.Jvp))
        {
            AddWhole(Members.Jvp, JvpMembers.Signature(model));
            if (BatchMember.IsPossible(model))
            {
                AddWhole(Members.Jvp, JvpMembers.BatchSignature(model));
            }
        }

        if (differentiates && plain.HasScalarResult)
        {
            if (Wants(Members.HessianVectorProduct | Members.Hessian))
            {
                AddWhole(Members.HessianVectorProduct, HessianMembers.ProductSignature(model));
            }

            if (Wants(Members.Hessian))
            {
                AddWhole(Members.Hessian, HessianMembers.HessianSignature(model));
            }
        }

        return members;

        void AddWhole(Members kind, Signature signature) =>
            members.Add(new MemberSignature(kind, signature.Name, signature.ReturnType, new(signature.Arguments.Select(a => a.Type)), new(signature.Arguments.Select(a => a.Modifier)), new(signature.Arguments.Select(a => a.Name))));

        bool Wants(Members kind) => (model.Emit & kind) != 0;

        void Add(Members kind, string suffix, string returns, IReadOnlyCollection<Argument> arguments) =>
            members.Add(new MemberSignature(kind, model.Prefix + suffix, returns, new(arguments.Select(a => a.Type)), new(arguments.Select(a => a.Modifier)), new(arguments.Select(a => a.Name))));
    }

    private static string GradientType(MethodModel model)
    {
        ParameterModel[] wanted = [.. model.Parameters.Where(p => p.IsDifferentiable)];
        return wanted.Length == 1
            ? ShapeText.GradientType(wanted[0].Shape!)
            : $"({string.Join(", ", wanted.Select(p => $"{ShapeText.GradientType(p.Shape!)} {Names.Escape(p.Name)}"))})";
    }
}
