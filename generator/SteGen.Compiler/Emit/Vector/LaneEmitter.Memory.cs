using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;
using Precedence = SteGen.Compiler.Emit.ScalarOps.Precedence;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>
/// Loads and stores. An address is the row of the iteration itself (a span of vectors, indexed by block), contiguous, strided or indirect; scratch of an iteration holds a vector per element.
/// </summary>
internal sealed partial class LaneEmitter
{
    private readonly Dictionary<Value, string> _vectors = [];
    private readonly Dictionary<(Value Buffer, int Field), string> _scratch = [];

    /// <summary>In full blocks of a text that is written twice: index and number of the block. Null in text that can be the last block.</summary>
    private string? _block;
    private string? _blocks;

    /// <summary>How many lanes are left; null where all are.</summary>
    private string? _rest;

    private bool IsRow(Inst access)
    {
        IndexPolynomial index = IndexPolynomial.Of(access.Args[1], _plan.Definitions);
        List<IndexPolynomial.Term> terms = [.. index.Terms];
        return _plan.Role(access.Args[0]) is BufferRole.ReadOnly or BufferRole.Distinct
            && terms.Count == 1 && terms[0].Coefficient == 1 && terms[0].Factors.Length == 1 && terms[0].Factors[0] == _plan.Index;
    }

    /// <summary>The span of vectors over a buffer that every iteration touches at its own index.</summary>
    private string Vectors(Value buffer)
    {
        if (!_vectors.TryGetValue(buffer, out string? name))
        {
            Ty type = buffer.Layout!.Leaves[0].Type;
            string span = Scalar(buffer).Text;
            _vectors[buffer] = name = Hoist((buffer.Hint ?? span) + "Lanes");
            string kind = IsWritten(buffer) ? "Span" : "ReadOnlySpan";
            _hoisted.Add($"global::System.{kind}<{VectorType(type)}> {name} = {_a.MemoryMarshal}.Cast<{type.Keyword()}, {VectorType(type)}>({span}).Slice(0, {(_copies == 1 ? _blocks : $"{_copies} * {_blocks}")});");
        }

        return name;
    }

    private bool IsWritten(Value buffer)
    {
        int k = _function.Body.Params.IndexOf(buffer);
        return k < 0 || _parameters.Parameters[k].Type.StartsWith("global::System.Span<", System.StringComparison.Ordinal);
    }

    private Fragment LoadText(Inst load)
    {
        Value buffer = load.Args[0];
        Ty type = load.Result.Type;
        switch (_plan.Role(buffer))
        {
            case BufferRole.Private:
                return Atom(_plan.Shape(load.Args[1]).IsUniform
                    ? Element(buffer, load.Field, load.Args[1])
                    : $"{M(type)}.ReadLanes({Scratch(buffer, load.Field)}, {Lanes(load.Args[1]).Text})");
            default:
                return Atom(IsPlain(load) ? Read(load, type) : ReadLeaf(load, type));
        }
    }

    /// <summary>Elements that are the scalars themselves, as the vectors hold them; else each lane reads a member of its own element.</summary>
    private static bool IsPlain(Inst access)
    {
        Leaf leaf = access.Args[0].Layout!.Leaves[access.Field];
        return access.Args[0].Layout!.IsScalar && leaf.TypeText == leaf.Type.Keyword();
    }

    private readonly Dictionary<(Inst Load, int Copy), string> _leaves = [];

    /// <summary>The region that is being written.</summary>
    private Region _region = null!;

    /// <summary>Lane by lane the members of a struct, or a number of another type, into places on the stack; then these as vectors. Loads of one element that stand together are read in one loop.</summary>
    private string ReadLeaf(Inst load, Ty type)
    {
        if (!_leaves.ContainsKey((load, Copy)))
        {
            ReadLeaves([load, .. _region.Body.SkipWhile(i => i != load).Skip(1).Where(i => i.Op == Op.Load && i.Args[0] == load.Args[0] && i.Args[1] == load.Args[1] && _folding.IsUsed(i.Result))]);
        }

        return $"{M(type)}.Load<{type.Keyword()}>({_leaves[(load, Copy)]}, 0)";
    }

