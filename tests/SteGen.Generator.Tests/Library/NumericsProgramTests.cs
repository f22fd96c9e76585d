using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Library;

/// <summary>Members of System.Numerics in loops, branches and assignments: against differences of the same program, and batch members against the members for one element, bit for bit.</summary>
public class NumericsProgramTests
{
    private static readonly (string Name, string Result, string[] Inputs, string Body)[] s_programs =
    [
        ("A chain of rotations", "Vector3", ["Vector3", "float", "float"], "Matrix4x4 m = Matrix4x4.Identity; for (int i = 1; i <= 3; i++) { m = m * Matrix4x4.CreateRotationX(a1 * i) * Matrix4x4.CreateRotationZ(a2); m.Translation += a0; } return Vector3.Transform(a0, m);"),
        ("Quaternions in a loop", "Quaternion", ["Quaternion", "Quaternion", "float"], "Quaternion q = a0; for (int i = 0; i < 3; i++) { q = Quaternion.Slerp(q, a1 * q, a2); q = Quaternion.Normalize(q); } return q;"),
        ("A branch on a plane", "float", ["Plane", "Vector3"], "float d = Plane.DotCoordinate(Plane.Normalize(a0), a1); if (d > 0f) { return d * d + a1.Length(); } return -d * Vector3.Dot(a0.Normal, a1);"),
        ("Elements that are assigned", "Vector4", ["Vector4", "Matrix4x4"], "Vector4 v = a0; for (int i = 0; i < 4; i++) { v[i] = v[i] * a1[i, (i + 1) % 4]; } a1.X = v; return Vector4.Transform(v, a1);"),
        ("An inverse", "Vector3", ["Matrix4x4", "Vector3"], "return Matrix4x4.Invert(a0, out Matrix4x4 inverse) ? Vector3.TransformNormal(a1, inverse) : a1;"),
        ("Elementwise functions", "Vector3", ["Vector3", "Vector3"], "Vector3 c = Vector3.Clamp(a0 * a1, new Vector3(-0.3f), new Vector3(0.4f)); return Vector3.Exp(c) + Vector3.Hypot(a0, a1) * Vector3.Sin(a1) + Vector3.FusedMultiplyAdd(a0, a1, c);"),
        ("A transform in the plane", "Vector2", ["Vector2", "Matrix3x2", "float"], "Matrix3x2 m = a1 * Matrix3x2.CreateRotation(a2, a0); return Vector2.Transform(a0, m) * m.GetDeterminant();"),
    ];

    private static readonly Lazy<Type> s_all = new(Compile);

    public static TheoryData<string> Names => [.. s_programs.Select(p => p.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Program_agrees_with_differences(string name) =>
        MemberCheck.Run(s_all.Value, "F" + IndexOf(name), random => (0.3 + (0.6 * random.NextDouble())) * (random.Next(2) == 0 ? -1 : 1));

    [Theory, MemberData(nameof(Names))]
    public void Batch_has_the_bits_of_each_element(string name)
    {
        int k = IndexOf(name);
        MethodInfo compare = s_all.Value.GetMethod("Compare" + k)!;
        var random = new Random(k);
        foreach (int length in new[] { 1, 7, 37 })
        {
            object[] arguments = [.. compare.GetParameters().Select(p =>
            {
                var array = Array.CreateInstance(p.ParameterType.GetElementType()!, length);
                for (int i = 0; i < length; i++)
                {
                    array.SetValue(Leaves.Make(p.ParameterType.GetElementType()!, () => (random.NextDouble() * 2) - 1), i);
                }

                return array;
            })];
            Assert.Equal("", compare.Invoke(null, arguments));
        }
    }

    private static int IndexOf(string name) => Array.FindIndex(s_programs, p => p.Name == name);

    private static Type Compile()
    {
        GeneratorRun run = GeneratorHarness.Create(new SteGenGenerator(), new HarnessOptions { LanguageVersion = LanguageVersion.CSharp13 }).Run([("C.cs",
            "using System;\nusing System.Linq;\nusing System.Numerics;\nusing System.Runtime.InteropServices;\nusing SteGen;\npublic static partial class C\n{\n" + string.Concat(s_programs.Select((p, k) => Text(p, k))) + "}\n")]);
        run.AssertCompiles();
        return LoadedProgram.From(run.Output).Assembly.GetType("C")!;
    }

    private static string Text((string Name, string Result, string[] Inputs, string Body) p, int k)
    {
        string inputs = string.Join(", ", p.Inputs.Select((t, i) => $"{t} a{i}"));
        string names = string.Join(", ", p.Inputs.Select((_, i) => $"a{i}")), elements = string.Join(", ", p.Inputs.Select((_, i) => $"a{i}[j]"));
        string gradients = string.Join(", ", p.Inputs.Select((_, i) => $"g{i}")), outs = string.Join(", ", p.Inputs.Select((t, i) => $"out {t} e{i}"));
        string allocate = string.Concat(p.Inputs.Select((t, i) => $"var g{i} = new {t}[n]; "));
        string compare = string.Concat(p.Inputs.Select((t, i) => $"if (!Same(e{i}, g{i}[j])) return \"gradient {i} of element \" + j + \": \" + e{i} + \", in the batch \" + g{i}[j]; "));
        return $$"""
            [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Batch | Derivatives.Jvp)] public static {{p.Result}} F{{k}}({{inputs}}) { {{p.Body}} }
            public static string Compare{{k}}({{string.Join(", ", p.Inputs.Select((t, i) => $"{t}[] a{i}"))}}, {{p.Result}}[] u)
            {
                int n = u.Length;
                var r = new {{p.Result}}[n];
                {{allocate}}
                F{{k}}ForwardBatch({{names}}, r);
                F{{k}}BackwardBatch({{names}}, u, {{gradients}});
                for (int j = 0; j < n; j++)
                {
                    var y = F{{k}}Forward({{elements}});
                    if (!Same(y, r[j])) return "element " + j + ": " + y + ", in the batch " + r[j];
                    F{{k}}Backward({{elements}}, u[j], {{outs}});
                    {{compare}}
                }

                return "";

                static bool Same<T>(T x, T y) where T : unmanaged
                {
                    var a = MemoryMarshal.Cast<T, float>(MemoryMarshal.CreateReadOnlySpan(ref x, 1));
                    var b = MemoryMarshal.Cast<T, float>(MemoryMarshal.CreateReadOnlySpan(ref y, 1));
                    for (int i = 0; i < a.Length; i++)
                    {
                        if (BitConverter.SingleToInt32Bits(a[i]) != BitConverter.SingleToInt32Bits(b[i]) && !(float.IsNaN(a[i]) && float.IsNaN(b[i]))) return false;
                    }

                    return true;
                }
            }

            """;
    }
}
