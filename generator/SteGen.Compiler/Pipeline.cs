using System.Collections.Generic;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Compiler;

/// <summary>A file that the generator adds.</summary>
public sealed record GeneratedFile(string HintName, string Text);

/// <summary>The passes in order: from the model of a method to the files beside it.</summary>
public static class Pipeline
{
    public static EquatableArray<GeneratedFile> Compile(MethodModel model)
    {
        List<GeneratedFile> files = [];
        return new(files);
    }
}
