using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Emit.Vector;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary>A function as a private static method of its own parameters: what remains where no vector text serves.</summary>
internal static class ScalarKernel
{
    public static void Write(SourceWriter writer, Function function, string name, IEnumerable<string> taken)
    {
        // vector text keeps scratch per lane where it is made; scalar text takes it once, before the loop
        function = Cloner.Clone(function);
        HoistAllocations.Run(function);

        Names names = new(taken);
        KernelParameters parameters = KernelSignature.Parameters(function, names);
        Dictionary<Value, string> texts = function.Body.Params.ToDictionary(p => p, p => names[p]);
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        writer.Block($"private static void {name}({parameters.Declaration})", () => writer.Block("unchecked", () =>
        {
            ScalarEmitter emitter = new(function, writer, names, texts, parameters.Workspace ?? "workspace");
            emitter.Body();
            for (int k = 0; k < parameters.Results.Count; k++)
            {
                writer.Line($"{parameters.Results[k].Name} = {emitter.Text(function.Body.Yields[k])};");
            }
        }));
    }
}
