using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// y = call f(x, b)          y, y' = call f.jvp(x, b, x', b')
public sealed partial class Forward
{
    private void CallProcedure(Inst inst, List<Value> args)
    {
        Callee callee = inst.Callee!;
        List<Value> operands = [.. args];
        int at = 0;
        foreach (CalleeParameter p in ProcedureSignature.Inputs(callee))
        {
            if (ProcedureSignature.HasTangent(p))
            {
                switch (p.Kind)
                {
                    case CalleeParameterKind.Scalar:
                        operands.Add(TangentOrZero(inst.Args[at]));
                        break;
                    case CalleeParameterKind.Stack:
                        operands.Add(_tangent[inst.Args[at]]);
                        break;
                    default:
                        operands.AddRange(TangentSpan(inst.Args[at], args[at + 1], args[at + 2], isEmpty: false));
                        break;
                }
            }

            at += p.Operands;
        }

        List<Value> results = [.. inst.Results.Select(Copy)];
        foreach (Value r in inst.Results.Where(r => r.Type.IsReal()))
        {
            results.Add(_tangent[r] = Twin(r));
        }

        Build.Add(new Inst(Op.Call, operands, results) { Callee = ProcedureSignature.Jvp(callee) });
    }
}
