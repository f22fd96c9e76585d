using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary>Builds <c>FForwardBatch</c> and <c>FBackwardBatch</c> from the functions for one element.</summary>
internal static class BatchMembers
{
    public static BatchMember Forward(MethodModel model, Function final)
    {
        Function scalar = Cloner.Clone(final);
        BatchArguments arguments = new(model);
        List<BatchGroup<Value>> inputs = InputGroups(model, new Inputs(model, scalar.Body.Params));
        List<BatchGroup<int>> outputs = [];
        int next = 0;
        foreach (var (name, shape) in arguments.Parts())
        {
            outputs.Add(new BatchGroup<int>([.. Enumerable.Range(next, shape.Leaves.Count)], shape.Layout, BatchRole.Elements, name));
            next += shape.Leaves.Count;
        }

        List<Argument> list = [.. arguments.Inputs(), .. arguments.Results()];
        Signature signature = new(model.Prefix + "ForwardBatch", "void", list);
        return Create(model, signature, Members.Batch, scalar, inputs, outputs, accumulate: false) with
        {
            Summary = $"<c>{model.Name}</c> of every element, in the widest vectors of the machine; each result has the bits of the member for one element.",
            Guards = arguments.Guards(signature, Elementwise(model, list), []),
        };
    }

    public static BatchMember Backward(MethodModel model, GradientPlan plan, bool accumulate)
    {
        plan = plan.Copy();
        Function scalar = plan.Function;
        BatchArguments arguments = new(model);
        List<BatchGroup<Value>> groups = InputGroups(model, plan.Inputs);
        int next = 0;
        foreach (var (name, shape) in arguments.Parts())
        {
            int first = next;
            next += shape.Leaves.Count;
            if (!ShapeText.HasReal(shape))
            {
                continue;
            }

            // leaves without a gradient are not loaded: a value that nobody uses stands for them
            List<Value> leaves = [.. shape.Leaves.Select((l, k) => plan.Upstreams.TryGetValue(first + k, out Value? upstream) ? upstream : new Value(l.Type))];
            groups.Add(new BatchGroup<Value>(leaves, shape.Layout, BatchRole.Elements, name + "Gradient"));
        }

        foreach (KeyValuePair<string, Value> buffer in plan.GradientBuffers)
        {
            groups.Add(new BatchGroup<Value>([buffer.Value], buffer.Value.Layout!, BatchRole.Uniform, buffer.Key + "Gradient"));
        }

        List<BatchGroup<int>> outputs = [];
        foreach (ParameterModel p in model.Parameters.Where(p => plan.Gradients.ContainsKey(p.Name)))
        {
            BatchRole role = p.IsUniform || p.Kind == ParameterKind.Field ? BatchRole.Uniform : BatchRole.Elements;
            int[] yields = plan.Gradients[p.Name];
            outputs.Add(new BatchGroup<int>(role == BatchRole.Uniform ? [.. yields.Where(y => y >= 0)] : yields, p.Shape!.Layout, role, p.Name + "Gradient"));
        }

        List<Argument> list = [.. arguments.Inputs(), .. arguments.Upstreams(), .. arguments.Gradients(accumulate)];
        Signature signature = new($"{model.Prefix}{(accumulate ? "AccumulateBackwardBatch" : "BackwardBatch")}", "void", list);
        BatchMember member = Create(model, signature, accumulate ? Members.Accumulate : Members.Batch, scalar, groups, outputs, accumulate);
        List<string> prologue = [], epilogue = [];
        List<(string, string)> lengths = [];
        int sum = 0;
        foreach (ParameterModel p in model.Parameters.Where(p => p.IsDifferentiable && p.Kind != ParameterKind.Out))
        {
            string gradient = Arguments.GradientName(p);
            if (p.Kind == ParameterKind.InputSpan)
            {
                lengths.Add((gradient, Names.Escape(p.Name)));
                if (!accumulate)
                {
                    prologue.Add(gradient + ".Clear();");
                }
            }
            else if (p.IsUniform || p.Kind == ParameterKind.Field)
            {
                int[] yields = plan.Gradients[p.Name];
                string text = ShapeText.Construct(p.Shape!, k => yields[k] < 0
                    ? null
                    : accumulate ? $"{ShapeText.Member(gradient, p.Shape!.Leaves[k].Path)} + {member.Outs[sum++]}" : member.Outs[sum++]);
                epilogue.Add($"{gradient} = {text};");
            }
        }

        return member with
        {
            Summary = $"The gradient of every element with respect to the inputs of <c>{model.Name}</c>{(accumulate ? ", added" : "")}: vector-Jacobian products in the widest vectors of the machine.",
            Guards = arguments.Guards(signature, Elementwise(model, list), lengths),
            Prologue = prologue,
            Epilogue = epilogue,
        };
    }

