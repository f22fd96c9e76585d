using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>What a C# value is after it has been taken apart.</summary>
internal abstract class Val
{
    /// <summary>A number, a bool, a character or an enumeration member.</summary>
    public sealed class Scalar(Value v) : Val
    {
        public Value V { get; } = v;
    }

    public sealed class Struct(StructType type, ImmutableArray<Val> fields) : Val
    {
        public StructType Type { get; } = type;

        public ImmutableArray<Val> Fields { get; } = fields;
    }

    /// <summary>An array or a span: a stretch of a buffer. Two arrays that share memory share the buffer.</summary>
    public sealed class View(ITypeSymbol element, Value buffer, Value offset, Value length, bool isStopped = false) : Val
    {
        public ITypeSymbol Element { get; } = element;

        public Value Buffer { get; } = buffer;

        public Value Offset { get; } = offset;

        public Value Length { get; } = length;

        /// <summary>What is loaded through it carries no gradient.</summary>
        public bool IsStopped { get; } = isStopped;

        public View Part(Value offset, Value length) => new(Element, Buffer, offset, length, IsStopped);
    }

    /// <summary>An object of the surroundings that holds constants: a C# expression that generated members can evaluate too.</summary>
    public sealed class Constant(ITypeSymbol type, string text) : Val
    {
        public ITypeSymbol Type { get; } = type;

        public string Text { get; } = text;
    }

    /// <summary>A lambda, local function or method group; calls of it are inlined.</summary>
    public sealed class Function(IMethodSymbol method, IBlockOperation? body, Place? instance, Frame? frame) : Val
    {
        public IMethodSymbol Method { get; } = method;

        public IBlockOperation? Body { get; } = body;

        public Place? Instance { get; } = instance;

        public Frame? Frame { get; } = frame;

        /// <summary>Of a lambda that outlives the method around it the variables that it takes along.</summary>
        public ImmutableArray<KeyValuePair<ISymbol, Val>> Captured { get; init; } = [];
    }

    /// <summary>A <c>ref</c>, <c>in</c> or <c>out</c> variable: another name of a place.</summary>
    public sealed class Reference(Place place) : Val
    {
        public Place Place { get; } = place;
    }

    /// <summary>Declared but not assigned on some path: C# makes sure that nobody reads it there.</summary>
    public static readonly Val Undefined = new Marker();

    /// <summary>Its computation was refused: reading it is quiet, the reason stands in the problems already.</summary>
    public static readonly Val Poison = new Marker();

    private sealed class Marker : Val;
}

/// <summary>Where a value can be read and written.</summary>
internal abstract class Place
{
    /// <summary>A local or parameter, or a field within.</summary>
    public sealed class Variable(object key, ImmutableArray<int> path) : Place
    {
        public object Key { get; } = key;

        public ImmutableArray<int> Path { get; } = path;
    }

    /// <summary>An element of a buffer, or a field within; the index is absolute.</summary>
    public sealed class Element(Val.View view, Value index, ImmutableArray<int> path) : Place
    {
        public Val.View View { get; } = view;

        public Value Index { get; } = index;

        public ImmutableArray<int> Path { get; } = path;

        /// <summary>An array's index that C# checks only when the assigned value is there.</summary>
        public Value? Unchecked { get; set; }
    }

    /// <summary>A value without a home: it can only be read, and writes to parts of it are lost, as in C#.</summary>
    public sealed class Temporary(Val value) : Place
    {
        public Val Value { get; set; } = value;
    }

    /// <summary>A property with a body, or an indexer with one.</summary>
    public sealed class Property(IPropertySymbol symbol, Place? instance, ImmutableArray<Val> arguments) : Place
    {
        public IPropertySymbol Symbol { get; } = symbol;

        public Place? Instance { get; } = instance;

        public ImmutableArray<Val> Arguments { get; } = arguments;
    }

    /// <summary>One of two variables: a reference that a condition chose.</summary>
    public sealed class Choice(Value condition, Place whenTrue, Place whenFalse) : Place
    {
        public Value Condition { get; } = condition;

        public Place WhenTrue { get; } = whenTrue;

        public Place WhenFalse { get; } = whenFalse;
    }

    /// <summary>State of the surroundings: readable, never written.</summary>
    public sealed class Shared(Val value, string name) : Place
    {
        public Val Value { get; } = value;

        public string Name { get; } = name;
    }
}
