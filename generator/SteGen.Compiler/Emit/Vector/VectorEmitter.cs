using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>Prints a function whose one loop runs in lanes as a method of raw vector text.</summary>
public static class VectorEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The loop and what is known about it.</param>
    /// <param name="signature">Name and surroundings of the method.</param>
    /// <param name="width">512, 256 or 128; one that <see cref="LoopPlan.Supports"/>.</param>
    public static void Emit(SourceWriter writer, LoopPlan plan, KernelSignature signature, int width) => new LaneEmitter(writer, plan, signature, width).Method();
}
