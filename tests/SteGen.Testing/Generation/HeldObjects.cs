using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SteGen.Testing;

/// <summary>Walks everything that a pipeline value holds and refuses what keeps a compilation alive.</summary>
internal static class HeldObjects
{
    public static void AssertNone(object? value, string step) => Walk(value, step, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        if (value is Compilation or ISymbol or SyntaxNode or SyntaxTree or SemanticModel or IOperation or Location)
        {
            throw new TestFailure($"{path} holds a {value.GetType().Name}: it keeps the compilation alive and is never equal to that of the next one.");
        }

        if (value is IEnumerable items)
        {
            // A default ImmutableArray throws when enumerated, and holds nothing.
            if (value.GetType() is { IsGenericType: true } type && type.GetProperty("IsDefault")?.GetValue(value) is true)
            {
                return;
            }

            foreach (object? item in items)
            {
                Walk(item, $"{path}[]", seen);
            }

            return;
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
