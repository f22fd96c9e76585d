using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>A method that is being lowered: the root, or a callee that is inlined.</summary>
internal sealed class Frame(BoundBody body, Frame? caller, EquatableArray<int> path)
{
    public BoundBody Body { get; } = body;

    public Frame? Caller { get; } = caller;

    /// <summary>The calls that led here, as ordinals in their callers.</summary>
    public EquatableArray<int> Path { get; } = path;

    public Place? This { get; set; }

    public Dictionary<ITypeParameterSymbol, ITypeSymbol> TypeArguments { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The flag of <c>return</c>.</summary>
    public Target Returned { get; } = new("returned");

    /// <summary>The key of the value that is returned.</summary>
    public Target Result { get; } = new("result");

    public bool ReturnsByRef { get; set; }

    public ITypeSymbol? ReturnType { get; set; }

    public Dictionary<IOperation, int> Origins { get; } = [];
}

/// <summary>
/// Operations of C# to IR, one root method at a time, all calls inlined. The parts: Environment (variables and where paths join), Statements, Loops, Patterns,
/// Expressions, Conversions, Places, Views, Structs, Calls, and the tables of known methods.
/// </summary>
internal sealed partial class Lowering(Compilation compilation, IMethodSymbol root, CancellationToken cancellation, Recursion recursion)
{
    /// <summary>Inlining has no natural end where methods call one another in wide trees; far above what is written by hand.</summary>
    private const int MaximalSize = 400_000;

    private readonly Recursion _recursion = recursion;
    private readonly BoundBodies _bodies = BoundBodies.Of(compilation);
    private readonly List<FrontEndProblem> _problems = [];
    private readonly HashSet<(string, Location)> _reported = [];
    private readonly List<SyntaxNode> _nodes = [];
    private readonly Function _function = new(root.Name);
    private readonly Dictionary<Value, long> _constants = [];
    private Frame _frame = null!;
    private string _statement = "";

    public Types Types { get; } = new(compilation);

    public Function Function => _function;

    public IReadOnlyList<FrontEndProblem> Problems => _problems;

    public ImmutableArray<SyntaxNode> Nodes => [.. _nodes];

    /// <summary>Something was given up without a problem.</summary>
    public bool IsQuiet { get; private set; }

    /// <summary>A body has errors that the C# compiler reports.</summary>
    public bool HasErrors { get; private set; }

    public void Report(FrontEndProblem? problem)
    {
        if (problem is null)
        {
            IsQuiet = true;
        }
        else if (_reported.Add((problem.Id, problem.Location)))
        {
            _problems.Add(problem);
        }
    }

    private static Refusal Fail(string id, SyntaxNode at, params string[] arguments) => new(new FrontEndProblem(id, at.GetLocation(), [.. arguments]));

    /// <summary>STG0101 at a syntax: what it is, and what to write instead.</summary>
    private static Refusal Refuse(IOperation at, string what, string instead) => Fail("STG0101", at.Syntax, what, instead);

    private static Refusal Refuse(IOperation at) => Refuse(at, Refusals.What(at), Refusals.Instead(at));

    private static Refusal Quiet() => new(null);

    /// <summary>Type parameters replaced by what they stand for here.</summary>
    private ITypeSymbol Resolve(ITypeSymbol type)
    {
        if (_frame.TypeArguments.Count == 0)
        {
            return type;
        }

        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return _frame.TypeArguments.TryGetValue(parameter, out ITypeSymbol? argument) ? argument : type;
            case IArrayTypeSymbol array:
                return compilation.CreateArrayTypeSymbol(Resolve(array.ElementType), array.Rank);
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return compilation.CreateTupleTypeSymbol(
                    [.. tuple.TupleElements.Select(e => Resolve(e.Type))], [.. tuple.TupleElements.Select(e => e.IsExplicitlyNamedTupleElement ? e.Name : null)]);
            case INamedTypeSymbol { IsGenericType: true, TypeArguments.Length: > 0 } named:
                ITypeSymbol[] arguments = [.. named.TypeArguments.Select(Resolve)];
                return arguments.SequenceEqual(named.TypeArguments, SymbolEqualityComparer.Default) ? named : named.ConstructedFrom.Construct(arguments);
            default:
                return type;
        }
    }

    private ITypeSymbol TypeOf(IOperation operation) => operation.Type is { } type ? Resolve(type) : throw Quiet();

    /// <summary>Runs with the origin of an operation; instructions remember it.</summary>
    private T At<T>(IOperation operation, Func<T> body)
    {
        int saved = Build.Origin;
        Build.Origin = OriginOf(operation);
        try
        {
            return body();
        }
        finally
        {
            Build.Origin = saved;
        }
    }

    private int OriginOf(IOperation operation)
    {
        if (!_frame.Origins.TryGetValue(operation, out int origin))
        {
            origin = _function.Origins.Count;
            _frame.Origins.Add(operation, origin);
            _function.Origins.Add(new Origin(_frame.Body.Id, _frame.Body.Ordinal(operation), _frame.Path, _statement));
            _nodes.Add(operation.Syntax);
            if (origin > MaximalSize)
            {
                throw Refuse(operation, "A body of this size after inlining", "call fewer or smaller methods from it");
            }
        }

        return origin;
    }

    // ---- constants and folding: addresses are mostly offset 0, and flags are mostly known

    private Value Int(int x) => Known(Build.Int(x), x);

    private Value Bool(bool x) => Known(Build.Bool(x), x ? 1 : 0);

    private Value IntegerOf(Ty type, long x) => Known(Build.Integer(type, x), x);

    private Value Known(Value v, long x)
    {
        _constants[v] = x;
        return v;
    }

    private bool IsConstant(Value v, out long x) => _constants.TryGetValue(v, out x);

    private bool Is(Value v, long x) => _constants.TryGetValue(v, out long known) && known == x;

    private Value Add(Value a, Value b) => Is(b, 0) ? a : Is(a, 0) ? b : Both(a, b, out long x, out long y) ? IntegerOf(a.Type, Wrap(a.Type, x + y)) : Build.Emit(Op.IAdd, a, b);

    private Value Subtract(Value a, Value b) => Is(b, 0) ? a : Both(a, b, out long x, out long y) ? IntegerOf(a.Type, Wrap(a.Type, x - y)) : Build.Emit(Op.ISub, a, b);

    private Value Multiply(Value a, Value b) =>
        Is(b, 1) ? a : Is(a, 1) ? b : Both(a, b, out long x, out long y) ? IntegerOf(a.Type, Wrap(a.Type, unchecked(x * y))) : Build.Emit(Op.IMul, a, b);

    private Value Not(Value a) => IsConstant(a, out long x) ? Bool(x == 0) : Build.Emit(Op.Not, a);

    private Value And(Value a, Value b) => Is(a, 1) ? b : Is(b, 1) ? a : Is(a, 0) ? a : Is(b, 0) ? b : Build.Emit(Op.And, a, b);

    private Value Or(Value a, Value b) => Is(a, 0) ? b : Is(b, 0) ? a : Is(a, 1) ? a : Is(b, 1) ? b : Build.Emit(Op.Or, a, b);

    private bool Both(Value a, Value b, out long x, out long y)
    {
        y = 0;
        return _constants.TryGetValue(a, out x) && _constants.TryGetValue(b, out y);
    }

    private static long Wrap(Ty type, long x) => type == Ty.I32 ? unchecked((int)x) : x;
}
