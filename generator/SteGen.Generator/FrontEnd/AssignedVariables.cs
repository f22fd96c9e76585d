using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SteGen.Generator;

/// <summary>Which variables a piece of code may change. A guess from the text: loops check afterwards that nothing else did.</summary>
internal sealed partial class Lowering
{
    private static readonly object s_this = new();

    private HashSet<object> Assigned(IOperation code)
    {
        HashSet<object> assigned = AssignedIn(code);
        if (code.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke }))
        {
            foreach (IOperation o in _frame.Body.Root.Descendants().Where(o => o is ILocalFunctionOperation or IAnonymousFunctionOperation))
            {
                assigned.UnionWith(AssignedIn(o));
            }
        }

        if (assigned.Contains(s_this) && _frame.This is Place.Variable self)
        {
            assigned.Add(self.Key);
        }

        foreach (object key in assigned.ToList())
        {
            if (_env.TryGetValue(key, out Val? value) && value is Val.Reference { Place: Place.Variable other })
            {
                assigned.Add(other.Key);
            }
        }

        return assigned;
    }

    public static HashSet<object> AssignedIn(IOperation code)
    {
        HashSet<object> assigned = new(s_keys);
        foreach (IOperation o in code.DescendantsAndSelf())
        {
            switch (o)
            {
                case IAssignmentOperation a:
                    AddRoots(a.Target, assigned);
                    break;
                case IIncrementOrDecrementOperation i:
                    AddRoots(i.Target, assigned);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } a:
                    AddRoots(a.Value, assigned);
                    break;
                case IInvocationOperation { Instance: { Type.IsValueType: true } instance, TargetMethod.IsReadOnly: false }:
                    AddRoots(instance, assigned);
                    break;
                case IVariableDeclaratorOperation d:
                    assigned.Add(d.Symbol);
                    break;
                case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }:
                    assigned.Add(symbol);
                    break;
                case IForEachLoopOperation f:
                    AddRoots(f.LoopControlVariable, assigned);
                    break;
            }
        }

        return assigned;
    }

    private static void AddRoots(IOperation? target, HashSet<object> into)
    {
        switch (target)
        {
            case ILocalReferenceOperation l:
                into.Add(l.Local);
                break;
            case IParameterReferenceOperation p:
                into.Add(p.Parameter);
                break;
            case IInstanceReferenceOperation:
                into.Add(s_this);
                break;
            case IFieldReferenceOperation { Instance: { } instance }:
                AddRoots(instance, into);
                break;
            case IPropertyReferenceOperation { Property.ReturnsByRef: false, Instance: { } instance }:
                AddRoots(instance, into);
                break;
            case ITupleOperation t:
                foreach (IOperation element in t.Elements)
                {
                    AddRoots(element, into);
                }

                break;
            case IDeclarationExpressionOperation d:
                AddRoots(d.Expression, into);
                break;
            case IVariableDeclaratorOperation d:
                into.Add(d.Symbol);
                break;
            case IConversionOperation c:
                AddRoots(c.Operand, into);
                break;
            case IConditionalOperation c:
                AddRoots(c.WhenTrue, into);
                AddRoots(c.WhenFalse, into);
                break;
        }
    }
}
