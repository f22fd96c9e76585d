using System.Collections.Generic;
using System.IO;

namespace SteGen.Package.Tests;

/// <summary>A project that uses the package.</summary>
/// <param name="Name">Of the project and its folder.</param>
/// <param name="Program">Its one file.</param>
/// <param name="Properties">What is special about it.</param>
internal sealed record Consumer(string Name, string Program, string Properties)
{
    /// <summary>What each of them prints when its gradients agree with closed forms.</summary>
    public const string Says = "gradients are right\n";

    /// <summary>A reduction, a straight-through sign and an elementary function, in arrays and in a batch; C# 12, no implicit usings, no nullable annotations, checked arithmetic all understand it.</summary>
    public const string Ordinary = """
        using System;
        using SteGen;
        using SteGen.Training;

        namespace Consuming
        {
            /// <summary>A model.</summary>
            public static partial class Model
            {
                /// <summary>Squares of what is left.</summary>
                [Differentiable("weights")]
                public static double Loss(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights)
                {
                    double loss = 0;
                    for (int i = 0; i < weights.Length; i++)
                    {
                        double error = Math.Sin(weights[i]) * inputs[i] - 1;
                        loss += error * error;
                    }

                    return loss;
                }

                /// <summary>A sign that learns.</summary>
                [Differentiable]
                public static float Binary(float x) => 3 * Ste.ClippedSign(x);
            }

            internal static class Program
            {
                private static int Main()
                {
                    double[] inputs = new double[37], weights = new double[37], gradient = new double[37];
                    for (int i = 0; i < 37; i++)
                    {
                        inputs[i] = 1 + i;
                        weights[i] = 0.1 * i - 2;
                    }

                    Model.LossValueAndGradient(inputs, weights, gradient);
                    for (int i = 0; i < 37; i++)
                    {
                        double expected = 2 * (Math.Sin(weights[i]) * inputs[i] - 1) * Math.Cos(weights[i]) * inputs[i];
                        if (!(Math.Abs(gradient[i] - expected) <= 1e-12 * Math.Max(1, Math.Abs(expected)))) return 1;
                    }

                    float[] x = { 0.5f, -0.25f, 3f, -4f, 0f }, upstream = { 1f, 2f, 3f, 4f, 5f }, xGradient = new float[5];
                    Model.BinaryBackwardBatch(x, upstream, xGradient);
                    float[] passed = { 3f, 6f, 0f, 0f, 15f };
                    for (int i = 0; i < 5; i++)
                    {
                        if (xGradient[i] != passed[i]) return 2;
                    }

                    GradientCheck.Assert(w => Model.Loss(inputs, w), weights, gradient);
                    Console.WriteLine("gradients are right");
                    return 0;
                }
            }
        }

        """;

    /// <summary>The same with a type that is not partial.</summary>
    public static string Unmarked => Ordinary.Replace("static partial class", "static class", System.StringComparison.Ordinal);

    /// <summary>The same in a project that has types of its own for what generated code is full of.</summary>
    private const string Names = """
        public class Vector { public float Scale = 2; }
        public static class Math { }
        public static class Vector512 { }
        namespace System.Own { }
        namespace Consuming.Names
        {
            public class System { }
            public class SteGen { }
            public static partial class Model
            {
                [global::SteGen.Differentiable]
                public static float Slope(float x, Vector v) => x * v.Scale * global::SteGen.Ste.Sign(x);

                [global::SteGen.Differentiable]
                public static double Sum(double[] x)
                {
                    double sum = 0;
                    for (int i = 0; i < x.Length; i++) sum += global::System.Math.Exp(x[i]) * x[i];
                    return sum;
                }
            }

            internal static class Program
            {
                private static int Main()
                {
                    double[] x = { 0.5, -1, 2 }, gradient = new double[3];
                    Model.SumValueAndGradient(x, gradient);
                    for (int i = 0; i < 3; i++)
                    {
                        if (!(global::System.Math.Abs(gradient[i] - global::System.Math.Exp(x[i]) * (1 + x[i])) <= 1e-12 * 30)) return 1;
                    }

                    Model.SlopeValueAndGradient(-2f, new Vector(), out float slope);
                    if (slope != -6f) return 2;
                    global::System.Console.WriteLine("gradients are right");
                    return 0;
                }
            }
        }

        """;

    private const string Library = """
        using System;
        using SteGen;

        namespace Consuming;

        /// <summary>Layers for others.</summary>
        public static partial class Layers
        {
            /// <summary>A quadratic.</summary>
            [Differentiable]
            public static double Quadratic(double x, double a) => a * x * x + Math.Exp(a);
        }

        """;

    /// <summary>Differentiates through a method of another assembly, of which it has no source.</summary>
    private const string UsesLibrary = """
        using System;
        using SteGen;
        using Consuming;

        double value = Outer.LossValueAndGradient(0.7, 1.3, out double xGradient, out double aGradient);
        double q = 1.3 * 0.7 * 0.7 + Math.Exp(1.3);
        bool right = Math.Abs(value - q * q) < 1e-12 * value && Math.Abs(xGradient - 2 * q * 2 * 1.3 * 0.7) < 1e-11 && Math.Abs(aGradient - 2 * q * (0.49 + Math.Exp(1.3))) < 1e-11;
        Console.WriteLine(right ? "gradients are right" : $"{value} {xGradient} {aGradient}");

        public static partial class Outer
        {
            [Differentiable]
            public static double Loss(double x, double a)
            {
                double y = Layers.Quadratic(x, a);
                return y * y;
            }
        }

        """;

    public static IReadOnlyList<Consumer> All { get; } =
    [
        new("Console", Ordinary, "<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>"),
        new("Library", Library, "<OutputType>Library</OutputType><Nullable>enable</Nullable><GenerateDocumentationFile>true</GenerateDocumentationFile>"),
        new("UsesLibrary", UsesLibrary, "<Nullable>enable</Nullable>") { References = ["Library"] },
        new("NullableOff", Ordinary, "<Nullable>disable</Nullable>"),
        new("CSharp12", Ordinary, "<LangVersion>12</LangVersion><Nullable>enable</Nullable>"),
        new("Strict", Ordinary, "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><AnalysisLevel>latest-recommended</AnalysisLevel><EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild><GenerateDocumentationFile>true</GenerateDocumentationFile><WarningLevel>9999</WarningLevel><Nullable>enable</Nullable><NoWarn>$(NoWarn);CA1303</NoWarn>"),
        new("Checked", Ordinary, "<CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>"),
        new("Names", Names, "<ImplicitUsings>disable</ImplicitUsings>"),
    ];

    /// <summary>Projects beside it that it refers to.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public bool Runs => !Properties.Contains("<OutputType>Library", System.StringComparison.Ordinal);

    public string WriteTo(string folder, string version)
    {
        string own = Path.Combine(folder, Name);
        Directory.CreateDirectory(own);
        string references = string.Concat(System.Linq.Enumerable.Select(References, r => $"<ProjectReference Include=\"../{r}/{r}.csproj\" />"));
        File.WriteAllText(Path.Combine(own, Name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <InvariantGlobalization>true</InvariantGlobalization>
                {Properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SteGen" Version="{version}" />
                {references}
              </ItemGroup>
            </Project>

            """);
        File.WriteAllText(Path.Combine(own, "Program.cs"), Program);
        return own;
    }
}
