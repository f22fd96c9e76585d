using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SteGen.Generator;

/// <summary>
/// Lambdas that outlive the method which made them. They take the variables of that method along: their values as they are at its end, since nothing but the lambda itself could change them afterwards.
/// A lambda that does change them is refused.
/// </summary>
internal sealed partial class Lowering
{
    /// <param name="result">What a method returns.</param>
    /// <param name="outer">The variables that are there when it has returned.</param>
    /// <param name="at">Its call.</param>
    private Val? Close(Val? result, HashSet<object> outer, IOperation at)
    {
        if (result is not Val.Function { Body: { } body } function)
        {
            return result;
        }

        Dictionary<ISymbol, Val> captured = new(SymbolEqualityComparer.Default);
        foreach (KeyValuePair<ISymbol, Val> earlier in function.Captured)
        {
            captured[earlier.Key] = earlier.Value;
        }

        foreach ((IOperation code, ISymbol symbol, Val value) in VariablesAround(new([body])))
        {
            if (captured.ContainsKey(symbol) || outer.Contains(symbol))
            {
                continue;
            }

            if (AssignedIn(code).Contains(symbol))
            {
                throw Refuse(at, $"A function that writes '{symbol.Name}' of the method that returned it", "keep the state in a variable of the caller, or in a struct");
            }

            // a function that calls itself by the name of its variable has no value to take along
            captured[symbol] = value is Val.Function { Body: { } inner } && inner != body ? Close(value, outer, at)! : value;
        }

        return captured.Count == 0 ? function : new Val.Function(function.Method, body, function.Instance, function.Frame)
        {
            Captured = [.. captured.OrderBy(c => c.Key.Name, System.StringComparer.Ordinal)],
        };
    }

    /// <summary>The variables of the methods around that some code reads, and the local functions that it calls.</summary>
    /// <param name="open">The code; who reads the answer may push more.</param>
    private IEnumerable<(IOperation Code, ISymbol Symbol, Val Value)> VariablesAround(Stack<IOperation> open)
    {
        HashSet<IOperation> seen = [];
        while (open.Count > 0)
        {
            IOperation code = open.Pop();
            if (!seen.Add(code))
            {
                continue;
            }

            foreach (IOperation o in code.Descendants())
            {
                ISymbol? symbol = o switch { ILocalReferenceOperation l => l.Local, IParameterReferenceOperation p => p.Parameter, _ => null };
                if (symbol is not null && _env.TryGetValue(symbol, out Val? value) && value != Val.Undefined && !IsDeclaredIn(symbol, code))
                {
                    yield return (code, symbol, value);
                }
                else if (o is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called } && _localFunctions.TryGetValue(called.OriginalDefinition, out (IBlockOperation Body, Frame Frame) local))
                {
                    open.Push(local.Body);
                }
            }
        }
    }

    /// <summary>The call of a lambda that has variables of its own: they are there while it runs.</summary>
    private Val? InlineClosed(IOperation at, Val.Function function, IBlockOperation body, Frame home, ImmutableArray<Val> arguments)
    {
        // the same lambda may be open with other variables: a function composed with itself
        HashSet<object> own = new(_env.Keys.Where(k => k is ISymbol s && (function.Captured.Any(c => SymbolEqualityComparer.Default.Equals(c.Key, s)) || IsDeclaredIn(s, body))), s_keys);
        Dictionary<object, Val> shadowed = own.ToDictionary(k => k, k => _env[k], s_keys);
        foreach (object key in own)
        {
            _env.Remove(key);
        }

        foreach (KeyValuePair<ISymbol, Val> variable in function.Captured)
        {
            Set(variable.Key, variable.Value);
        }

        try
        {
            return InlineBody(at, function.Method, body, home, function.Instance, arguments, function);
        }
        finally
        {
            foreach (KeyValuePair<ISymbol, Val> variable in function.Captured)
            {
                _env.Remove(variable.Key);
            }

            foreach (KeyValuePair<object, Val> variable in shadowed)
            {
                Set(variable.Key, variable.Value);
            }
        }
    }
}
