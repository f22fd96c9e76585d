using System;
using System.ComponentModel;
using SteGen.Numerics;

namespace SteGen;

public static partial class LinearAlgebra
{
    /// <summary>The height or width of the result of a convolution: <c>(size + 2 padding - kernel) / stride + 1</c>.</summary>
    /// <param name="size">The height or width of the images.</param>
    /// <param name="kernel">The height or width of the kernels.</param>
    /// <param name="stride">How far the kernel moves; at least 1.</param>
    /// <param name="padding">How many zeros surround the images on each side.</param>
    /// <returns>How many places the kernel has.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kernel is larger than the padded image, or an argument is out of its range.</exception>
    public static int ConvolvedSize(int size, int kernel, int stride = 1, int padding = 0)
    {
        Shapes.NotNegative(size, nameof(size));
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        Shapes.NotNegative(padding, nameof(padding));
        if (size + (2L * padding) < kernel) throw new ArgumentOutOfRangeException(nameof(kernel), kernel, $"The kernel of {kernel} is larger than the padded image of {size + (2L * padding)}.");
        return checked((int)((size + (2L * padding) - kernel) / stride) + 1);
    }

    /// <summary>
    /// Convolution as neural networks have it (a correlation): <c>result[n, o, y, x] = sum over c, i, j of images[n, c, y stride + i - padding, x stride + j - padding] kernels[o, c, i, j]</c>, zero outside. In a
    /// differentiable method its gradient is known. It is computed as a matrix product over the columns of patches.
    /// </summary>
    /// <param name="images">batch x channels x height x width elements.</param>
    /// <param name="kernels">outChannels x channels x kernelHeight x kernelWidth elements.</param>
    /// <param name="batch">How many images.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="height">Height of an image.</param>
    /// <param name="width">Width of an image.</param>
    /// <param name="outChannels">How many kernels, hence channels of the result.</param>
    /// <param name="kernelHeight">Height of a kernel.</param>
    /// <param name="kernelWidth">Width of a kernel.</param>
    /// <param name="stride">How far the kernel moves; at least 1.</param>
    /// <param name="padding">How many zeros surround the images on each side.</param>
    /// <param name="result">batch x outChannels x height' x width' elements (<see cref="ConvolvedSize"/>); overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or <paramref name="result"/> overlaps an input. Nothing has been written then.</exception>
    [CustomGradient(nameof(ConvolveBackward), Jvp = nameof(ConvolveJvp), OptionalGradients = true)]
    public static void Convolve(ReadOnlySpan<float> images, ReadOnlySpan<float> kernels, int batch, int channels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding, Span<float> result) =>
        Convolution.Run(images, kernels, new(batch, channels, height, width, outChannels, kernelHeight, kernelWidth, stride, padding), result);

    /// <summary>The backward of <see cref="Convolve(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, int, int, int, int, int, int, Span{float})"/>, added to the gradients; an empty gradient is not wanted.</summary>
    /// <param name="images">As in the forward.</param>
    /// <param name="kernels">As in the forward.</param>
    /// <param name="batch">How many images.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="height">Height of an image.</param>
    /// <param name="width">Width of an image.</param>
    /// <param name="outChannels">How many kernels, hence channels of the result.</param>
    /// <param name="kernelHeight">Height of a kernel.</param>
    /// <param name="kernelWidth">Width of a kernel.</param>
    /// <param name="stride">How far the kernel moves; at least 1.</param>
    /// <param name="padding">How many zeros surround the images on each side.</param>
    /// <param name="resultGradient">The upstream gradient, as long as the result.</param>
    /// <param name="imagesGradient">As long as <paramref name="images"/>, or empty; added to.</param>
    /// <param name="kernelsGradient">As long as <paramref name="kernels"/>, or empty; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or a gradient overlaps another argument. Nothing has been written then.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void ConvolveBackward(ReadOnlySpan<float> images, ReadOnlySpan<float> kernels, int batch, int channels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding, ReadOnlySpan<float> resultGradient, Span<float> imagesGradient, Span<float> kernelsGradient) =>
        Convolution.Gradients(images, kernels, new(batch, channels, height, width, outChannels, kernelHeight, kernelWidth, stride, padding), resultGradient, imagesGradient, kernelsGradient);

    /// <summary>Forward mode of <see cref="Convolve(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, int, int, int, int, int, int, Span{float})"/>.</summary>
    /// <param name="images">As in the forward.</param>
    /// <param name="imagesTangent">The tangent of <paramref name="images"/>, or empty for none.</param>
    /// <param name="kernels">As in the forward.</param>
    /// <param name="kernelsTangent">The tangent of <paramref name="kernels"/>, or empty for none.</param>
    /// <param name="batch">How many images.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="height">Height of an image.</param>
    /// <param name="width">Width of an image.</param>
    /// <param name="outChannels">How many kernels, hence channels of the result.</param>
    /// <param name="kernelHeight">Height of a kernel.</param>
    /// <param name="kernelWidth">Width of a kernel.</param>
    /// <param name="stride">How far the kernel moves; at least 1.</param>
    /// <param name="padding">How many zeros surround the images on each side.</param>
    /// <param name="resultTangent">As long as the result; overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the result overlaps an input. Nothing has been written then.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void ConvolveJvp(ReadOnlySpan<float> images, ReadOnlySpan<float> imagesTangent, ReadOnlySpan<float> kernels, ReadOnlySpan<float> kernelsTangent, int batch, int channels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding, Span<float> resultTangent) =>
        Convolution.Tangent(images, imagesTangent, kernels, kernelsTangent, new(batch, channels, height, width, outChannels, kernelHeight, kernelWidth, stride, padding), resultTangent);

    /// <inheritdoc cref="Convolve(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, int, int, int, int, int, int, Span{float})"/>
    [CustomGradient(nameof(ConvolveBackward), Jvp = nameof(ConvolveJvp), OptionalGradients = true)]
    public static void Convolve(ReadOnlySpan<double> images, ReadOnlySpan<double> kernels, int batch, int channels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding, Span<double> result) =>
        Convolution.Run(images, kernels, new(batch, channels, height, width, outChannels, kernelHeight, kernelWidth, stride, padding), result);

    /// <inheritdoc cref="ConvolveBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, int, int, int, int, int, int, ReadOnlySpan{float}, Span{float}, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void ConvolveBackward(ReadOnlySpan<double> images, ReadOnlySpan<double> kernels, int batch, int channels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding, ReadOnlySpan<double> resultGradient, Span<double> imagesGradient, Span<double> kernelsGradient) =>
        Convolution.Gradients(images, kernels, new(batch, channels, height, width, outChannels, kernelHeight, kernelWidth, stride, padding), resultGradient, imagesGradient, kernelsGradient);

    /// <inheritdoc cref="ConvolveJvp(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, int, int, int, int, int, int, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void ConvolveJvp(ReadOnlySpan<double> images, ReadOnlySpan<double> imagesTangent, ReadOnlySpan<double> kernels, ReadOnlySpan<double> kernelsTangent, int batch, int channels, int height, int width, int outChannels, int kernelHeight, int kernelWidth, int stride, int padding, Span<double> resultTangent) =>
        Convolution.Tangent(images, imagesTangent, kernels, kernelsTangent, new(batch, channels, height, width, outChannels, kernelHeight, kernelWidth, stride, padding), resultTangent);
}
