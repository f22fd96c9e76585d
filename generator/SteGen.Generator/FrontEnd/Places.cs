using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

internal sealed partial class Lowering
{
    private Place PlaceOf(IOperation o, bool isAssigned = false) => At(o, () => FindPlace(o, isAssigned));

    private Place FindPlace(IOperation o, bool isAssigned)
    {
        switch (o)
        {
            case ILocalReferenceOperation l:
                if (l.IsDeclaration && !_env.ContainsKey(l.Local))
                {
                    Set(l.Local, Val.Undefined);
                }

                return VariablePlace(l.Local);
            case IParameterReferenceOperation p:
                return CapturedPlace(p) ?? VariablePlace(p.Parameter);
            case IDeclarationExpressionOperation d:
                return PlaceOf(d.Expression, isAssigned);
            case IParenthesizedOperation p:
                return PlaceOf(p.Operand, isAssigned);
            case IDiscardOperation:
                return new Place.Temporary(Val.Undefined);
            case IInstanceReferenceOperation i when i.ReferenceKind == InstanceReferenceKind.ImplicitReceiver && _receivers.Count > 0:
                return _receivers.Peek();
            case IInstanceReferenceOperation:
                return _frame.This ?? throw Quiet();
            case IFieldReferenceOperation { Instance: null } f:
                return Static(f.Field, f);
            case IFieldReferenceOperation { Instance: { } instance } f:
                return FieldPlace(PlaceOf(instance), f.Field, f);
            case IArrayElementReferenceOperation { Indices: [var index] } a:
                return ElementPlace(a.ArrayReference, index, a, isAssigned);
            case IArrayElementReferenceOperation a:
                throw Refuse(a, "An array of several dimensions", "use a one-dimensional array and compute the index");
            case IImplicitIndexerReferenceOperation { IndexerSymbol: IPropertySymbol indexer, LengthSymbol: IPropertySymbol length } i when i.Instance.Type is { } counted && Types.Element(Resolve(counted)) is null && !IsText(i.Instance):
                Place whole = PlaceOf(i.Instance);
                return PropertyOf(whole, indexer, [new Val.Scalar(Index(i.Argument, AsInt(((Val.Scalar)Read(PropertyOf(whole, length, [], i), i)).V)))], i);
            case IImplicitIndexerReferenceOperation i:
                return ElementPlace(i.Instance, i.Argument, i, false);
            case IPropertyReferenceOperation p:
                return PropertyPlace(p);
            case IInvocationOperation { TargetMethod: { } method } i when method.ReturnsByRef || method.ReturnsByRefReadonly:
                return Invoke(i) is Val.Reference reference ? reference.Place : throw Refuse(i);
            case IConversionOperation { Conversion.IsIdentity: true } c:
                return PlaceOf(c.Operand, isAssigned);
            case ISimpleAssignmentOperation { IsRef: true } a:
                Expr(a);
                return PlaceOf(a.Target);
            case IConditionalOperation { IsRef: true, WhenFalse: { } whenFalse } c:
                return Choose(Condition(c.Condition), () => new Val.Reference(PlaceOf(c.WhenTrue)), () => new Val.Reference(PlaceOf(whenFalse)), c) is Val.Reference chosen
                    ? chosen.Place
                    : throw Refuse(c);
            default:
                return new Place.Temporary(Expr(o));
        }
    }

    private Place VariablePlace(ISymbol symbol) =>
        _env.TryGetValue(symbol, out Val? value) && value is Val.Reference reference ? reference.Place : new Place.Variable(symbol, []);

    /// <summary>A field of what stands at a place.</summary>
    private Place FieldPlace(Place instance, IFieldSymbol field, IOperation at)
    {
        switch (instance)
        {
            case Place.Variable v when StructAt(v, at) is { } parts && parts.IndexOf(field) is var k and >= 0:
                return new Place.Variable(v.Key, v.Path.Add(k));
            case Place.Element e when StructAt(e) is { } parts && parts.IndexOf(field) is var k and >= 0:
                return new Place.Element(e.View, e.Index, e.Path.Add(k));
            case Place.Choice c:
                return new Place.Choice(c.Condition, FieldPlace(c.WhenTrue, field, at), FieldPlace(c.WhenFalse, field, at));
        }

        return Read(instance, at) switch
        {
            Val.Struct s when s.Type.IndexOf(field) is var k and >= 0 => new Place.Temporary(s.Fields[k]),
            Val.Constant c => Member(c, field, at),
            _ => throw Refuse(at),
        };
    }