    private void ReadLeaves(List<Inst> loads)
    {
        Value buffer = loads[0].Args[0], index = loads[0].Args[1];
        string lane = _names.Fresh("lane"), span = Scalar(buffer).Text, at;
        LaneShape shape = _plan.Shape(index);
        if (shape.IsVarying)
        {
            string places = Hoist("indexOfLanes");
            _hoisted.Add($"global::System.Span<int> {places} = stackalloc int[{VectorType(Ty.I32)}.Count];");
            _w.Line($"{M(Ty.I32)}.Store({Lanes(index).Text}, {places}, 0);");
            at = $"{places}[{lane}]";
        }
        else
        {
            string stride = Stride(shape), first = Scalar(index).In(Precedence.Additive);
            at = stride == "1" ? $"{first} + {lane}" : $"{first} + {lane} * ({stride})";
        }

        List<string> lines = [];
        foreach (Inst load in loads)
        {
            string keyword = load.Result.Type.Keyword(), path = buffer.Layout!.Leaves[load.Field].Path;
            string place = Hoist((path.Length == 0 ? buffer.Hint ?? "element" : string.Concat(path.Split('.'))) + "OfLanes");
            _hoisted.Add($"global::System.Span<{keyword}> {place} = stackalloc {keyword}[{VectorType(load.Result.Type)}.Count];");
            lines.Add($"{place}[{lane}] = {BufferText.Load(load, span, at).Text};");
            _leaves[(load, Copy)] = place;
        }

        string? active = _mask is null ? null : _names.Fresh("active");
        if (active is not null)
        {
            _w.Line($"ulong {active} = {_a.M}.Bits({_mask});");
        }

        // behind the last iteration there is no element
        _w.Block($"for (int {lane} = 0; {lane} < {_rest ?? Count}; {lane}++)", () =>
        {
            if (active is null)
            {
                lines.ForEach(_w.Line);
            }
            else
            {
                _w.Block($"if (({active} >> {lane} & 1) != 0)", () => lines.ForEach(_w.Line));
            }
        });
    }

    /// <summary>The lanes of a buffer at an address; lanes that a branch has switched off are not touched.</summary>
    private string Read(Inst access, Ty type)
    {
        Value buffer = access.Args[0], index = access.Args[1];
        string span = Scalar(buffer).Text, m = M(type), suffix = type == Ty.Bool ? _plan.IsWide ? "BoolsDouble" : "BoolsSingle" : "";

        // C# before version 14 does not infer the element's type from a span that is written elsewhere
        string of = IsWritten(buffer) && type != Ty.Bool ? $"<{type.Keyword()}>" : "";
        if (IsRow(access) && _exact.Contains(buffer))
        {
            return _block is not null ? $"{Vectors(buffer)}[{BlockNumber}]"
                : _blocks is not null ? $"{m}.LoadPartial{of}({span}.Slice({Scalar(index).Text}, {_rest}))"
                : $"{m}.Load{of}({span}, {Scalar(index).Text}, {_rest})";
        }

        LaneShape shape = _plan.Shape(index);
        if (access.Text == StageRows.OrZero)
        {
            return $"{m}.LoadStridedOrZero({span}, {Scalar(index).Text}, {Stride(shape)})";
        }

        string all = _mask is null ? "" : ", " + MaskFor(type, Atom(_mask!));
        if (shape.IsContiguous)
        {
            return $"{m}.Load{suffix}{of}({span}, {Scalar(index).Text}{all})";
        }

        return shape.IsLinear
            ? $"{m}.LoadStrided{suffix}{of}({span}, {Scalar(index).Text}, {Stride(shape)}{all})"
            : $"{m}.LoadIndexed{suffix}({(of.Length == 0 ? "" : $"(global::System.ReadOnlySpan<{type.Keyword()}>)")}{span}, {Lanes(index).Text}{all})";
    }

