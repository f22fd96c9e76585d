namespace SteGen.Testing;

/// <summary>What <see cref="System.Numerics.Vector2"/> becomes in a dual program.</summary>
public struct DualVector2(DualF x, DualF y)
{
    public DualF X = x;

    public DualF Y = y;

    public static DualVector2 Zero => default;

    public static DualVector2 One => new(1f, 1f);

    public static DualVector2 operator -(DualVector2 a) => new(-a.X, -a.Y);

    public static DualVector2 operator +(DualVector2 a, DualVector2 b) => new(a.X + b.X, a.Y + b.Y);

    public static DualVector2 operator -(DualVector2 a, DualVector2 b) => new(a.X - b.X, a.Y - b.Y);

    public static DualVector2 operator *(DualVector2 a, DualVector2 b) => new(a.X * b.X, a.Y * b.Y);

    public static DualVector2 operator *(DualF s, DualVector2 a) => new(s * a.X, s * a.Y);

    public static DualVector2 operator *(DualVector2 a, DualF s) => s * a;

    public static DualVector2 operator /(DualVector2 a, DualF s) => new(a.X / s, a.Y / s);

    public static DualF Dot(DualVector2 a, DualVector2 b) => (a.X * b.X) + (a.Y * b.Y);

    public static DualVector2 Normalize(DualVector2 a) => a / a.Length();

    public static DualF Distance(DualVector2 a, DualVector2 b) => (a - b).Length();

    public readonly DualF LengthSquared() => Dot(this, this);

    public readonly DualF Length() => DualMath.Sqrt(LengthSquared());
}

/// <summary>What <see cref="System.Numerics.Vector3"/> becomes in a dual program.</summary>
public struct DualVector3(DualF x, DualF y, DualF z)
{
    public DualF X = x;

    public DualF Y = y;

    public DualF Z = z;

    public static DualVector3 Zero => default;

    public static DualVector3 One => new(1f, 1f, 1f);

    public static DualVector3 operator -(DualVector3 a) => new(-a.X, -a.Y, -a.Z);

    public static DualVector3 operator +(DualVector3 a, DualVector3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static DualVector3 operator -(DualVector3 a, DualVector3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static DualVector3 operator *(DualVector3 a, DualVector3 b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z);

    public static DualVector3 operator *(DualF s, DualVector3 a) => new(s * a.X, s * a.Y, s * a.Z);

    public static DualVector3 operator *(DualVector3 a, DualF s) => s * a;

    public static DualVector3 operator /(DualVector3 a, DualF s) => new(a.X / s, a.Y / s, a.Z / s);

    public static DualF Dot(DualVector3 a, DualVector3 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    public static DualVector3 Cross(DualVector3 a, DualVector3 b) => new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    public static DualVector3 Normalize(DualVector3 a) => a / a.Length();

    public static DualF Distance(DualVector3 a, DualVector3 b) => (a - b).Length();

    public readonly DualF LengthSquared() => Dot(this, this);

    public readonly DualF Length() => DualMath.Sqrt(LengthSquared());
}

/// <summary>What <see cref="System.Numerics.Vector4"/> becomes in a dual program.</summary>
public struct DualVector4(DualF x, DualF y, DualF z, DualF w)
{
    public DualF X = x;

    public DualF Y = y;

    public DualF Z = z;

    public DualF W = w;

    public static DualVector4 Zero => default;

    public static DualVector4 One => new(1f, 1f, 1f, 1f);

    public static DualVector4 operator -(DualVector4 a) => new(-a.X, -a.Y, -a.Z, -a.W);

    public static DualVector4 operator +(DualVector4 a, DualVector4 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.W + b.W);

    public static DualVector4 operator -(DualVector4 a, DualVector4 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z, a.W - b.W);

    public static DualVector4 operator *(DualVector4 a, DualVector4 b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z, a.W * b.W);

    public static DualVector4 operator *(DualF s, DualVector4 a) => new(s * a.X, s * a.Y, s * a.Z, s * a.W);

    public static DualVector4 operator *(DualVector4 a, DualF s) => s * a;

    public static DualVector4 operator /(DualVector4 a, DualF s) => new(a.X / s, a.Y / s, a.Z / s, a.W / s);

    public static DualF Dot(DualVector4 a, DualVector4 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z) + (a.W * b.W);

    public static DualVector4 Normalize(DualVector4 a) => a / a.Length();

    public static DualF Distance(DualVector4 a, DualVector4 b) => (a - b).Length();

    public readonly DualF LengthSquared() => Dot(this, this);

    public readonly DualF Length() => DualMath.Sqrt(LengthSquared());
}
