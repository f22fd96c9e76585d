using System.Numerics;

namespace SteGen.Library;

/// <summary>Extension methods of <see cref="Vector"/> on the vectors of two to four floats, written in the language.</summary>
internal static partial class VectorMembers
{
    [Differentiable(Emit = Derivatives.None)]
    public static float GetElement(Vector2 vector, int index) => Vector2Members.Item(vector, index);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 WithElement(Vector2 vector, int index, float value) => Vector2Members.WithItem(vector, index, value);

    [Differentiable(Emit = Derivatives.None)]
    public static float ToScalar(Vector2 vector) => vector.X;

    [Differentiable(Emit = Derivatives.None)]
    public static float GetElement(Vector3 vector, int index) => Vector3Members.Item(vector, index);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 WithElement(Vector3 vector, int index, float value) => Vector3Members.WithItem(vector, index, value);

    [Differentiable(Emit = Derivatives.None)]
    public static float ToScalar(Vector3 vector) => vector.X;

    [Differentiable(Emit = Derivatives.None)]
    public static float GetElement(Vector4 vector, int index) => Vector4Members.Item(vector, index);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 WithElement(Vector4 vector, int index, float value) => Vector4Members.WithItem(vector, index, value);

    [Differentiable(Emit = Derivatives.None)]
    public static float ToScalar(Vector4 vector) => vector.X;

    [Differentiable(Emit = Derivatives.None)]
    public static Plane AsPlane(Vector4 value) => PlaneMembers.Create(value);

    [Differentiable(Emit = Derivatives.None)]
    public static Quaternion AsQuaternion(Vector4 value) => new(value.X, value.Y, value.Z, value.W);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 AsVector2(Vector3 value) => new(value.X, value.Y);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector2 AsVector2(Vector4 value) => new(value.X, value.Y);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 AsVector3(Vector2 value) => new(value.X, value.Y, 0f);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector3 AsVector3(Vector4 value) => new(value.X, value.Y, value.Z);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 AsVector4(Plane value) => new(value.Normal.X, value.Normal.Y, value.Normal.Z, value.D);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 AsVector4(Quaternion value) => new(value.X, value.Y, value.Z, value.W);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 AsVector4(Vector2 value) => new(value.X, value.Y, 0f, 0f);

    [Differentiable(Emit = Derivatives.None)]
    public static Vector4 AsVector4(Vector3 value) => new(value.X, value.Y, value.Z, 0f);
}