    private void StoreStatement(Inst store)
    {
        if (_rows.TryGetValue(store, out RowGroup? group))
        {
            StoreColumn(group, store);
            return;
        }

        Value buffer = store.Args[0], index = store.Args[1];
        Ty type = store.Args[2].Type;
        if (_plan.Role(buffer) == BufferRole.Slots)
        {
            AddToSlots(store);
            return;
        }

        Fragment value = Lanes(store.Args[2]);
        string? factor = store.Args.Count > 3 ? Lanes(store.Args[3]).Text : null;
        Comment(store);
        switch (_plan.Role(buffer))
        {
            case BufferRole.Private:
                if (!_plan.Shape(index).IsUniform)
                {
                    string scratch = Scratch(buffer, store.Field), method = store.Op == Op.Store || factor is not null ? "WriteLanes" : "AddLanes";
                    string written = factor is null ? value.Text : Fused(type, value.Text, factor, $"{M(type)}.ReadLanes({scratch}, {Lanes(index).Text})");
                    _w.Line($"{M(type)}.{method}({written}, {scratch}, {Lanes(index).Text}{(_mask is null ? "" : ", " + MaskFor(type, Atom(_mask)))});");
                    return;
                }

                Assign(Element(buffer, store.Field, index), store.Op, value, factor, type);
                return;
            case BufferRole.OrderedScatter when !_nested.Contains(store):
                string adds = factor is null ? $"AddIndexed({value.Text}" : $"AddProductsIndexed({value.Text}, {factor}";
                _w.Line($"{M(type)}.{adds}, {Scalar(buffer).Text}, {Lanes(index).Text}{(_mask is null ? "" : ", " + MaskFor(type, Atom(_mask)))});");
                return;
        }

        if (IsRow(store) && _exact.Contains(buffer) && _block is not null)
        {
            Assign($"{Vectors(buffer)}[{BlockNumber}]", store.Op, value, factor, type);
            return;
        }

        if (store.Op == Op.Accumulate)
        {
            value = factor is null ? new Fragment($"{Read(store, type)} + {value.In(Precedence.Additive, right: true)}", Precedence.Additive) : Atom(Fused(type, value.Text, factor, Read(store, type)));
        }

        Write(store, type, value);
    }

    /// <summary>Assigns to a vector in memory; lanes that a branch has switched off keep what they had.</summary>
    private void Assign(string place, Op op, Fragment value, string? factor, Ty type)
    {
        if (factor is not null)
        {
            (op, value) = (Op.Store, Atom(Fused(type, value.Text, factor, place)));
        }

        if (_mask == _root)
        {
            _w.Line($"{place} {(op == Op.Accumulate ? "+=" : "=")} {value.Text};");
            return;
        }

        Fragment next = op == Op.Accumulate ? new Fragment($"{place} + {value.In(Precedence.Additive, right: true)}", Precedence.Additive) : value;
        _w.Line($"{place} = {Blend(type, Atom(_mask!), next, Atom(place)).Text};");
    }

    private void Write(Inst store, Ty type, Fragment value)
    {
        Value buffer = store.Args[0], index = store.Args[1];
        string span = Scalar(buffer).Text, m = M(type), suffix = type == Ty.Bool ? _plan.IsWide ? "BoolsDouble" : "BoolsSingle" : "";
        if (IsRow(store) && _exact.Contains(buffer))
        {
            if (_mask != _root)
            {
                value = Blend(type, Atom(_mask!), value, Atom(Read(store, type)));
            }

            _w.Line(_blocks is not null ? $"{m}.StorePartial({value.Text}, {span}.Slice({Scalar(index).Text}, {_rest}));" : $"{m}.Store({value.Text}, {span}, {Scalar(index).Text}, {_rest});");
            return;
        }

        LaneShape shape = _plan.Shape(index);
        string all = _mask is null ? "" : ", " + MaskFor(type, Atom(_mask));
        _w.Line(shape.IsContiguous ? $"{m}.Store{suffix}({value.Text}, {span}, {Scalar(index).Text}{all});"
            : shape.IsLinear ? $"{m}.StoreStrided{suffix}({value.Text}, {span}, {Scalar(index).Text}, {Stride(shape)}{all});"
            : $"{m}.StoreIndexed{suffix}({value.Text}, {span}, {Lanes(index).Text}{all});");
    }

    // ---- scratch of an iteration

    private string Scratch(Value buffer, int field) => _scratch[(buffer, field)];

    private Dictionary<(Value Buffer, int Field, Value Index), string> _slices = [];

    /// <summary>An element of scratch at a place that is the same in all lanes. Of several vectors side by side the elements lie side by side: one span over them is checked once.</summary>
    private string Element(Value buffer, int field, Value index)
    {
        string scratch = Scratch(buffer, field);
        if (_copies == 1)
        {
            return $"{scratch}[{Scalar(index).Text}]";
        }

        if (!_slices.TryGetValue((buffer, field, index), out string? slice))
        {
            _slices[(buffer, field, index)] = slice = _names.Fresh(scratch + "At");
            _w.Line($"global::System.Span<{VectorType(buffer.Layout!.Leaves[field].Type)}> {slice} = {scratch}.Slice({Scalar(index).In(Precedence.Multiplicative)} * {_copies}, {_copies});");
        }

        return $"{slice}[{Copy}]";
    }

