using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>Bodies of methods in place of their calls.</summary>
internal sealed partial class Lowering
{
    /// <summary>The body of the method stands in place of the call.</summary>
    private Val? Inline(IOperation at, IMethodSymbol method, Place? instance, ImmutableArray<Val> arguments)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return _localFunctions.TryGetValue(method.OriginalDefinition, out (IBlockOperation Body, Frame Frame) local)
                ? InlineBody(at, method, local.Body, local.Frame, local.Frame.This, arguments)
                : throw Quiet();
        }

        arguments = WithConstants(method, arguments, at);
        if (method.MethodKind == MethodKind.Constructor && IsPrimary(method) && instance is Place.Variable { Key: var self } && _env[self] is Val.Struct { Type: var parts })
        {
            // : this(…)
            Primary(at, method, parts, self, arguments);
            return Nothing;
        }

        if (method.Name == "Equals" && instance is not null && RecordEquality(method, [Read(instance, at), .. arguments]) is { } equal)
        {
            return equal;
        }

        if (_bodies.Find(method, cancellation) is not { } body)
        {
            return CompiledCall(at, method, instance, arguments) ?? Unknown(at, method, arguments) ?? Missing(at, method);
        }

        if (body.HasErrors)
        {
            HasErrors = true;
            throw Quiet();
        }

        if (method.IsAsync || method.IsAbstract || body.Block is not { } block)
        {
            throw method.IsAbstract ? Fail("STG0106", at.Syntax, Refusals.Short(at.Syntax))
                : method.IsAsync ? Refuse(at, $"A call of '{method.Name}', which is async,", "call a method that returns the value itself")
                : Refuse(at);
        }

        if (_recursion.Methods.Contains(body.Method))
        {
            return Recursive(at, method, body.Method, body, block, null, instance, arguments);
        }

        for (Frame? open = _frame; open is not null; open = open.Caller)
        {
            if (open.Body == body)
            {
                _recursion.Methods.Add(body.Method);
                throw new RecursionFound();
            }
        }

        Frame frame = new(body, _frame, CallPath(at)) { This = instance };
        BindTypes(frame, method);
        return InFrame(at, frame, body.Method, block, block, arguments);
    }

    /// <summary>What goes to a parameter marked [NoGradient] is a constant.</summary>
    private ImmutableArray<Val> WithConstants(IMethodSymbol method, ImmutableArray<Val> arguments, IOperation at) =>
        method.Parameters.Length == arguments.Length && method.Parameters.Any(p => Attributes.Has(p, "NoGradientAttribute"))
            ? [.. arguments.Select((a, k) => a is Val.Scalar or Val.Struct or Val.View && Attributes.Has(method.Parameters[k], "NoGradientAttribute") ? StoppedPart(a, at) : a)]
            : arguments;

    private EquatableArray<int> CallPath(IOperation at) => new(_frame.Path.Append(_frame.Body.Ordinal(at)));

    private Val? Missing(IOperation at, IMethodSymbol method)
    {
        if (method.IsImplicitlyDeclared && method.MethodKind == MethodKind.Constructor)
        {
            return null;
        }

        if (method.ContainingNamespace is { Name: "Linq", ContainingNamespace.Name: "System" })
        {
            throw Refuse(at, $"'{method.Name}' of LINQ", "write a loop");
        }

        if (method.ContainingNamespace is { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } })
        {
            throw Refuse(at, $"'{method.ContainingType.Name}.{method.Name}'", "leave tasks to the caller, and call the method itself, or write a loop");
        }

        // a query over lambdas has a better way out than a derivative for it
        throw at.Descendants().Any(d => d is IAnonymousFunctionOperation) ? Refuse(at) : NoDerivative(at, method);
    }

    private void BindTypes(Frame frame, IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            for (int k = 0; k < type.TypeParameters.Length; k++)
            {
                frame.TypeArguments[type.OriginalDefinition.TypeParameters[k]] = Resolve(type.TypeArguments[k]);
            }
        }

        for (int k = 0; k < method.TypeParameters.Length; k++)
        {
            frame.TypeArguments[method.OriginalDefinition.TypeParameters[k]] = Resolve(method.TypeArguments[k]);
        }
    }

    /// <summary>A local function or lambda: it sees the variables of the method around it.</summary>
    private Val? InlineBody(IOperation at, IMethodSymbol method, IBlockOperation block, Frame home, Place? instance, ImmutableArray<Val> arguments, Val.Function? closed = null)
    {
        if (_recursion.Methods.Contains(method.OriginalDefinition))
        {
            return Recursive(at, method, method.OriginalDefinition, home.Body, block, home, instance, arguments);
        }

        object key = closed ?? (object)block;
        if (_open.Contains(key))
        {
            _recursion.Methods.Add(method.OriginalDefinition);
            throw new RecursionFound();
        }

        Frame frame = new(home.Body, _frame, CallPath(at)) { This = instance };
        foreach (KeyValuePair<ITypeParameterSymbol, ITypeSymbol> argument in home.TypeArguments)
        {
            frame.TypeArguments[argument.Key] = argument.Value;
        }

        for (int k = 0; k < method.TypeParameters.Length; k++)
        {
            frame.TypeArguments[method.OriginalDefinition.TypeParameters[k]] = Resolve(method.TypeArguments[k]);
        }

        return InFrame(at, frame, method.OriginalDefinition, block, key, arguments);
    }

    private readonly HashSet<object> _open = [];

    private Val? InFrame(IOperation at, Frame frame, IMethodSymbol definition, IBlockOperation block, object key, ImmutableArray<Val> arguments)
    {
        Frame caller = _frame;
        HashSet<object> outer = new(_env.Keys, s_keys);
        string statement = _statement;
        int labels = _labels.Count;
        ITypeSymbol? type = null;
        for (int k = 0; k < definition.Parameters.Length; k++)
        {
            Val value = k < arguments.Length ? arguments[k] : throw Quiet();
            IParameterSymbol p = definition.Parameters[k];
            Set(p, value is Val.Reference && p.RefKind is RefKind.None ? Deref(value, at) : value);
            outer.Remove(p);
        }

        _frame = frame;
        _open.Add(key);
        try
        {
            type = definition.ReturnsVoid ? null : Resolve(definition.ReturnType);
            frame.ReturnType = type;
            frame.ReturnsByRef = definition.ReturnsByRef || definition.ReturnsByRefReadonly;
            return Close(Body(definition, block), outer, at);
        }
        finally
        {
            _frame = caller;
            _open.Remove(key);
            _statement = statement;
            _labels.RemoveRange(labels, _labels.Count - labels);
            foreach (object own in _env.Keys.Where(k => !outer.Contains(k)).ToList())
            {
                _env.Remove(own);
            }
        }
    }

    /// <summary>Runs the body of the current frame; what it returns.</summary>
    private Val? Body(IMethodSymbol method, IBlockOperation block)
    {
        foreach (IOperation o in block.Descendants())
        {
            if (o is ILocalFunctionOperation { Body: { } body } local)
            {
                _localFunctions[local.Symbol.OriginalDefinition] = (body, _frame);
            }
        }

        SetFlag(_frame.Returned, false);
        Set(_frame.Result, Val.Undefined);
        if (method.MethodKind == MethodKind.Constructor && _frame.Body.Root is IConstructorBodyOperation constructor)
        {
            if (constructor.Initializer is { } initializer)
            {
                Guarded(initializer, null);
            }
            else if (_frame.This is Place.Variable { Key: var self } && _env[self] is Val.Struct { Type: var parts })
            {
                Initialize(constructor, parts, self, []);
            }
        }

        Block(block.Operations, 0);
        Val result = _env[_frame.Result];
        if (method.ReturnsVoid)
        {
            return Nothing;
        }

        // a method that only throws
        result = result == Val.Undefined && _frame.ReturnType is { } type && IsZeroable(type) ? Zero(type, block.Syntax) : result;
        return result == Val.Poison || result == Val.Undefined ? throw Quiet() : result;
    }

    /// <summary>What a method without a result returns: no value at all, but the call was done.</summary>
    private static readonly StructType s_nothing = new(null!, [], SteGen.Compiler.Model.Construction.None);
}
