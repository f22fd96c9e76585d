using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>A field of a struct, or an element of a tuple.</summary>
/// <param name="Name">The name in C#: of the property where the field is the store of one.</param>
/// <param name="Symbol">The field.</param>
/// <param name="Type">Its type, with type arguments filled in.</param>
/// <param name="CanSet">Code outside the struct may set it.</param>
/// <param name="CanRead">Code outside the struct may read it.</param>
internal sealed record StructField(string Name, IFieldSymbol? Symbol, ITypeSymbol Type, bool CanSet, bool CanRead);

/// <summary>A value type taken apart: its fields in declaration order.</summary>
internal sealed class StructType(ITypeSymbol symbol, ImmutableArray<StructField> fields, Construction construction)
{
    public ITypeSymbol Symbol { get; } = symbol;

    public ImmutableArray<StructField> Fields { get; } = fields;

    public Construction Construction { get; } = construction;

    public int IndexOf(string name)
    {
        for (int i = 0; i < Fields.Length; i++)
        {
            if (Fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The hidden field of a parameter of the primary constructor, if members use it.</summary>
    public int Captured(IParameterSymbol parameter) => IndexOf(parameter.Name) is var k and >= 0 && Fields[k].Symbol is null ? k : -1;

    public int IndexOf(IFieldSymbol field)
    {
        IFieldSymbol wanted = (field.CorrespondingTupleField ?? field).OriginalDefinition;
        for (int i = 0; i < Fields.Length; i++)
        {
            IFieldSymbol? symbol = Fields[i].Symbol;
            if (symbol is not null && SymbolEqualityComparer.Default.Equals((symbol.CorrespondingTupleField ?? symbol).OriginalDefinition, wanted))
            {
                return i;
            }
        }

        // the elements of a tuple go by their positions, whatever they are called on either side
        return field.ContainingType is { IsTupleType: true } tuple && Symbol.IsTupleType
            ? tuple.TupleElements.IndexOf(field) is var k && k >= 0 ? k : IndexOf(field.Name)
            : IndexOf(field.AssociatedSymbol?.Name ?? field.Name);
    }
}

/// <summary>Which C# types are scalars, structs of scalars, and views, and what they are in the IR.</summary>
internal sealed class Types(Compilation compilation)
{
    private static readonly HashSet<string> s_vectors = ["Vector2", "Vector3", "Vector4", "Quaternion"], s_numerics = [.. s_vectors, "Matrix3x2", "Matrix4x4", "Plane", "Vector"];

    private readonly Dictionary<ITypeSymbol, StructType?> _structs = new(SymbolEqualityComparer.IncludeNullability);
    private readonly Dictionary<ITypeSymbol, Shape?> _shapes = new(SymbolEqualityComparer.IncludeNullability);

    /// <summary>The C# text of a type that is valid anywhere.</summary>
    public static string Text(ISymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static SpecialType Special(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } ? underlying.SpecialType : type.SpecialType;

    /// <summary>
    /// The type of a scalar in the IR. Integers narrower than an int are ints in their range; a uint is a long in its range, a ulong the long of the same bits.
    /// </summary>
    public static Ty? Scalar(ITypeSymbol? type) => type is null ? null : Special(type) switch
    {
        SpecialType.System_Single => Ty.F32,
        SpecialType.System_Double => Ty.F64,
        SpecialType.System_Int32 or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Byte or SpecialType.System_SByte
            or SpecialType.System_Char => Ty.I32,
        SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64 => Ty.I64,
        SpecialType.System_Boolean => Ty.Bool,
        _ => null,
    };

    /// <summary>The element type of a one-dimensional array, a <c>Span</c> or a <c>ReadOnlySpan</c>.</summary>
    public static ITypeSymbol? Element(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } named when IsSystem(named) => element,
        _ => null,
    };

    public static bool IsWritableSpan(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Span" } && Element(type) is not null;

    public static bool IsReadOnlySpan(ITypeSymbol type) => type is INamedTypeSymbol { Name: "ReadOnlySpan" } && Element(type) is not null;

    public static bool IsSystem(ISymbol symbol) => symbol.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    public static bool IsVector(ITypeSymbol type) => s_vectors.Contains(type.Name) && IsNumerics(type);

    /// <summary>The structs of floats of System.Numerics, and the class of their extension methods.</summary>
    public static bool IsNumerics(ITypeSymbol type) => s_numerics.Contains(type.Name) && type is INamedTypeSymbol { IsGenericType: false }
        && type.ContainingNamespace is { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    public static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Null where the type is no struct, or its fields are not known (a struct of another assembly may hide some).</summary>
    public StructType? Struct(ITypeSymbol type)
    {
        if (!_structs.TryGetValue(type, out StructType? result))
        {
            _structs.Add(type, null);
            _structs[type] = result = Find(type);
        }

        return result;
    }

    /// <summary>The scalars that a scalar or struct is made of; null where it holds anything else.</summary>
    public Shape? Shape(ITypeSymbol type)
    {
        if (!_shapes.TryGetValue(type, out Shape? shape))
        {
            _shapes.Add(type, null);
            _shapes[type] = shape = FindShape(type);
        }

        return shape;
    }

    private StructType? Find(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { IsValueType: true, TypeKind: TypeKind.Struct } named || Scalar(type) is not null || Element(type) is not null)
        {
            return null;
        }

        if (IsNullable(type))
        {
            return new StructType(type, [new("HasValue", null, compilation.GetSpecialType(SpecialType.System_Boolean), false, true), new("Value", null, named.TypeArguments[0], false, true)], Construction.None);
        }

        if (named.IsTupleType)
        {
            return new StructType(type, [.. named.TupleElements.Select(f => new StructField(f.Name, f, f.Type, true, true))], Construction.Tuple);
        }

        if (IsNumerics(type))
        {
            return new StructType(type, [.. Instance(named).Where(f => f.DeclaredAccessibility == Accessibility.Public).Select(f => new StructField(f.Name, f, f.Type, true, true))], Construction.Constructor);
        }

        if (!SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, compilation.Assembly) || named.DeclaringSyntaxReferences.IsEmpty)
        {
            return null;
        }

        ImmutableArray<StructField> fields = [.. Instance(named).Select(Field), .. Captured(named)];
        return new StructType(type, fields, ConstructionOf(named, fields));
    }

    private static IEnumerable<IFieldSymbol> Instance(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst && !f.IsFixedSizeBuffer);

    /// <summary>Parameters of a primary constructor that members use: the compiler keeps them in fields that have no names in C#.</summary>
    private IEnumerable<StructField> Captured(INamedTypeSymbol type)
    {
        if (type.IsRecord || type.InstanceConstructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax) is not { } primary)
        {
            return [];
        }

        List<StructField> captured = [];
        foreach (IParameterSymbol p in primary.Parameters)
        {
            if (type.DeclaringSyntaxReferences.Any(part => part.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Members.SelectMany(Bodies).Any(body => Uses(body, p.OriginalDefinition))))
            {
                captured.Add(new StructField(p.Name, null, p.Type, false, false));
            }
        }

        return captured;
    }

    /// <summary>What runs later than the constructor: all of a member but its initializer.</summary>
    private static IEnumerable<SyntaxNode> Bodies(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax or BaseTypeDeclarationSyntax => [],
        PropertyDeclarationSyntax p => new SyntaxNode?[] { p.AccessorList, p.ExpressionBody }.OfType<SyntaxNode>(),
        _ => [member],
    };

    private bool Uses(SyntaxNode body, IParameterSymbol parameter) => body.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == parameter.Name && SymbolEqualityComparer.Default.Equals(compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name).Symbol?.OriginalDefinition, parameter));