    private string BlockNumber => _copies == 1 ? _block! : Copy == 0 ? $"{_copies} * {_block}" : $"{_copies} * {_block} + {Copy}";

    private string Fused(Ty type, string a, string b, string c) => $"{V(type)}.FusedMultiplyAdd({a}, {b}, {c})";

    /// <summary>Scratch is allocated once, before the loop, with a vector per element and leaf; an iteration that reads it unwritten finds zeros.</summary>
    private void Allocate(Inst alloc)
    {
        Value buffer = alloc.Result, length = alloc.Args[0];
        ElementLayout layout = buffer.Layout!;
        bool isFixed = !_plan.IsInside(length) || (_plan.Definitions.TryGetValue(length, out Inst? def) && def.Op == Op.Const);
        string times = _plan.VectorsPerBlock == 1 ? "" : $" * {_plan.VectorsPerBlock}";
        string count = !_plan.Shape(length).IsUniform ? $"{M(Ty.I32)}.Largest({Lanes(length).Text}{(_mask is null ? "" : ", " + MaskFor(Ty.I32, Atom(_mask)))})" : times.Length == 0 ? Scalar(length).Text : Scalar(length).In(Precedence.Multiplicative) + times;
        for (int field = 0; field < layout.Leaves.Count; field++)
        {
            string vector = VectorType(layout.Leaves[field].Type), span = $"global::System.Span<{vector}>";
            if (!_scratch.TryGetValue((buffer, field), out string? name))
            {
                name = Hoist((buffer.Hint ?? "scratch") + string.Concat(layout.Leaves[field].Path.Split('.')));
                _scratch[(buffer, field)] = name;
                _hoisted.Add(isFixed ? $"{span} {name} = {_parameters.Workspace}.Allocate<{vector}>({count});" : $"{span} {name} = default;");
            }

            if (!isFixed)
            {
                string size = _names.Fresh(name + "Length");
                _w.Line($"int {size} = {count};");
                _w.Block($"if ({name}.Length < {size})", () => _w.Line($"{name} = {_parameters.Workspace}.Allocate<{vector}>(2 * {size});"));
                _w.Line($"{name}.Slice(0, {size}).Clear();");
            }
            else if (alloc.Text is null)
            {
                _w.Line($"{name}.Clear();");
            }
        }
    }

    /// <summary>Scratch that holds the same in all lanes is a plain span.</summary>
    private void AllocateSame(Inst alloc)
    {
        string element = alloc.Result.Layout!.TypeText, span = $"global::System.Span<{element}>";
        bool isFixed = !_plan.IsInside(alloc.Args[0]) || (_plan.Definitions.TryGetValue(alloc.Args[0], out Inst? def) && def.Op == Op.Const);
        string count = Scalar(alloc.Args[0]).Text;
        if (!_text.TryGetValue(alloc.Result, out Fragment known))
        {
            string made = Hoist(alloc.Result.Hint ?? "scratch");
            _text[alloc.Result] = known = Atom(made);
            _hoisted.Add(isFixed ? $"{span} {made} = {_parameters.Workspace}.Allocate<{element}>({count});" : $"{span} {made} = default;");
        }

        string name = known.Text;
        if (!isFixed)
        {
            _w.Block($"if ({name}.Length < {count})", () => _w.Line($"{name} = {_parameters.Workspace}.Allocate<{element}>(2 * {count});"));
        }

        if (alloc.Text is null || !isFixed)
        {
            _w.Line($"{name}.Slice(0, {count}).Clear();");
        }
    }

    private void ClearScratch(Inst clear)
    {
        string times = _copies == 1 ? "" : $" * {_copies}";
        string Times(Value v) => times.Length == 0 ? Scalar(v).Text : Scalar(v).In(Precedence.Multiplicative) + times;
        string slice = $".Slice({Times(clear.Args[1])}, {Times(clear.Args[2])})";
        for (int field = 0; field < clear.Args[0].Layout!.Leaves.Count; field++)
        {
            string scratch = Scratch(clear.Args[0], field);
            if (_mask == _root)
            {
                _w.Line($"{scratch}{slice}.Clear();");
            }
            else
            {
                Ty type = clear.Args[0].Layout!.Leaves[field].Type;
                string element = _names.Fresh("element");
                _w.Block($"foreach (ref {VectorType(type)} {element} in {scratch}{slice})", () =>
                    _w.Line($"{element} = {Blend(type, Atom(_mask!), Atom(VectorType(type) + ".Zero"), Atom(element)).Text};"));
            }
        }
    }
}
