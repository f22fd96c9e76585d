using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace SteGen.Testing;

/// <summary>A parameter of a method that can be called by name.</summary>
internal sealed record CallableParameter(string Name, bool IsSpan, bool IsWritten, RefKind RefKind, string ElementType);

/// <summary>What a call left behind: the value returned, and every argument as it is afterwards.</summary>
internal sealed record Outcome(object? Returned, IReadOnlyDictionary<string, object?> Arguments);

/// <summary>A method of a loaded program, called with arguments by name.</summary>
internal sealed class CallableMember
{
    private readonly Func<object?[], object?> _call;
    private readonly Func<object?[], long> _allocated;
    private readonly bool _isStatic;

    public CallableMember(Type trampolines, int number, IMethodSymbol method)
    {
        Name = method.Name;
        _isStatic = method.IsStatic;
        _call = trampolines.GetMethod($"Call{number}")!.CreateDelegate<Func<object?[], object?>>();
        _allocated = trampolines.GetMethod($"Allocated{number}")!.CreateDelegate<Func<object?[], long>>();
        Parameters = [.. method.Parameters.Select(p => new CallableParameter(
            p.Name,
            Trampolines.Element(p.Type) is not null,
            p.Type is INamedTypeSymbol { Name: "Span" },
            p.RefKind,
            Trampolines.Element(p.Type)?.ToDisplayString() ?? ""))];
    }

    public string Name { get; }

    public IReadOnlyList<CallableParameter> Parameters { get; }

    public bool Takes(string parameter) => Parameters.Any(p => p.Name == parameter);

    /// <param name="self">The instance, if the method has one.</param>
    /// <param name="argument">The value of each parameter; arrays for spans are put into blocks, blocks are passed as they are.</param>
    public Outcome Call(object? self, Func<CallableParameter, object?> argument)
    {
        object?[] all = Pack(self, argument);
        object? returned = _call(all);
        var after = new Dictionary<string, object?>();
        for (int k = 0; k < Parameters.Count; k++)
        {
            object? value = all[k + (_isStatic ? 0 : 1)];
            if (value is Block { IsUntouchedAround: false })
            {
                throw new TestFailure($"{Name} wrote outside of '{Parameters[k].Name}'.");
            }

            after[Parameters[k].Name] = value is Block block ? block.ToArray() : value;
        }

        return new Outcome(returned, after);
    }

    /// <summary>How many bytes ten calls allocate, after the first three.</summary>
    /// <remarks>One try with nothing is proof: a collection in between counts what it leaves unused, and code that is not optimized yet may box. The runtime gets time to optimize it.</remarks>
    public long Allocated(object? self, Func<CallableParameter, object?> argument)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least != 0; attempt++)
        {
            if (attempt > 1)
            {
                Thread.Sleep(150);
            }

            least = Math.Min(least, _allocated(Pack(self, argument)));
        }

        return least;
    }

    private object?[] Pack(object? self, Func<CallableParameter, object?> argument)
    {
        IEnumerable<object?> values = Parameters.Select(p => p.RefKind == RefKind.Out ? null : Wrap(p, argument(p)));
        return [.. _isStatic ? values : values.Prepend(self)];
    }

    private static object? Wrap(CallableParameter p, object? value) =>
        p.IsSpan && value is Array elements ? Block.Of(elements, margin: p.IsExactArray() ? 0 : 4) : value;
}

internal static class CallableParameterFacts
{
    /// <summary>A parameter of array type takes the whole array, so there can be no canaries.</summary>
    public static bool IsExactArray(this CallableParameter p) => p is { IsSpan: true, IsWritten: false };
}