    /// <summary>One block of entries per element.</summary>
    public static BatchMember Jacobian(MethodModel model, Signature signature, Function scalar, Inputs inputs, BatchGroup<int> output, string size)
    {
        BatchArguments arguments = new(model);
        IEnumerable<string> elements = Elementwise(model, signature.Arguments).Where(n => n != "jacobian");
        return Create(model, signature, Members.Jacobian, scalar, InputGroups(model, inputs), [output], accumulate: false) with
        {
            Summary = $"The Jacobian of <c>{model.Name}</c> of every element, in the widest vectors of the machine.",
            Guards = [.. arguments.Guards(signature, elements, []), $"global::SteGen.Numerics.Guard.Length(jacobian.Length, {BatchMember.Count(model, signature)} * {size}, nameof(jacobian));"],
        };
    }

    /// <summary>Forward mode: a tangent beside each input, and one beside each result.</summary>
    public static BatchMember Jvp(MethodModel model, Inputs inputs, TangentFunction tangents)
    {
        Function scalar = Cloner.Clone(tangents.Function, out Cloner copy);
        Cloner mapped = new();
        foreach (KeyValuePair<Value, Value> p in tangents.Parameters)
        {
            mapped.Map[p.Key] = copy[p.Value];
        }

        List<BatchGroup<Value>> groups = InputGroups(model, inputs.Mapped(mapped));
        List<(string, string)> lengths = [];
        foreach (ParameterModel p in model.Parameters.Where(p => p.IsDifferentiable && p.Kind != ParameterKind.Out))
        {
            string name = JvpMembers.TangentName(p.Name);
            Value?[] leaves = [.. inputs[p].Take(p.IsSpan ? 1 : int.MaxValue).Select(v => tangents.Tangents.TryGetValue(v, out Value? tangent) ? copy[tangent] : null)];
            if (p.Kind == ParameterKind.Value && !p.IsUniform)
            {
                groups.Add(new BatchGroup<Value>([.. leaves.Select((v, k) => v ?? new Value(p.Shape!.Leaves[k].Type))], p.Shape!.Layout, BatchRole.Elements, p.Name + "Tangent"));
                continue;
            }

            int[] real = [.. Enumerable.Range(0, leaves.Length).Where(k => leaves[k] is not null)];
            groups.Add(new BatchGroup<Value>([.. real.Select(k => leaves[k]!)], p.Shape!.Layout, BatchRole.Uniform, p.Name + "Tangent")
            {
                Texts = [.. real.Select(k => p.IsSpan ? name : ShapeText.Member(name, p.Shape.Leaves[k].Path))],
            });
            if (p.IsSpan)
            {
                lengths.Add((name, Names.Escape(p.Name)));
            }
        }

        BatchArguments arguments = new(model);
        List<BatchGroup<int>> outputs = [];
        int[] tangentOf = JvpMembers.TangentYields(tangents);
        int next = 0;
        foreach (var (name, shape) in arguments.Parts())
        {
            int[] yields = [.. Enumerable.Range(next, shape.Leaves.Count)];
            next += yields.Length;
            outputs.Add(new BatchGroup<int>(yields, shape.Layout, BatchRole.Elements, name));
            if (ShapeText.HasReal(shape))
            {
                outputs.Add(new BatchGroup<int>([.. yields.Select(y => tangentOf[y])], shape.Layout, BatchRole.Elements, name + "Tangent"));
            }
        }

        Signature signature = JvpMembers.BatchSignature(model);
        return Create(model, signature, Members.Jvp, scalar, groups, outputs, accumulate: false) with
        {
            Summary = $"The value of <c>{model.Name}</c> of every element and its directional derivative along the tangents, in the widest vectors of the machine.",
            Guards = arguments.Guards(signature, Elementwise(model, signature.Arguments), lengths),
        };
    }

