namespace SteGen;

/// <summary>How gradients pass a residual quantizer; the libraries disagree.</summary>
public enum ResidualGradient
{
    /// <summary>One straight-through step around the sum of all stages, and every stage keeps its commitment gradient. The default.</summary>
    Once,

    /// <summary>A straight-through step around each stage, whose input is detached: z gets the gradient once per stage.</summary>
    EachStage,

    /// <summary>The residual is not detached: z gets the gradient once, and the commitment of the later stages none.</summary>
    Chained,
}
