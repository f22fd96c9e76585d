using System;

namespace SteGen.Numerics;

/// <summary>
/// On a class <c>Lanes128</c>, which is written with the aliases V, F, D, I, L for the 128-bit vector types: its 256- and 512-bit twins, <c>Lanes256</c> and <c>Lanes512</c>, are
/// generated from the same text (generator/SteGen.Widths).
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class EveryWidthAttribute : Attribute;