    private StructType? StructAt(Place.Variable v, IOperation at)
    {
        Val value = _env.TryGetValue(v.Key, out Val? whole) && whole != Val.Undefined ? Part(whole, v.Path) : Undeclared(v, at);
        return value is Val.Struct s ? s.Type : null;
    }

    /// <summary>A struct may be filled field by field before it is read as a whole.</summary>
    private Val Undeclared(Place.Variable v, IOperation at)
    {
        if (TypeOfKey(v.Key) is { } type && Types.Struct(type) is not null)
        {
            Set(v.Key, Zero(type, at.Syntax));
            return Part(_env[v.Key], v.Path);
        }

        return Variable(v.Key, at.Syntax);
    }

    private StructType? StructAt(Place.Element e)
    {
        ITypeSymbol type = e.View.Element;
        foreach (int k in e.Path)
        {
            type = Types.Struct(type)!.Fields[k].Type;
        }

        return Types.Struct(type);
    }

    private static Val Part(Val value, ImmutableArray<int> path)
    {
        foreach (int k in path)
        {
            value = value is Val.Struct s ? s.Fields[k] : throw Quiet();
        }

        return value;
    }

    private static Val With(Val value, ImmutableArray<int> path, int from, Val part) => from == path.Length
        ? part
        : value is Val.Struct s ? new Val.Struct(s.Type, s.Fields.SetItem(path[from], With(s.Fields[path[from]], path, from + 1, part))) : throw Quiet();

    private Val Read(Place place, IOperation at)
    {
        switch (place)
        {
            case Place.Variable v:
                Val whole = Variable(v.Key, at.Syntax);
                return whole is Unmergeable
                    ? throw Refuse(at, $"'{at.Syntax}', which stands for different things on different paths", "use one variable for each")
                    : whole is Val.Reference reference ? Read(reference.Place, at) : Part(whole, v.Path);
            case Place.Element e:
                Settle(e);
                return Load(e);
            case Place.Temporary t:
                return t.Value;
            case Place.Shared s:
                return s.Value;
            case Place.Choice c:
                return Choose(c.Condition, () => Read(c.WhenTrue, at), () => Read(c.WhenFalse, at), at);
            case Place.Property p:
                IMethodSymbol getter = p.Symbol.GetMethod ?? throw Quiet();
                return Deref(Call(at, getter, p.Instance, p.Arguments) ?? throw Refuse(at), at);
            default:
                throw Refuse(at);
        }
    }

    private Val Deref(Val value, IOperation at) => value is Val.Reference r ? Read(r.Place, at) : value;

    private void Write(Place place, Val value, IOperation at)
    {
        if (value is Val.Reference r)
        {
            value = Read(r.Place, at);
        }

        switch (place)
        {
            case Place.Variable v:
                Val whole = v.Path.IsEmpty ? value : _env.TryGetValue(v.Key, out Val? now) && now != Val.Undefined ? now : Undeclared(new Place.Variable(v.Key, []), at);
                Set(v.Key, With(whole, v.Path, 0, value));
                break;
            case Place.Element e:
                Settle(e);
                Store(e, value);
                break;
            case Place.Temporary t:
                t.Value = value;
                break;
            case Place.Shared s:
                throw Fail("STG0105", at.Syntax, s.Name);
            case Place.Choice c:
                Fork(c.Condition, () => Written(c.WhenTrue), () => Written(c.WhenFalse));
                break;
            case Place.Property p:
                IMethodSymbol setter = p.Symbol.SetMethod ?? throw Fail("STG0105", at.Syntax, p.Symbol.Name);
                Call(at, setter, p.Instance, p.Arguments.Add(value));
                break;
        }

        Flow Written(Place side)
        {
            Write(side, value, at);
            return Flow.Next;
        }
    }

