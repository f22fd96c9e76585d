using System;

namespace SteGen.Numbers.Tests.StraightThrough;

internal delegate void ForwardBatch<T>(ReadOnlySpan<T> x, Span<T> result);

internal delegate void Backward<T>(T x, T resultGradient, out T xGradient);

internal delegate void BackwardBatch<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> resultGradient, Span<T> xGradient);

/// <summary>The method and the members that were generated for it.</summary>
internal sealed record Members<T>(Func<T, T> Method, Func<T, T> Forward, ForwardBatch<T> ForwardBatch, Backward<T> Backward, BackwardBatch<T> BackwardBatch);

/// <summary>An operation in both precisions, and the name of its reference record.</summary>
internal sealed record Elementwise(string Record, Members<double> Double, Members<float> Single);
