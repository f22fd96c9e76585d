using System;

namespace SteGen.Testing;

/// <summary>What the kit throws when an expectation is not met. Independent of the test framework, so that the kit serves console runs too.</summary>
public sealed class TestFailure(string message) : Exception(message);
