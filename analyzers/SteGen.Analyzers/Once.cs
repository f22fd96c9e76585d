using System;
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace SteGen.Analyzers;

/// <summary>A helper that several methods call, or a generic method compiled for two types, is reported once.</summary>
internal sealed class Once
{
    private readonly ConcurrentDictionary<(string Id, Location Location), bool> _reported = new();

    public Action<Diagnostic> Into(Action<Diagnostic> report) => diagnostic =>
    {
        if (_reported.TryAdd((diagnostic.Id, diagnostic.Location), true))
        {
            report(diagnostic);
        }
    };
}