    /// <summary>Names of the span arguments that have one element per iteration: all but uniform spans and their gradients.</summary>
    private static IEnumerable<string> Elementwise(MethodModel model, IEnumerable<Argument> list)
    {
        HashSet<string> uniform = [.. model.Parameters.Where(p => p.Kind == ParameterKind.InputSpan).SelectMany(p => new[] { Names.Escape(p.Name), Arguments.GradientName(p), JvpMembers.TangentName(p.Name) })];
        return list.Where(a => a.IsSpan && !uniform.Contains(a.Name)).Select(a => a.Name);
    }

    private static List<BatchGroup<Value>> InputGroups(MethodModel model, Inputs inputs)
    {
        List<BatchGroup<Value>> groups = [];
        foreach (ParameterModel p in model.Parameters.Where(p => p.Kind is ParameterKind.Value or ParameterKind.Field or ParameterKind.InputSpan))
        {
            bool each = p.Kind == ParameterKind.Value && !p.IsUniform;
            groups.Add(new BatchGroup<Value>(inputs[p], p.Shape!.Layout, each ? BatchRole.Elements : BatchRole.Uniform, p.Name));
        }

        return groups;
    }

    private static BatchMember Create(
        MethodModel model, Signature signature, Members kind, Function scalar, List<BatchGroup<Value>> inputs, List<BatchGroup<int>> outputs, bool accumulate)
    {
        Function loop = BatchFunction.Create(scalar, signature.Name, inputs, outputs, accumulate);
        Simplify.Run(loop);
        Dictionary<Value, string> passed = Texts(model, signature, inputs, outputs, loop);
        Dictionary<Value, ElementLayout> layouts = loop.Body.Params.Where(p => p.Type == Ty.Buffer).ToDictionary(p => p, p => p.Layout!);
        foreach (Value flat in FlattenStructs.Run(loop))
        {
            if (layouts[flat].TypeText == flat.Layout!.TypeText)
            {
                continue;
            }

            passed[flat] = $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{layouts[flat].TypeText}, {flat.Layout!.TypeText}>({passed[flat]})";
        }

        foreach (var (parameter, text) in HoistExternals.Run(loop))
        {
            passed[parameter] = text;
        }

        Simplify.Run(loop);
        return new BatchMember(signature, kind, loop, passed)
        {
            First = Elementwise(model, signature.Arguments).First(),
            Outs = [.. loop.Body.Yields.Select((_, k) => signature.Local(model, "sum" + k))],
        };
    }

    /// <summary>What the wrapper passes for each parameter of the loop function, in the order in which it was built.</summary>
    private static Dictionary<Value, string> Texts(MethodModel model, Signature signature, List<BatchGroup<Value>> inputs, List<BatchGroup<int>> outputs, Function loop)
    {
        Dictionary<Value, string> texts = [];
        int next = 0;
        Pass(BatchMember.Count(model, signature));
        foreach (BatchGroup<Value> group in inputs)
        {
            ParameterModel? p = model.Parameters.FirstOrDefault(p => p.Name == group.Name && p.Shape is not null);
            string name = Names.Escape(group.Name);
            if (group.Texts is not null)
            {
                foreach (string text in group.Texts)
                {
                    Pass(text);
                }
            }
            else if (group.Role == BatchRole.Elements || group.Leaves.Count == 1 && group.Leaves[0].Type == Ty.Buffer)
            {
                Pass(name);
            }
            else if (p!.IsSpan)
            {
                Pass(name);
                Pass(name + ".Length");
            }
            else
            {
                foreach (Leaf leaf in p.Shape!.Leaves)
                {
                    string text = ShapeText.Member(p.Access, leaf.Path);
                    Pass(leaf.TypeText == leaf.Type.Keyword() ? text : $"({leaf.Type.Keyword()}){text}");
                }
            }
        }

        foreach (BatchGroup<int> group in outputs.Where(g => g.Role == BatchRole.Elements))
        {
            Pass(Names.Escape(group.Name));
        }

        return texts;

        void Pass(string text) => texts[loop.Body.Params[next++]] = text;
    }
}
