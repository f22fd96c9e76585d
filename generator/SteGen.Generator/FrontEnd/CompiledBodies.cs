using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>Bodies that SteGen published in referenced assemblies.</summary>
internal static class CompiledBodies
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, Dictionary<string, string>> s_byAssembly = new();

    /// <summary>The key under which a method is published; a generic one once per type.</summary>
    public static string Key(IMethodSymbol definition, IEnumerable<ITypeSymbol> typeArguments)
    {
        string types = string.Join(",", typeArguments.Select(t => t.ToDisplayString()));
        return (definition.GetDocumentationCommentId() ?? "") + (types.Length == 0 ? "" : "<" + types + ">");
    }

    /// <summary>A fresh copy of the body; null where there is none, or it is of another version.</summary>
    public static Function? Find(IMethodSymbol method)
    {
        if (method.ContainingAssembly is not { } assembly)
        {
            return null;
        }

        return s_byAssembly.GetValue(assembly, Read).Count > 0 ? Find(assembly, Key(method.OriginalDefinition, method.TypeArguments)) : null;
    }

    /// <summary>A fresh copy of the body that an assembly publishes under a key.</summary>
    public static Function? Find(IAssemblySymbol assembly, string key) =>
        s_byAssembly.GetValue(assembly, Read).TryGetValue(key, out string? code) ? FunctionCode.Parse(code)?.Decode() : null;

    private static Dictionary<string, string> Read(IAssemblySymbol assembly)
    {
        Dictionary<string, string> bodies = [];
        foreach (AttributeData attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "CompiledBodyAttribute" } type && Attributes.IsOurs(type)
                && Attributes.Positional(attribute, 0) is string id && Attributes.Positional(attribute, 1) is string code)
            {
                bodies[id] = code;
            }
        }

        return bodies;
    }
}

internal sealed partial class Lowering
{
    /// <summary>A method of another assembly whose body was published there stands in place of its call, as one with source does.</summary>
    private Val? CompiledCall(IOperation at, IMethodSymbol method, Place? instance, ImmutableArray<Val> arguments) =>
        instance is not null || CompiledBodies.Find(method) is not { } body
            ? null
            : Inserted(at, Name(method), body, arguments, [.. method.Parameters.Select(p => (p.RefKind, p.Type))], method.ReturnsVoid ? null : method.ReturnType);

    /// <summary>A copy of a body, its parameters replaced by the arguments.</summary>
    private Val Inserted(IOperation at, string name, Function body, ImmutableArray<Val> arguments, ImmutableArray<(RefKind Kind, ITypeSymbol Type)> kinds, ITypeSymbol? returns)
    {
        Dictionary<Value, Value> map = [];
        Dictionary<Value, Value> offsets = [];
        Queue<Value> parameters = new(body.Body.Params);
        foreach (Val argument in arguments.Select((a, k) => kinds[k].Kind == RefKind.Out ? null : Deref(a, at)).Where(a => a is not null).Select(a => a!))
        {
            foreach (Value leaf in argument is Val.View v ? [v.Buffer, v.Length] : Leaves(argument))
            {
                if (parameters.Count == 0 || parameters.Peek().Type != leaf.Type)
                {
                    throw Fail("STG0102", at.Syntax, name);
                }

                map[parameters.Peek()] = leaf;
                if (argument is Val.View view && leaf.Type == Ty.Buffer)
                {
                    offsets[parameters.Peek()] = view.Offset;
                    if (view.IsStopped)
                    {
                        _stoppedParameters.Add(parameters.Peek());
                    }
                }

                parameters.Dequeue();
            }
        }

        CopyInto(body.Body, Build.At, map, offsets);
        Queue<Value> yields = new(body.Body.Yields.Select(y => map[y]));
        Val result = returns is null ? Nothing : Shaped(Resolve(returns), yields, at);
        foreach (RefKind kind in new[] { RefKind.Out, RefKind.Ref })
        {
            for (int k = 0; k < arguments.Length; k++)
            {
                if (kinds[k].Kind == kind && arguments[k] is Val.Reference reference)
                {
                    Write(reference.Place, Shaped(Resolve(kinds[k].Type), yields, at), at);
                }
            }
        }

        return result;
    }

    private readonly HashSet<Value> _stoppedParameters = [];

    private Val Shaped(ITypeSymbol type, Queue<Value> leaves, IOperation at)
    {
        if (Types.Scalar(type) is not null)
        {
            return new Val.Scalar(leaves.Dequeue());
        }

        return Types.Struct(type) is { } parts ? new Val.Struct(parts, [.. parts.Fields.Select(f => Shaped(f.Type, leaves, at))]) : throw Refuse(at);
    }

    /// <summary>Copies instructions with other operands; memory operations on a parameter go to the argument's part of its buffer.</summary>
    private void CopyInto(Region from, Region to, Dictionary<Value, Value> map, Dictionary<Value, Value> offsets) => Build.In(to, () =>
    {
        foreach (Inst inst in from.Body)
        {
            List<Value> args = [.. inst.Args.Select(a => map[a])];
            if (inst.Op is Op.Load or Op.Store or Op.Accumulate or Op.Clear && offsets.TryGetValue(inst.Args[0], out Value? offset))
            {
                args[1] = Add(offset, args[1]);
            }
            else if (inst.Op == Op.Call)
            {
                for (int k = 0; k + 1 < args.Count; k++)
                {
                    if (offsets.TryGetValue(inst.Args[k], out Value? begin))
                    {
                        args[k + 1] = Add(begin, args[k + 1]);
                    }
                }
            }

            List<Value> results = [.. inst.Results.Select(Copy)];
            List<Region> regions = [];
            foreach (Region nested in inst.Regions)
            {
                Region copy = new() { Params = [.. nested.Params.Select(Copy)] };
                CopyInto(nested, copy, map, offsets);
                copy.Yields = [.. nested.Yields.Select(y => map[y])];
                regions.Add(copy);
            }

            Build.Add(new Inst(inst.Op, args, results, regions)
            {
                Number = inst.Number,
                Integer = inst.Integer,
                Text = inst.Text,
                Check = inst.Check,
                Callee = inst.Callee,
            });
            if (inst.Op == Op.Const && inst.Result.Type is Ty.I32 or Ty.Bool && inst.Op == Op.Const)
            {
                _constants[results[0]] = (long)inst.Number;
            }
            else if (inst.Op == Op.Alloc)
            {
                _roots.Add(results[0]);
            }
            else if (inst.Op == Op.Load && _stoppedParameters.Contains(inst.Args[0]) && inst.Result.Type.IsReal())
            {
                map[inst.Result] = Stopped(results[0]);
            }
        }

        Value Copy(Value v)
        {
            Value copy = new(v.Type, v.Hint) { Layout = v.Layout };
            map[v] = copy;
            return copy;
        }
    });
}
