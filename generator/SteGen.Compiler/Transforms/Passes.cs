using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>The sequences of passes that every member goes through. In tests the verifier runs behind each of them.</summary>
public static class Passes
{
    /// <summary>Run the verifier behind each pass; a test switch.</summary>
    [System.ThreadStatic]
    private static bool s_verify;

    public static bool Verify
    {
        get => s_verify;
        set => s_verify = value;
    }

    /// <summary>The primal, resolved, made ready for derivatives: what all members of one method begin with, so that they agree bit for bit.</summary>
    public static void Prepare(Function primal)
    {
        Check(primal, Stage.Resolved);
        Simplify.Run(primal, derivativesFollow: true);
        Check(primal, Stage.Resolved);
        StraightThroughAlgebra.Run(primal);
        Check(primal, Stage.Resolved);
        Simplify.Run(primal, derivativesFollow: true);
        Check(primal, Stage.Resolved);
        if (SinkAllocations.Run(primal))
        {
            Simplify.Run(primal, derivativesFollow: true);
            Check(primal, Stage.Resolved);
        }
    }

    /// <summary>After the last derivative transform: no straight-through node is left, and nothing that only derivatives would need.</summary>
    public static void Finish(Function function)
    {
        Check(function, Stage.Resolved);
        Simplify.Run(function);
        Check(function, Stage.Resolved);
        LowerStraightThrough.Run(function);
        Simplify.Run(function);
        ScratchStores.Run(function);
        Check(function, Stage.Final);
        HoistAllocations.Run(function);
        Check(function, Stage.Final);
    }

    /// <summary>Reverse mode of a prepared primal, and what follows until it can be finished or split.</summary>
    public static GradientFunction Reverse(Function primal, ReverseRequest request)
    {
        GradientFunction gradient = Transforms.Reverse.Run(primal, request);
        Check(gradient.Function, Stage.Resolved);
        return gradient;
    }

    private static void Check(Function function, Stage stage)
    {
        if (s_verify)
        {
            Verifier.Verify(function, stage);
        }
    }
}
