using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using SteGen;
using Xunit;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>A forward computes nothing that only the derivative needs: its compiled code, with all that it calls, holds no elementary function and no division.</summary>
public sealed class FreeForwardTests
{
    private static readonly string[] s_costly =
        ["/", "Exp", "Exp2", "Expm1", "Log", "Log2", "Log1p", "Pow", "Tanh", "Sinh", "Cosh", "Sigmoid", "Softplus", "Erf", "Erfc", "Atan", "Atan2", "Atanh", "Sin", "Cos", "SinCos", "Sqrt"];

    public static TheoryData<string> OfRows => ["ArgMaxOneHotForward", "GumbelSoftmaxForward", "TopKForward", "RelaxedTopKForward", "ReinMaxForward"];

    public static TheoryData<string> Elementwise =>
    [
        nameof(Operations.Sign), nameof(Operations.ClippedSign), nameof(Operations.ApproxSign), nameof(Operations.SwishSign), nameof(Operations.TanhSign), nameof(Operations.SigmoidStep), nameof(Operations.Round), nameof(Operations.Ternary),
    ];

    public static TheoryData<string> Spikes => [.. typeof(SpikeOperations).GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Where(m => m.Name.EndsWith("Forward", StringComparison.Ordinal)).Select(m => m.Name).Distinct()];

    [Theory]
    [MemberData(nameof(OfRows))]
    public void Selections(string name)
    {
        MethodInfo[] members = [.. typeof(Ste).GetMethods().Where(m => m.Name == name && m.GetParameters().All(p => p.ParameterType != typeof(Tape)))];
        Assert.True(members.Length >= 2);
        foreach (MethodInfo member in members)
        {
            AssertFree(member);
        }
    }

    /// <summary>They are not blind: the relaxed sample and the backwards do compute these.</summary>
    [Theory]
    [InlineData("GumbelSoftmaxRelaxedForward")]
    [InlineData("GumbelSoftmaxBackward")]
    [InlineData("ArgMaxOneHotBackward")]
    [InlineData("TopKBackward")]
    public void Others_are_not(string name)
    {
        foreach (MethodInfo member in typeof(Ste).GetMethods().Where(m => m.Name == name && m.GetParameters().All(p => p.ParameterType != typeof(Tape))))
        {
            IReadOnlySet<string> called = CallGraph.Of(member);
            Assert.Contains("Exp", called);
            Assert.Contains("/", called);
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Elementwise_operations(string name)
    {
        foreach (MethodInfo member in Members(typeof(Operations), name))
        {
            AssertFree(member);
        }
    }

    [Theory]
    [MemberData(nameof(Spikes))]
    public void Spikes_are_comparisons(string name)
    {
        foreach (MethodInfo member in Members(typeof(SpikeOperations), name[..^"Forward".Length]))
        {
            AssertFree(member);
        }
    }

    /// <summary>Given the logit and the noise, the hard gates are an addition and a comparison; nothing of the temperature or the stretching is left.</summary>
    [Theory]
    [InlineData(nameof(GateOperations.HardConcrete))]
    [InlineData(nameof(GateOperations.BinaryConcrete))]
    public void Hard_gates(string name)
    {
        foreach (MethodInfo member in Members(typeof(GateOperations), name))
        {
            AssertFree(member);
        }
    }

    private static IEnumerable<MethodInfo> Members(Type owner, string name)
    {
        MethodInfo[] members = [.. owner.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Where(m => (m.Name == name + "Forward" || m.Name == name + "ForwardBatch") && m.GetParameters().All(p => p.ParameterType != typeof(Tape)))];
        Assert.True(members.Length >= 2);
        return members;
    }

    private static void AssertFree(MethodInfo member)
    {
        string[] found = [.. CallGraph.Of(member).Intersect(s_costly)];
        Assert.True(found.Length == 0, $"{member} computes {string.Join(", ", found)}");
    }
}

/// <summary>Gates whose logit and noise are given.</summary>
internal static partial class GateOperations
{
    [Differentiable("logit", Emit = SteGen.Derivatives.Forward | SteGen.Derivatives.Batch)] public static double HardConcrete(double logit, double noise) => Ste.HardConcreteStep(logit, noise);

    [Differentiable("logit", Emit = SteGen.Derivatives.Forward | SteGen.Derivatives.Batch)] public static float HardConcrete(float logit, float noise) => Ste.HardConcreteStep(logit, noise);

    [Differentiable("logit", Emit = SteGen.Derivatives.Forward | SteGen.Derivatives.Batch)] public static double BinaryConcrete(double logit, double noise) => Ste.BinaryConcreteStep(logit, noise, 0.5);

    [Differentiable("logit", Emit = SteGen.Derivatives.Forward | SteGen.Derivatives.Batch)] public static float BinaryConcrete(float logit, float noise) => Ste.BinaryConcreteStep(logit, noise, 0.5f);
}
