using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>
/// A kernel is a private static method: the function's parameters in their order (scalars by value, buffers as spans, read-only where nothing writes them), one <c>out</c> parameter per yield, and a workspace
/// if the function allocates.
/// </summary>
/// <param name="Name">Name of the method.</param>
/// <param name="ScalarName">Name of the scalar kernel of the same function: a block in which a check fails is run again by it, so that the first exception in the order of the iterations is thrown.</param>
/// <param name="Aliases">Names of the vector types.</param>
/// <param name="Taken">Names that locals must avoid.</param>
public sealed record KernelSignature(string Name, string ScalarName, VectorAliases Aliases, IReadOnlyCollection<string> Taken)
{
    public const string Workspace = "workspace";

    /// <summary>Names parameters and <c>out</c> parameters, and declares them.</summary>
    public static KernelParameters Parameters(Function function, Names names)
    {
        HashSet<Value> written = [];
        foreach (Inst inst in function.All())
        {
            if (inst.Op is Op.Store or Op.Accumulate or Op.Clear)
            {
                written.Add(inst.Args[0]);
            }
            else if (inst.Op == Op.Call)
            {
                int operand = 0;
                foreach (CalleeParameter p in inst.Callee!.Parameters)
                {
                    if (p.Kind == CalleeParameterKind.WrittenSpan)
                    {
                        written.Add(inst.Args[operand]);
                    }

                    operand += p.Operands;
                }
            }
        }

        List<(string Type, string Name)> parameters = [.. function.Body.Params.Select(p =>
            (p.Type == Ty.Buffer ? BufferText.SpanType(p, written.Contains(p)) : p.Type.Keyword(), names.Declare(p, p.Type == Ty.Buffer ? "values" : "x")))];
        List<(string Type, string Name)> results = [.. function.Body.Yields.Select(y => ("out " + y.Type.Keyword(), names.Fresh((y.Hint ?? "result") + "Out")))];
        string? workspace = ScalarEmitter.NeedsWorkspace(function) ? names.Fresh(Workspace) : null;
        return new KernelParameters(parameters, results, workspace);
    }
}

/// <summary>The parameter list of a kernel.</summary>
public sealed record KernelParameters(IReadOnlyList<(string Type, string Name)> Parameters, IReadOnlyList<(string Type, string Name)> Results, string? Workspace)
{
    public string Declaration => string.Join(", ", Parameters.Concat(Results).Select(p => $"{p.Type} {p.Name}").Concat(Workspace is null ? [] : ["global::SteGen.Tape " + Workspace]));

    /// <summary>The arguments of a call with other texts for the parameters.</summary>
    public string Pass(IEnumerable<string> parameters) =>
        string.Join(", ", parameters.Concat(Results.Select(r => "out " + r.Name)).Concat(Workspace is null ? [] : [Workspace]));
}
