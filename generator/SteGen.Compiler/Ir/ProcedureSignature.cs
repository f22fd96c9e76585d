using System.Collections.Generic;
using System.Linq;

namespace SteGen.Compiler.Ir;

/// <summary>
/// Methods that are compiled on their own, because they call themselves. Of one body, all as private methods: the value; <see cref="Record"/>, which computes the same, pushes on a stack what its backward will ask for,
/// and returns where that lies; <see cref="Reverse"/>, which reads it there; and of each of them the forward mode (<see cref="Jvp"/>). Operands and results of a call stand in the order of the function's parameters and yields.
/// </summary>
public static class ProcedureSignature
{
    /// <summary>What is added to the name of the method, and to the variant.</summary>
    public const string RecordName = "Record", ReverseName = "Reverse", JvpName = "Jvp";

    /// <summary>Does the call push a frame?</summary>
    public static bool Records(Callee callee) => callee.Variant.StartsWith(RecordName, System.StringComparison.Ordinal);

    /// <summary>All that is passed in.</summary>
    public static IEnumerable<CalleeParameter> Inputs(Callee callee) => callee.Parameters.Where(p => p.Kind is not (CalleeParameterKind.Out or CalleeParameterKind.Workspace));

    /// <summary>The types of the results: what is returned, then what comes out.</summary>
    public static IEnumerable<Ty> Results(Callee callee) =>
        (callee.Return is { } type ? [type] : System.Array.Empty<Ty>()).Concat(callee.Parameters.Where(p => p.Kind == CalleeParameterKind.Out).Select(p => p.Type));

    /// <summary>The call of a body that has these parameters and yields.</summary>
    public static Callee Of(string method, string procedure, IEnumerable<CalleeParameter> inputs, IEnumerable<Ty> results) => Make(method, procedure, "", inputs, [.. results], isPure: true);

    /// <summary>The same parameters and the stack; the same results and where the frame begins.</summary>
    public static Callee Record(Callee callee) => Make(
        callee.Method + RecordName, callee.Procedure!, RecordName, Inputs(callee).Append(Frames), [.. Results(callee), Ty.I32], isPure: false);

    /// <summary>
    /// The spans that are only read; where the frame begins; the upstream of each real result; the shadow of each span that is written (upstream on entry, gradient of its entry contents on exit); the gradient of each span
    /// that is read, which is added to; the stack. Returns the gradients of real scalars.
    /// </summary>
    public static Callee Reverse(Callee callee) => Make(
        callee.Method + ReverseName,
        callee.Procedure!,
        ReverseName,
        [
            .. Inputs(callee).Where(p => p.Kind == CalleeParameterKind.InputSpan),
            Scalar(Ty.I32),
            .. Results(callee).Where(t => t.IsReal()).Select(Scalar),
            .. Inputs(callee).Where(p => p.Kind == CalleeParameterKind.WrittenSpan && HasTangent(p)),
            .. Inputs(callee).Where(p => p.Kind == CalleeParameterKind.InputSpan && HasTangent(p)).Select(p => p with { Kind = CalleeParameterKind.WrittenSpan, IsWhole = false }),
            Frames,
        ],
        [.. Inputs(callee).Where(p => p.Kind == CalleeParameterKind.Scalar && HasTangent(p)).Select(p => p.Type)],
        isPure: true);

    /// <summary>The same parameters, then a tangent for each that has one; the same results, then a tangent for each real one.</summary>
    public static Callee Jvp(Callee callee) => Make(
        callee.Method + JvpName,
        callee.Procedure!,
        callee.Variant + JvpName,
        Inputs(callee).Concat(Inputs(callee).Where(HasTangent)),
        [.. Results(callee), .. Results(callee).Where(t => t.IsReal())],
        !Records(callee));

    /// <summary>Does the parameter carry derivatives? Of a span the type says whether its elements hold any real.</summary>
    public static bool HasTangent(CalleeParameter p) => !p.IsConstant && (p.Kind == CalleeParameterKind.Stack || p.Type.IsReal());

    private static CalleeParameter Frames => new(CalleeParameterKind.Stack, Ty.F64, "double");

    private static CalleeParameter Scalar(Ty type) => new(CalleeParameterKind.Scalar, type, type.Keyword());

    private static Callee Make(string method, string procedure, string variant, IEnumerable<CalleeParameter> inputs, List<Ty> results, bool isPure) =>
        new(method, new([.. inputs, .. results.Skip(1).Select(t => new CalleeParameter(CalleeParameterKind.Out, t, t.Keyword()))]))
        {
            Procedure = procedure,
            Variant = variant,
            Return = results.Count > 0 ? results[0] : null,
            IsPure = isPure,
        };
}
