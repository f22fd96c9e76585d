using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary><c>FJacobian</c> and <c>FJacobianBatch</c>, of functions to scalars, tuples and structs: all rows from one forward.</summary>
internal static class JacobianMembers
{
    private const string ColumnsName = "jacobianColumns";

    public static bool IsPossible(MethodModel model) =>
        model.Parameters.All(p => p.Kind is ParameterKind.Value or ParameterKind.InputSpan or ParameterKind.Constant or ParameterKind.Field)
        && model.Return is not null && ShapeText.HasReal(model.Return) && model.Parameters.Any(p => p.IsDifferentiable);

    /// <summary>Blocks of one size, which a differentiable span has not.</summary>
    public static bool HasBatch(MethodModel model) => BatchMember.IsPossible(model) && !model.Parameters.Any(p => p.IsDifferentiable && p.IsSpan);

    public static Signature Signature(MethodModel model) => new(
        model.Prefix + "Jacobian",
        "void",
        [
            .. new Arguments(model).Inputs(results: false),
            new Argument($"global::System.Span<{Real(model)}>", "jacobian", "", HasFixedSize(model)
                ? $"{Rows(model)} rows, one per scalar result, of {Columns(model)} columns, one per differentiable scalar input; row by row."
                : $"{Rows(model)} rows, one per scalar result, over the differentiable inputs laid end to end; row by row."),
        ]);

    public static Signature BatchSignature(MethodModel model) => new(
        model.Prefix + "JacobianBatch",
        "void",
        [
            .. new BatchArguments(model).Inputs(),
            new Argument($"global::System.Span<{Real(model)}>", "jacobian", "", $"For each element {Rows(model)} rows of {Columns(model)} columns; row by row."),
        ]);

    /// <param name="model">The method.</param>
    /// <param name="inputs">Ties its parameters to those of the primal.</param>
    /// <param name="jacobian">Finished; it yields the entries that belong to scalars, row by row.</param>
    public static Member Create(MethodModel model, Inputs inputs, GradientFunction jacobian)
    {
        Function function = jacobian.Function;
        Signature signature = Signature(model);
        Dictionary<Value, string> texts = inputs.Texts(model).ToDictionary(t => jacobian.Parameters[t.Key], t => t.Value);
        List<string> rows = [];
        if (!HasFixedSize(model))
        {
            rows.Add($"int {ColumnsName} = {Columns(model)};");
        }

        OverwriteGradients.Run(function, jacobian.RowBuffers.SelectMany(row => row.Values));
        for (int row = 0; row < jacobian.RowBuffers.Count; row++)
        {
            foreach (ParameterModel p in model.Parameters.Where(p => p.IsDifferentiable && p.IsSpan))
            {
                Value buffer = jacobian.RowBuffers[row][inputs[p][0]];
                string name = $"{p.Name}Gradient{Text(row)}", slice = $"jacobian.Slice({At(model, row, p, 0)}, {HessianMembers.Size(p)})";
                if (p.Shape!.Leaves.All(l => l.Type.Keyword() == Real(model)))
                {
                    texts[buffer] = name;
                    string view = p.Shape is ScalarShape ? slice : $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{Real(model)}, {p.Shape.TypeText}>({slice})";
                    rows.Add($"global::System.Span<{p.Shape.TypeText}> {name} = {view};");
                }
                else
                {
                    texts[Copied(function, buffer, p.Shape, Real(model))] = name;
                    rows.Add($"global::System.Span<{Real(model)}> {name} = {slice};");
                }
            }
        }

        List<(ParameterModel Parameter, int Leaf)> scalars = [.. model.Parameters.Where(p => p.IsDifferentiable && !p.IsSpan)
            .SelectMany(p => Enumerable.Range(0, p.Shape!.Leaves.Count(l => l.Type.IsReal())).Select(k => (p, k)))];
        return new Member(signature, Members.Jacobian, function, texts)
        {
            Summary = $"The Jacobian of <c>{model.Name}</c>: all rows from one forward.",
            Guards =
            [
                $"global::SteGen.Numerics.Guard.Length(jacobian.Length, {Size(model)}, nameof(jacobian));",
                .. Arguments.Guards([.. signature.Arguments, .. new Arguments(model).Marked()], []),
            ],
            Prologue = rows,
            Epilogue = emitter => function.Body.Yields.Select((y, k) =>
                $"jacobian[{At(model, k / scalars.Count, scalars[k % scalars.Count].Parameter, scalars[k % scalars.Count].Leaf)}] = {Converted(model, y, emitter)};"),
        };
    }

