using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

internal sealed partial class Lowering
{
    /// <summary>The statements of a block from a given one on.</summary>
    private Flow Block(IReadOnlyList<IOperation> list, int from)
    {
        if (from == 0 && list.Any(o => o is ILabeledOperation))
        {
            return Labeled(list);
        }

        for (int i = from; i < list.Count; i++)
        {
            int next = i + 1;
            Func<Flow>? rest = next < list.Count ? () => Block(list, next) : null;
            if (list[i] is IConditionalOperation branch && rest is not null && Jumps(branch))
            {
                return Guarded(branch, () => Branch(branch, rest));
            }

            Flow flow = Guarded(list[i], null);
            if (!flow.Falls)
            {
                return flow;
            }

            if (!flow.Jumps.IsEmpty)
            {
                return Then(flow, rest);
            }
        }

        return Flow.Next;
    }

    private static bool Jumps(IOperation o) => o.Descendants().Any(d => d is IReturnOperation or IBranchOperation or IThrowOperation);

    /// <summary>One statement; if it is refused, that is reported, and what it would have assigned is unknown from there on.</summary>
    private Flow Guarded(IOperation statement, Func<Flow>? body)
    {
        cancellation.ThrowIfCancellationRequested();
        Dictionary<object, Val> env = _env;
        Frame frame = _frame;
        string text = _statement;
        _statement = FirstLine(statement.Syntax);
        try
        {
            return At(statement, body ?? (() => Statement(statement)));
        }
        catch (Refusal refusal)
        {
            Report(refusal.Problem);
            _env = env;
            _frame = frame;
            foreach (object key in Assigned(statement))
            {
                Set(key, Val.Poison);
            }

            if (statement is not IReturnOperation)
            {
                return Flow.Next;
            }

            Set(frame.Result, Val.Poison);
            return Jump(frame.Returned);
        }
        finally
        {
            _statement = text;
        }
    }

    private static string FirstLine(SyntaxNode syntax)
    {
        string text = syntax.ToString();
        int end = text.IndexOfAny(['\r', '\n']);
        return (end < 0 ? text : text.Substring(0, end)).Trim();
    }

    private Flow Jump(Target target)
    {
        SetFlag(target, true);
        return Flow.Jump(target);
    }

    private Flow Statement(IOperation s)
    {
        switch (s)
        {
            case IBlockOperation b:
                return Block(b.Operations, 0);
            case IVariableDeclarationGroupOperation g:
                foreach (IVariableDeclarationOperation declaration in g.Declarations)
                {
                    Declare(declaration);
                }

                return Flow.Next;
            case IVariableDeclarationOperation d:
                Declare(d);
                return Flow.Next;
            case IExpressionStatementOperation { Operation: IThrowOperation t }:
                return Throw(t);
            case IExpressionStatementOperation e:
                ExprOrVoid(e.Operation);
                return Flow.Next;
            case IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak }:
                throw Refuse(s);
            case IReturnOperation r:
                Return(r);
                return Jump(_frame.Returned);
            case IBranchOperation b:
                return Jump(b);
            case IConditionalOperation c:
                return Branch(c, null);
            case IForLoopOperation f:
                return For(f);
            case IForEachLoopOperation f:
                return ForEach(f);
            case IWhileLoopOperation w:
                return While(w);
            case ISwitchOperation w:
                return Switch(w);
            case IThrowOperation t:
                return Throw(t);
            case ILocalFunctionOperation or IEmptyOperation:
                return Flow.Next;
            case ILabeledOperation:
                return Labeled([s]);
            default:
                throw Refuse(s);
        }
    }

    private void Declare(IVariableDeclarationOperation declaration)
    {
        foreach (IVariableDeclaratorOperation d in declaration.Declarators)
        {
            Set(d.Symbol, Val.Poison);
            if (d.GetVariableInitializer() is not { } initializer)
            {
                Set(d.Symbol, Val.Undefined);
            }
            else if (d.Symbol.RefKind != RefKind.None)
            {
                Set(d.Symbol, new Val.Reference(PlaceOf(initializer.Value)));
            }
            else
            {
                Set(d.Symbol, Named(Expr(initializer.Value), d.Symbol.Name));
            }
        }
    }

    /// <summary>Values remember the first variable that they were assigned to.</summary>
    private static Val Named(Val value, string name)
    {
        switch (value)
        {
            case Val.Scalar s:
                s.V.Hint ??= name;
                break;
            case Val.View v:
                v.Buffer.Hint ??= name;
                break;
            case Val.Struct s:
                for (int i = 0; i < s.Fields.Length; i++)
                {
                    Named(s.Fields[i], name + Capital(s.Type.Fields[i].Name));
                }

                break;
        }

        return value;
    }

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    private void Return(IReturnOperation r)
    {
        if (r.ReturnedValue is null && _frame.ReturnType is not null)
        {
            throw Quiet();
        }

        if (r.ReturnedValue is { } value)
        {
            Set(_frame.Result, _frame.ReturnsByRef ? new Val.Reference(PlaceOf(value)) : Expr(value));
        }
    }

    /// <summary>if and else; what follows in the block goes into the one side that reaches it.</summary>
    private Flow Branch(IConditionalOperation c, Func<Flow>? rest)
    {
        // a guard clause is a check and no branch
        Value condition = Condition(c.Condition);
        if (c.WhenFalse is null && ThrowOf(c.WhenTrue) is { } thrown && !IsConstant(condition, out _))
        {
            Check(Not(condition), thrown);
            return rest is null ? Flow.Next : rest();
        }

        return Fork(condition, () => Guarded(c.WhenTrue, null), () => c.WhenFalse is null ? Flow.Next : Guarded(c.WhenFalse, null), rest);
    }

    private static IThrowOperation? ThrowOf(IOperation statement) => statement switch
    {
        IThrowOperation t => t,
        IExpressionStatementOperation { Operation: IThrowOperation t } => t,
        IBlockOperation { Operations: [var only] } => ThrowOf(only),
        _ => null,
    };

    private Flow Throw(IThrowOperation t)
    {
        Check(Bool(false), t);
        return Flow.Never;
    }

    private void Check(Value holds, IThrowOperation t) =>
        Build.Add(new Inst(Op.Check, [holds], []) { Check = CheckKind.Throw, Text = ExceptionText(t) });

    /// <summary>C# text that makes the exception in a generated member: its constant arguments, or the type alone.</summary>
    private static string ExceptionText(IThrowOperation t)
    {
        IOperation? exception = t.Exception;
        while (exception is IConversionOperation conversion)
        {
            exception = conversion.Operand;
        }

        if (exception is not IObjectCreationOperation { Constructor: { } constructor } created)
        {
            throw Refuse(t, "'throw' of anything but a new exception", "write throw new SomeException(\"why\")");
        }

        string type = Types.Text(constructor.ContainingType);
        ImmutableArray<IArgumentOperation> arguments = created.Arguments;
        if (arguments.All(a => a.Value.ConstantValue is { HasValue: true, Value: string or null or int }))
        {
            return $"new {type}({string.Join(", ", arguments.OrderBy(a => a.Parameter?.Ordinal).Select(a => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatPrimitive(a.Value.ConstantValue.Value!, true, false) ?? "null"))})";
        }

        if (constructor.ContainingType.InstanceConstructors.Any(c => c.Parameters.IsEmpty && c.DeclaredAccessibility == Accessibility.Public))
        {
            return $"new {type}()";
        }

        throw Refuse(t, "An exception whose arguments are computed", "use constant arguments");
    }
}
