using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary><c>FJacobian</c> and <c>FJacobianBatch</c>, of functions from scalars and structs to scalars, tuples and structs: all rows from one forward.</summary>
internal static class JacobianMembers
{
    public static bool IsPossible(MethodModel model) =>
        new Arguments(model).AllInputsAreScalars && model.Return is not null && ShapeText.HasReal(model.Return) && model.Parameters.Any(p => p.IsDifferentiable);

    public static Signature Signature(MethodModel model) => new(
        model.Prefix + "Jacobian",
        "void",
        [
            .. new Arguments(model).Inputs(results: false),
            new Argument($"global::System.Span<{Real(model)}>", "jacobian", "", $"{Rows(model)} rows, one per scalar result, of {Columns(model)} columns, one per differentiable scalar input; row by row."),
        ]);

    public static Signature BatchSignature(MethodModel model) => new(
        model.Prefix + "JacobianBatch",
        "void",
        [
            .. new BatchArguments(model).Inputs(),
            new Argument($"global::System.Span<{Real(model)}>", "jacobian", "", $"For each element {Rows(model)} rows of {Columns(model)} columns; row by row."),
        ]);

    /// <param name="model">The method.</param>
    /// <param name="inputs">Ties its parameters to those of <paramref name="jacobian"/>.</param>
    /// <param name="jacobian">The finished function; it yields the entries.</param>
    public static Member Create(MethodModel model, Inputs inputs, Function jacobian)
    {
        Signature signature = Signature(model);
        return new Member(signature, Members.Jacobian, jacobian, inputs.Texts(model))
        {
            Summary = $"The Jacobian of <c>{model.Name}</c>: all rows from one forward.",
            Guards = [$"global::SteGen.Numerics.Guard.Length(jacobian.Length, {Size(model)}, nameof(jacobian));"],
            Epilogue = emitter => jacobian.Body.Yields.Select((y, k) => $"jacobian[{k.ToString(CultureInfo.InvariantCulture)}] = {Converted(model, y, emitter)};"),
        };
    }

    public static BatchMember CreateBatch(MethodModel model, Inputs inputs, Function jacobian)
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

    private static string Converted(MethodModel model, Value y, ScalarEmitter emitter)
    {
        ScalarOps.Fragment value = emitter.Operand(y);
        return y.Type.Keyword() == Real(model) ? value.Text : $"({Real(model)}){value.In(ScalarOps.Precedence.Unary)}";
    }

    private static int Rows(MethodModel model) => model.Return!.Leaves.Count(l => l.Type.IsReal());

    private static int Columns(MethodModel model) => model.Parameters.Where(p => p.IsDifferentiable).Sum(p => p.Shape!.Leaves.Count(l => l.Type.IsReal()));

    private static string Size(MethodModel model) => (Rows(model) * Columns(model)).ToString(CultureInfo.InvariantCulture);

    /// <summary>double where any input or result is one.</summary>
    private static string Real(MethodModel model) =>
        model.Return!.Leaves.Concat(model.Parameters.Where(p => p.IsDifferentiable).SelectMany(p => p.Shape!.Leaves)).Any(l => l.Type == Ty.F64) ? "double" : "float";
}