    private static StructField Field(IFieldSymbol field)
    {
        if (field.AssociatedSymbol is IPropertySymbol property)
        {
            return new(property.Name, field, field.Type, property.SetMethod is { } set && IsVisible(set), IsVisible(property));
        }

        return new(field.Name, field, field.Type, !field.IsReadOnly && IsVisible(field), IsVisible(field));
    }

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static Construction ConstructionOf(INamedTypeSymbol type, ImmutableArray<StructField> fields)
    {
        // a constructor whose parameters are the fields in their order, as positional records have it
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (IsVisible(constructor) && !fields.IsEmpty && constructor.Parameters.Length == fields.Length
                && constructor.Parameters.Zip(fields, (p, f) => string.Equals(p.Name, f.Name.TrimStart('_'), System.StringComparison.OrdinalIgnoreCase)
                    && SymbolEqualityComparer.Default.Equals(p.Type, f.Type)).All(same => same))
            {
                return Construction.Constructor;
            }
        }

        return fields.All(f => f.CanSet) ? Construction.Initializer : Construction.None;
    }

    private Shape? FindShape(ITypeSymbol type)
    {
        if (Scalar(type) is { } scalar)
        {
            return new ScalarShape(Text(type), scalar);
        }

        if (Struct(type) is not { } parts || IsNullable(type))
        {
            return null;
        }

        List<FieldShape> fields = [];
        foreach (StructField field in parts.Fields)
        {
            if (Shape(field.Type) is not { } shape)
            {
                return null;
            }

            fields.Add(new FieldShape(field.Name, shape));
        }

        return new StructShape(Text(type), new EquatableArray<FieldShape>(fields), parts.Construction);
    }
}
