using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// x = b[k]          b'[k] += x'
// b[k] = x          x' += b'[k]; b'[k] = 0
// b[k] += x         x' += b'[k]
// clear b           clear b'
// What a store overwrites is not restored: values that the backward needs are kept when they are loaded.
public sealed partial class Reverse
{
    private void Memory(Inst inst, Scope scope)
    {
        Value buffer = inst.Args[0];
        switch (inst.Op)
        {
            case Op.Load:
                if (Take(scope, inst.Result) is { } dx)
                {
                    Build.Accumulate(Shadow(buffer), Get(inst.Args[1]), dx, inst.Field);
                }

                break;
            case Op.Store when _activity.IsActive(buffer) && inst.Args[2].Type.IsReal() && MayHaveAdjoint(buffer, inst):
                Value shadow = Shadow(buffer), index = Get(inst.Args[1]);
                if (_activity.IsActive(inst.Args[2]))
                {
                    Add(scope, inst.Args[2], Build.Load(shadow, index, inst.Field));
                }

                if (!_readOnlyShadows.Contains(buffer))
                {
                    Build.Store(shadow, index, Build.Real(inst.Args[2].Type, 0), inst.Field);
                }

                break;
            case Op.Accumulate when _activity.IsActive(inst.Args[2]) && MayHaveAdjoint(buffer, inst):
                Add(scope, inst.Args[2], Build.Load(Shadow(buffer), Get(inst.Args[1]), inst.Field));
                break;
            case Op.Clear when _activity.IsActive(buffer) && MayHaveAdjoint(buffer, inst):
                Build.Clear(Shadow(buffer), Get(inst.Args[1]), Get(inst.Args[2]));
                break;
        }
    }

    /// <summary>Does anything read the buffer after this write, or does the caller ask for its gradient?</summary>
    private bool MayHaveAdjoint(Value buffer, Inst write) =>
        _scopes[_primal.Body].Shadow.ContainsKey(buffer)
        || _layout.Readers(buffer).Any(r => r != write && (_layout.Order(r) > _layout.Order(write) || _layout.CommonLoop(r, write) is not null));

    /// <summary>The adjoints of a buffer: a parameter, or memory as long as the buffer's, cleared, where the buffer lives.</summary>
    private Value Shadow(Value buffer)
    {
        Scope scope = _scopes[_layout.Home(buffer)];
        if (scope.Shadow.TryGetValue(buffer, out Value? shadow))
        {
            return shadow;
        }

        Value length = _layout.Definition(buffer) is { } alloc ? alloc.Args[0] : _primal.LengthOf[buffer];
        Value found = Get(length);
        return scope.Shadow[buffer] = Build.In(scope.Back, () => Build.Alloc(buffer.Layout!, found, GradientName(buffer)));
    }
}
