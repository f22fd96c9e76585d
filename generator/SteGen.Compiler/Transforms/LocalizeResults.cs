using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>In a backward the primal's result spans are no parameters: what the body writes there goes to scratch of the same length, which disappears where nothing reads it.</summary>
public static class LocalizeResults
{
    /// <param name="function">The function.</param>
    /// <param name="results">Buffer parameters of the function.</param>
    public static void Run(Function function, IEnumerable<Value> results)
    {
        int at = 0;
        foreach (Value buffer in results.ToList())
        {
            Value length = function.LengthOf[buffer];
            function.Body.Params.Remove(buffer);
            function.LengthOf.Remove(buffer);
            function.Body.Body.Insert(at++, new Inst(Op.Alloc, [length], [buffer]));
        }
    }
}
