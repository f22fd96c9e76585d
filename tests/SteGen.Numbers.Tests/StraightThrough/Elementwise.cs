using System;
using System.Reflection;

namespace SteGen.Numbers.Tests.StraightThrough;

internal delegate void ForwardBatch<T>(ReadOnlySpan<T> x, Span<T> result);

internal delegate void Backward<T>(T x, T resultGradient, out T xGradient);

internal delegate void BackwardBatch<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> resultGradient, Span<T> xGradient);

/// <summary>The method and the members that were generated for it.</summary>
internal sealed record Members<T>(Func<T, T> Method, Func<T, T> Forward, ForwardBatch<T> ForwardBatch, Backward<T> Backward, BackwardBatch<T> BackwardBatch)
{
    /// <summary>Those of a method of a class, by its name.</summary>
    public static Members<T> Of(Type owner, string name)
    {
        return new(
            Find<Func<T, T>>("", typeof(T)),
            Find<Func<T, T>>("Forward", typeof(T)),
            Find<ForwardBatch<T>>("ForwardBatch", typeof(ReadOnlySpan<T>), typeof(Span<T>)),
            Find<Backward<T>>("Backward", typeof(T), typeof(T), typeof(T).MakeByRefType()),
            Find<BackwardBatch<T>>("BackwardBatch", typeof(ReadOnlySpan<T>), typeof(ReadOnlySpan<T>), typeof(Span<T>)));

        TDelegate Find<TDelegate>(string suffix, params Type[] parameters)
            where TDelegate : Delegate =>
            (owner.GetMethod(name + suffix, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static, parameters) ?? throw new MissingMethodException(owner.Name, name + suffix)).CreateDelegate<TDelegate>();
    }
}

/// <summary>An operation in both precisions, and the name of its reference record.</summary>
internal sealed record Elementwise(string Record, Type Owner, string Name)
{
    public Members<double> Double => Members<double>.Of(Owner, Name);

    public Members<float> Single => Members<float>.Of(Owner, Name);
}
