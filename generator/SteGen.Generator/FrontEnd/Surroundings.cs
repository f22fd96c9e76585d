using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>What a method reads besides its parameters: static fields, the instance, objects that hold constants. Generated members read the same expressions.</summary>
internal sealed partial class Lowering
{
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private Place Static(IFieldSymbol field, IOperation at)
    {
        if (field.HasConstantValue && Types.Scalar(field.Type) is { } scalar && field.ConstantValue is { } constant)
        {
            return new Place.Shared(new Val.Scalar(Constant(scalar, constant)), field.Name);
        }

        return new Place.Shared(External(Resolve(field.Type), Types.Text(Resolved(field.ContainingType)) + "." + Identifier(field.Name), field, at), field.Name);
    }

    private INamedTypeSymbol Resolved(INamedTypeSymbol type) => (INamedTypeSymbol)Resolve(type);

    private Place StaticProperty(IPropertyReferenceOperation p)
    {
        IPropertySymbol property = p.Property;
        if (p.ConstrainedToType is { } constrained && Types.Scalar(Resolve(constrained)) is { } scalar)
        {
            return new Place.Temporary(new Val.Scalar(KnownMethods.Property(property.Name, scalar) ?? throw Refuse(p)));
        }

        if (p.ConstrainedToType is { } parameter && Implementation(Resolve(parameter), property) is IPropertySymbol implemented)
        {
            property = implemented;
        }

        if (Types.Scalar(property.ContainingType) is { } number && KnownMethods.Property(property.Name, number) is { } value)
        {
            return new Place.Temporary(new Val.Scalar(value));
        }

        if (Types.IsNumerics(property.ContainingType) && KnownVectors.Constant(this, property.ContainingType, property.Name) is { } vector)
        {
            return new Place.Temporary(vector);
        }

        if (StoreOf(property) is null && HasBody(property))
        {
            return new Place.Property(property, null, [.. p.Arguments.Select(a => Expr(a.Value))]);
        }

        return new Place.Shared(External(Resolve(property.Type), Types.Text(Resolved(property.ContainingType)) + "." + Identifier(property.Name), property, p), property.Name);
    }

    /// <summary>A member of an object of constants.</summary>
    private Place Member(Val.Constant instance, ISymbol member, IOperation at)
    {
        if (member is IPropertySymbol { IsIndexer: true })
        {
            throw Refuse(at, $"An element of '{instance.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", "pass the elements in an array or a span");
        }

        ITypeSymbol type = Resolve(member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type);
        ISymbol named = (member as IFieldSymbol)?.AssociatedSymbol ?? member;
        if (instance.Text == "this" && _marked.TryGetValue(named.Name, out Val? marked))
        {
            return marked is Val.View ? new Place.Temporary(marked) : new Place.Shared(marked, named.Name);
        }

        return new Place.Shared(External(type, instance.Text + "." + Identifier(named.Name), named, at), named.Name);
    }

    /// <summary>A C# expression of the surroundings as a value: a number, a struct of expressions, an array, or an object to be asked further.</summary>
    private Val External(ITypeSymbol type, string text, ISymbol symbol, IOperation at)
    {
        if (!compilation.IsSymbolAccessibleWithin(symbol, root.ContainingType))
        {
            throw Refuse(at, $"'{symbol.Name}', which '{root.ContainingType.Name}' has no access to,", "make it internal, or pass its value as a parameter");
        }

        return External(type, text, at);
    }

    private Val External(ITypeSymbol type, string text, IOperation at)
    {
        if (Types.Scalar(type) is { } scalar)
        {
            return new Val.Scalar(Build.External(scalar, text));
        }

        ITypeSymbol? element = type.SpecialType == SpecialType.System_String ? compilation.GetSpecialType(SpecialType.System_Char) : Types.Element(type);
        if (element is not null && Types.Shape(element) is { } shape)
        {
            if (_externals.TryGetValue(text, out Val? known))
            {
                return known;
            }

            // at the very beginning, so that all who read it name the same buffer
            Value buffer = new(Ty.Buffer, text.Substring(text.LastIndexOf('.') + 1)) { Layout = shape.Layout }, length = new(Ty.I32);
            Build.In(_prologue, () =>
            {
                Build.Add(new Inst(Op.External, [], [buffer]) { Text = text });
                Build.Add(new Inst(Op.External, [], [length]) { Text = text + ".Length" });
            });
            _lengths.Add(length);
            _shared.Add(buffer);
            return _externals[text] = new Val.View(element, buffer, Int(0), length);
        }

        if (Types.Struct(type) is { } parts && !Types.IsNullable(type) && parts.Fields.All(f => f.CanRead))
        {
            return new Val.Struct(parts, [.. parts.Fields.Select(f => External(f.Type, text + "." + Identifier(f.Name), at))]);
        }

        return new Val.Constant(type, text);
    }
}