    public static BatchMember CreateBatch(MethodModel model, Function jacobian)
    {
        Ty real = Real(model) == "double" ? Ty.F64 : Ty.F32;
        Function scalar = Cloner.Clone(jacobian);
        Build.At = scalar.Body;
        Build.Origin = -1;
        for (int k = 0; k < scalar.Body.Yields.Count; k++)
        {
            if (scalar.Body.Yields[k].Type != real)
            {
                scalar.Body.Yields[k] = Build.Emit(Op.ToF64, scalar.Body.Yields[k]);
            }
        }

        ElementLayout block = new(Real(model), new(Enumerable.Range(0, scalar.Body.Yields.Count).Select(k => new Leaf("Item" + k, real, real.Keyword()))));
        BatchGroup<int> output = new([.. Enumerable.Range(0, scalar.Body.Yields.Count)], block, BatchRole.Elements, "jacobian");
        return BatchMembers.Jacobian(model, BatchSignature(model), scalar, new Inputs(model, scalar.Body.Params), output, Size(model));
    }

    /// <summary>Elements of another form than the entries: their gradients go to scratch first, and from there to the new buffer.</summary>
    private static Value Copied(Function function, Value gradient, Shape shape, string real)
    {
        LocalizeResults.Run(function, [gradient]);
        Value entries = new(Ty.Buffer, gradient.Hint) { Layout = ElementLayout.Of(real == "double" ? Ty.F64 : Ty.F32) };
        function.Body.Params.Add(entries);
        int[] reals = [.. Enumerable.Range(0, shape.Leaves.Count).Where(k => shape.Leaves[k].Type.IsReal())];
        Value length = function.Body.Body.First(i => i.Op == Op.Alloc && i.Results.Contains(gradient)).Args[0];
        Build.Origin = -1;
        Build.In(function.Body, () =>
        {
            Build.For(length, [], (i, _) =>
            {
                for (int k = 0; k < reals.Length; k++)
                {
                    Value entry = Build.Load(gradient, i, reals[k]);
                    entry = entry.Type.Keyword() == real ? entry : Build.Emit(Op.ToF64, entry);
                    Build.Store(entries, (i * Build.Int(reals.Length)) + Build.Int(k), entry);
                }

                return [];
            });
        });
        return entries;
    }

    /// <summary>Where in the matrix an entry stands: a number, or text where spans are among the inputs.</summary>
    private static string At(MethodModel model, int row, ParameterModel column, int leaf)
    {
        List<string> before = [.. model.Parameters.TakeWhile(p => p != column).Where(p => p.IsDifferentiable && p.IsSpan).Select(HessianMembers.Size)];
        int fixedBefore = leaf + model.Parameters.TakeWhile(p => p != column).Where(p => p.IsDifferentiable && !p.IsSpan).Sum(RealLeaves);
        if (HasFixedSize(model))
        {
            return Text((row * int.Parse(Columns(model), CultureInfo.InvariantCulture)) + fixedBefore);
        }

        if (row > 0)
        {
            before.Insert(0, row == 1 ? ColumnsName : $"{Text(row)} * {ColumnsName}");
        }

        if (fixedBefore > 0 || before.Count == 0)
        {
            before.Add(Text(fixedBefore));
        }

        return string.Join(" + ", before);
    }

    private static string Converted(MethodModel model, Value y, ScalarEmitter emitter)
    {
        ScalarOps.Fragment value = emitter.Operand(y);
        return y.Type.Keyword() == Real(model) ? value.Text : $"({Real(model)}){value.In(ScalarOps.Precedence.Unary)}";
    }

    private static bool HasFixedSize(MethodModel model) => !model.Parameters.Any(p => p.IsDifferentiable && p.IsSpan);

    private static int Rows(MethodModel model) => model.Return!.Leaves.Count(l => l.Type.IsReal());

    private static int RealLeaves(ParameterModel p) => p.Shape!.Leaves.Count(l => l.Type.IsReal());

    private static string Columns(MethodModel model)
    {
        int scalars = model.Parameters.Where(p => p.IsDifferentiable && !p.IsSpan).Sum(RealLeaves);
        IEnumerable<string> spans = model.Parameters.Where(p => p.IsDifferentiable && p.IsSpan).Select(HessianMembers.Size);
        return string.Join(" + ", scalars > 0 ? spans.Concat([Text(scalars)]) : spans);
    }

    private static string Size(MethodModel model) =>
        HasFixedSize(model) ? Text(Rows(model) * int.Parse(Columns(model), CultureInfo.InvariantCulture)) : $"{Text(Rows(model))} * ({Columns(model)})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>double where any input or result is one.</summary>
    private static string Real(MethodModel model) =>
        model.Return!.Leaves.Concat(model.Parameters.Where(p => p.IsDifferentiable).SelectMany(p => p.Shape!.Leaves)).Any(l => l.Type == Ty.F64) ? "double" : "float";
}
