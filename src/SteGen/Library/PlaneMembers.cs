using System.Numerics;

namespace SteGen.Library;

/// <summary>Members of <see cref="Plane"/>, written in the language.</summary>
internal static partial class PlaneMembers
{
    [Differentiable(Emit = Derivatives.None)]
    public static Plane Create(float a, float b, float c, float d) => Of(new Vector3(a, b, c), d);

    [Differentiable(Emit = Derivatives.None)]
    public static Plane Create(Vector3 normal, float d) => Of(normal, d);

    [Differentiable(Emit = Derivatives.None)]
    public static Plane Create(Vector4 value) => Of(new Vector3(value.X, value.Y, value.Z), value.W);

    [Differentiable(Emit = Derivatives.None)]
    public static Plane CreateFromVertices(Vector3 point1, Vector3 point2, Vector3 point3)
    {
        Vector3 normal = Vector3.Normalize(Vector3.Cross(point2 - point1, point3 - point1));
        return Of(normal, -Vector3.Dot(normal, point1));
    }

    [Differentiable(Emit = Derivatives.None)]
    public static float Dot(Plane plane, Vector4 value) => (plane.Normal.X * value.X) + (plane.Normal.Y * value.Y) + (plane.Normal.Z * value.Z) + (plane.D * value.W);

    [Differentiable(Emit = Derivatives.None)]
    public static float DotCoordinate(Plane plane, Vector3 value) => Vector3.Dot(plane.Normal, value) + plane.D;

    [Differentiable(Emit = Derivatives.None)]
    public static float DotNormal(Plane plane, Vector3 value) => Vector3.Dot(plane.Normal, value);

    [Differentiable(Emit = Derivatives.None)]
    public static Plane Normalize(Plane value)
    {
        float length = value.Normal.Length();
        return Of(value.Normal / length, value.D / length);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Plane Transform(Plane plane, Matrix4x4 matrix)
    {
        Matrix4x4Members.Invert(matrix, out Matrix4x4 inverse);
        Vector4 turned = Vector4Members.Transform(new Vector4(plane.Normal.X, plane.Normal.Y, plane.Normal.Z, plane.D), Matrix4x4Members.Transpose(inverse));
        return Of(new Vector3(turned.X, turned.Y, turned.Z), turned.W);
    }

    [Differentiable(Emit = Derivatives.None)]
    public static Plane Transform(Plane plane, Quaternion rotation) => Of(QuaternionMembers.Rotate(plane.Normal, rotation), plane.D * QuaternionMembers.SquareOf(rotation));

    private static Plane Of(Vector3 normal, float d)
    {
        Plane plane = default;
        plane.Normal = normal;
        plane.D = d;
        return plane;
    }
}
