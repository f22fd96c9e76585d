using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Emit;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler;

/// <summary>A file that the generator adds.</summary>
public sealed record GeneratedFile(string HintName, string Text);

/// <summary>The passes in order: from the model of a method to the files beside it.</summary>
public static class Pipeline
{
    /// <summary>Members that are asked for and cannot be: what is called has a backward of its own, and no derivative of the order that they need.</summary>
    public static Members Unreachable(MethodModel model)
    {
        const Members second = Members.Hessian | Members.HessianVectorProduct;
        if ((model.Emit & (Members.Jvp | second)) == 0 || !model.Parameters.Any(p => p.IsDifferentiable))
        {
            return Members.None;
        }

        Function primal = model.Body.Decode();
        Passes.Prepare(primal);
        Members unreachable = (model.Emit & Members.Jvp) != 0 && !Forward.CanRun(primal) ? Members.Jvp : Members.None;
        if ((model.Emit & second) != 0 && new Arguments(model).HasScalarResult
            && !Forward.CanRun(Passes.Reverse(primal, GradientPlans.Request(model, new Inputs(model, primal.Body.Params))).Function))
        {
            unreachable |= model.Emit & second;
        }

        return unreachable;
    }

    public static EquatableArray<GeneratedFile> Compile(MethodModel model)
    {
        if (model.Emit == Members.None)
        {
            return new([]);
        }

        Function primal = model.Body.Decode();
        Passes.Prepare(primal);

        // functions of scalars run in lanes element by element, their own loops as they are
        bool marks = !BatchMember.IsPossible(model);
        if (marks)
        {
            LaneLoops.Mark(primal);
        }

        Procedures procedures = new(model);
        Function final = Cloner.Clone(primal);
        Passes.Finish(final);

        List<Member> members = [];
        List<BatchMember> batch = [];
        Member? product = null;
        bool Wants(Members kind) => (model.Emit & kind) != 0;
        if (Wants(Members.Forward))
        {
            members.Add(ForwardMembers.Forward(model, final));
        }

        if (Wants(Members.Batch) && BatchMember.IsPossible(model))
        {
            batch.Add(BatchMembers.Forward(model, final));
        }

        if (Wants(Members.Gradient | Members.Backward | Members.Tape | Members.Batch | Members.Accumulate | Members.Hessian | Members.HessianVectorProduct) && model.Parameters.Any(p => p.IsDifferentiable))
        {
            Inputs inputs = new(model, primal.Body.Params);
            ReverseRequest request = GradientPlans.Request(model, inputs);
            GradientFunction gradient = Passes.Reverse(primal, request);
            if (marks)
            {
                LaneLoops.Mark(gradient.Function);
            }

            if (Wants(Members.Tape))
            {
                TapePair pair = TapeSplit.Run(gradient, model.Parameters.Where(p => p.Kind == ParameterKind.Ref).SelectMany(p => inputs[p]));
                members.Add(TapeMembers.Forward(model, inputs, pair));
                members.Add(TapeMembers.Backward(model, GradientPlans.Create(model, inputs, request, pair.Backward)));
            }

            GradientPlan unfinished = GradientPlans.Create(model, inputs, request, gradient), plan = unfinished.Copy();
            Passes.Finish(plan.Function);
            Arguments arguments = new(model);
            foreach (bool accumulate in Wants(Members.Accumulate) ? new[] { false, true } : [false])
            {
                if (arguments.HasScalarResult && (accumulate || Wants(Members.Gradient)))
                {
                    members.Add(GradientMembers.ValueAndGradient(model, plan, accumulate));
                }

                if (accumulate || Wants(Members.Backward))
                {
                    members.Add(GradientMembers.Backward(model, plan, accumulate));
                }

                if (BatchMember.IsPossible(model) && (accumulate || Wants(Members.Batch)))
                {
                    batch.Add(BatchMembers.Backward(model, plan, accumulate));
                }
            }

            if (arguments.HasScalarResult && arguments.AllInputsAreScalars && Wants(Members.Gradient))
            {
                members.Add(GradientMembers.Gradient(model, plan));
            }

            if (arguments.HasScalarResult && Wants(Members.HessianVectorProduct | Members.Hessian) && Forward.CanRun(unfinished.Function))
            {
                product = HessianMembers.VectorProduct(model, unfinished).Flattened();
                if (!Wants(Members.HessianVectorProduct))
                {
                    product = product with { IsPrivate = true };
                }
            }
        }

        if (Wants(Members.Jacobian) && JacobianMembers.IsPossible(model))
        {
            Inputs inputs = new(model, primal.Body.Params);
            GradientFunction jacobian = Passes.Reverse(primal, GradientPlans.Request(model, inputs) with { IsJacobian = true });
            jacobian.Function.Body.Yields.RemoveRange(0, jacobian.PrimalYields);
            Passes.Finish(jacobian.Function);
            if (JacobianMembers.HasBatch(model))
            {
                batch.Add(JacobianMembers.CreateBatch(model, jacobian.Function));
            }

            members.Add(JacobianMembers.Create(model, inputs, jacobian));
        }

        if (Wants(Members.Jvp) && model.Parameters.Any(p => p.IsDifferentiable) && Forward.CanRun(primal))
        {
            Inputs inputs = new(model, primal.Body.Params);
            ForwardRequest request = JvpMembers.Request(model, inputs);
            TangentFunction tangents = Forward.Run(primal, request);
            OverwriteTangents.Run(tangents.Function, request.Results.Select(r => tangents.Tangents[r]));
            Passes.Finish(tangents.Function);
            if (BatchMember.IsPossible(model))
            {
                batch.Add(BatchMembers.Jvp(model, inputs, tangents));
            }

            members.Add(JvpMembers.Create(model, inputs, tangents));
        }

        if (model.Declaration is { } declaration)
        {
            members.RemoveAll(m => m.Signature.Key != declaration.Member);
            batch.RemoveAll(m => m.Signature.Key != declaration.Member);
        }

        List<Member> flattened = [.. members.Select(m => m.Flattened())];
        procedures.Complete([.. flattened.Select(m => m.Function), .. batch.Select(b => b.Loop), .. product is null ? [] : new[] { product.Function }]);
        return new(Files.Write(model, flattened, batch, product, Wants(Members.Hessian), procedures));
    }
}
