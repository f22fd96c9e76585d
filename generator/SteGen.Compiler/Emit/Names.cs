using System.Collections.Generic;
using System.Text;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Emit;

/// <summary>
/// The naming law: a value takes the user's name for it (its hint), made unique with a number; without a hint it is called after its operation (<c>mul</c>, <c>exp2</c>).
/// Keywords get an <c>@</c>.
/// </summary>
public sealed class Names
{
    private static readonly HashSet<string> s_keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while", "field", "value", "when", "where", "var", "scoped", "required", "record", "init", "nameof", "await",
    ];

    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<Value, string> _names = [];

    public Names(IEnumerable<string> taken)
    {
        foreach (string name in taken)
        {
            _taken.Add(name);
        }
    }

    /// <summary>The name of a value that has one already.</summary>
    public string this[Value v] => _names[v];

    public bool Has(Value v) => _names.ContainsKey(v);

    /// <summary>An identifier for C#: keywords escaped.</summary>
    public static string Escape(string name) => s_keywords.Contains(name) ? "@" + name : name;

    /// <summary>Names a value; <paramref name="fallback"/> serves when it has no hint.</summary>
    public string Declare(Value v, string fallback)
    {
        string name = Fresh(v.Hint ?? fallback);
        _names[v] = name;
        return name;
    }

    /// <summary>Lets a value share the variable of another (a loop's parameter and its result).</summary>
    public void Alias(Value v, string name) => _names[v] = name;

    /// <summary>A name that nothing has yet.</summary>
    public string Fresh(string wish)
    {
        string plain = Identifier(wish), name = plain;
        for (int k = 2; !_taken.Add(name); k++)
        {
            name = plain + (char.IsDigit(plain[plain.Length - 1]) ? "_" : "") + k;
        }

        return Escape(name);
    }

    /// <summary>For a block beside another one: what both may use again in their own way.</summary>
    public Names Fork()
    {
        Names fork = new(_taken);
        foreach (KeyValuePair<Value, string> name in _names)
        {
            fork._names[name.Key] = name.Value;
        }

        return fork;
    }

    /// <summary>After two blocks that stood side by side: what follows avoids the names of both.</summary>
    public void Absorb(Names other) => _taken.UnionWith(other._taken);

    public void Reserve(string name) => _taken.Add(name);

    private static string Identifier(string wish)
    {
        StringBuilder name = new();
        foreach (char c in wish)
        {
            if (char.IsLetterOrDigit(c) || c == '_')
            {
                name.Append(c);
            }
        }

        if (name.Length == 0 || char.IsDigit(name[0]))
        {
            name.Insert(0, 'v');
        }

        if (char.IsUpper(name[0]))
        {
            name[0] = char.ToLowerInvariant(name[0]);
        }

        return name.ToString();
    }
}
