using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// The rows of a Jacobian: one primal, and a backward for each real result. What one row keeps, the others read as well.
public sealed partial class Reverse
{
    private void BackwardByRows(Scope top)
    {
        YieldPrimal();
        int row = 0;
        foreach (Value y in _primal.Body.Yields)
        {
            if (!y.Type.IsReal())
            {
                continue;
            }

            top.Adjoint.Clear();
            top.Shadow.Clear();
            foreach (KeyValuePair<Value, Value> buffer in _gradient.RowBuffers[row++])
            {
                top.Shadow.Add(buffer.Key, buffer.Value);
            }

            Build.At = _g.Body;
            Build.Origin = -1;
            Add(top, y, Build.Real(y.Type, 1));
            Backward(top);

            Build.At = _g.Body;
            Build.Origin = -1;
            YieldGradients(top);
        }
    }
}
