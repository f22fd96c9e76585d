using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>After this no buffer is carried or yielded: every memory operation names one buffer.</summary>
public static class ResolveViews
{
    /// <summary>Where a buffer could not be resolved, and what to write instead.</summary>
    public sealed record Obstacle(Inst Inst, string Reason);

    /// <summary>Null when all is resolved.</summary>
    public static Obstacle? Run(Function function)
    {
        Inst? carrier = function.All().FirstOrDefault(i => i.Results.Any(r => r.Type == Ty.Buffer) && OpTable.HasRegions(i.Op));
        return carrier is null ? null : new Obstacle(carrier, "use one span variable for each array");
    }
}
