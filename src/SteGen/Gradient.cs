using System;
using System.Runtime.CompilerServices;
using SteGen.Training;

namespace SteGen;

/// <summary>What a differentiable method says about its own derivative. As ordinary calls these methods return a value (while <see cref="GradientCheck"/> runs, that of the frozen program); SteGen reads the rest.</summary>
public static class Gradient
{
    /// <summary>The value of <paramref name="x"/>; its derivative is 0, at every order.</summary>
    /// <param name="x">The value.</param>
    /// <returns><paramref name="x"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float StopGradient(float x) => FrozenProgram.IsActive ? FrozenProgram.Constant(x) : x;

    /// <inheritdoc cref="StopGradient(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double StopGradient(double x) => FrozenProgram.IsActive ? FrozenProgram.Constant(x) : x;

    /// <summary>The value of a struct of scalars; the derivative of every component is 0, at every order.</summary>
    /// <typeparam name="T">The type of the struct.</typeparam>
    /// <param name="x">The value.</param>
    /// <returns><paramref name="x"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T StopGradient<T>(T x)
        where T : struct => FrozenProgram.IsActive ? FrozenProgram.Constant(x) : x;

    /// <summary>A view of <paramref name="x"/>: what is read through it carries no gradient, at any order.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="x">The span.</param>
    /// <returns><paramref name="x"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> StopGradient<T>(ReadOnlySpan<T> x)
        where T : struct => FrozenProgram.IsActive ? FrozenProgram.Constant(x) : x;

    /// <summary>
    /// The value of <paramref name="hard"/> with the derivative of <paramref name="soft"/>: the straight-through estimator. The value is exactly <paramref name="hard"/>, bit for bit, and a generated
    /// forward computes nothing that only <paramref name="soft"/> needs.
    /// </summary>
    /// <param name="hard">What the forward computes, for example <c>Math.Sign(x)</c>.</param>
    /// <param name="soft">What the backward differentiates instead, for example <c>x</c>.</param>
    /// <returns><paramref name="hard"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float StraightThrough(float hard, float soft) => FrozenProgram.IsActive ? FrozenProgram.StraightThrough(hard, soft) : hard;

    /// <inheritdoc cref="StraightThrough(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double StraightThrough(double hard, double soft) => FrozenProgram.IsActive ? FrozenProgram.StraightThrough(hard, soft) : hard;
}