    /// <summary>A parameter of a primary constructor that a member of the struct uses: a hidden field.</summary>
    private Place? CapturedPlace(IParameterReferenceOperation p)
    {
        if (p.Parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor || _frame.This is not { } self
            || SymbolEqualityComparer.Default.Equals(_frame.Body.Method, constructor) || Read(self, p) is not Val.Struct { Type: var parts } || parts.Captured(p.Parameter) is not (var k and >= 0))
        {
            return null;
        }

        return PartPlace(self, k, p);
    }

    private Place PartPlace(Place whole, int k, IOperation at) => whole switch
    {
        Place.Variable v => new Place.Variable(v.Key, v.Path.Add(k)),
        Place.Element e => new Place.Element(e.View, e.Index, e.Path.Add(k)),
        Place.Choice c => new Place.Choice(c.Condition, PartPlace(c.WhenTrue, k, at), PartPlace(c.WhenFalse, k, at)),
        _ => new Place.Temporary(((Val.Struct)Read(whole, at)).Fields[k]),
    };

    /// <summary>The bounds check that an array's element was given no time for yet.</summary>
    private static void Settle(Place.Element e)
    {
        if (e.Unchecked is { } index)
        {
            Build.Check(CheckKind.Index, index, e.View.Length);
            e.Unchecked = null;
        }
    }

    private Place PropertyPlace(IPropertyReferenceOperation p)
    {
        IPropertySymbol property = p.Property;
        if (p.Instance is null)
        {
            return StaticProperty(p);
        }

        ITypeSymbol? type = p.Instance.Type is { } t ? Resolve(t) : null;
        if (property.ContainingType.TypeKind == TypeKind.Interface && p.Instance is IInstanceReferenceOperation && _frame.This is { } self)
        {
            type = StructBehind(p.Instance, self) ?? type;
        }

        if (type is { IsValueType: true } && Types.Scalar(type) is null && Implementation(type, property) is IPropertySymbol implemented)
        {
            property = implemented;
        }

        if (type is not null && (Types.Element(type) is not null || IsText(p.Instance)))
        {
            switch (property.Name)
            {
                case "Length" or "LongLength":
                    Value length = View(p.Instance).Length;
                    return new Place.Temporary(new Val.Scalar(property.Name == "Length" ? length : Build.Emit(Op.ToI64, length)));
                case "IsEmpty":
                    return new Place.Temporary(new Val.Scalar(Build.Emit(Op.IEq, View(p.Instance).Length, Int(0))));
                case "this[]" or "Chars" when p.Arguments.Length == 1:
                    return ElementPlace(p.Instance, p.Arguments[0].Value, p, false);
            }
        }

        Place instance = PlaceOf(p.Instance);
        if (type is not null && Types.IsNullable(type) && Read(instance, p) is Val.Struct nullable)
        {
            return new Place.Temporary(property.Name == "HasValue" ? nullable.Fields[0] : ValueOfNullable(nullable));
        }

        if (type is { IsReferenceType: true } or { TypeKind: TypeKind.Interface } && Read(instance, p) is Val.Constant c && (StoreOf(property) is not null || !HasBody(property)))
        {
            return Member(c, property, p);
        }

        return PropertyOf(instance, property, [.. p.Arguments.Select(a => Expr(a.Value))], p);
    }

    /// <summary>A property of what stands at a place, which is no span and no object of the surroundings.</summary>
    private Place PropertyOf(Place instance, IPropertySymbol property, ImmutableArray<Val> arguments, IOperation at)
    {
        if (StoreOf(property) is { } field && property.ContainingType.IsValueType)
        {
            return FieldPlace(instance, field, at);
        }

        if ((property.ReturnsByRef || property.ReturnsByRefReadonly) && property.GetMethod is { } getter)
        {
            return Call(at, getter, instance, arguments) is Val.Reference reference ? reference.Place : throw Refuse(at);
        }

        return new Place.Property(property, instance, arguments);
    }

    private bool HasBody(IPropertySymbol property) => property.GetMethod is { IsAbstract: false } getter && _bodies.Find(getter, cancellation)?.Block is not null;

    /// <summary>The hidden field of an automatic property.</summary>
    private static IFieldSymbol? StoreOf(IPropertySymbol property) => property.OriginalDefinition.ContainingType?.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property.OriginalDefinition));
}
