using System;
using System.Buffers;
using System.Numerics;

namespace SteGen.Numerics;

/// <summary>The shape of a convolution.</summary>
internal readonly record struct ConvolutionShape(int Batch, int Channels, int Height, int Width, int OutChannels, int KernelHeight, int KernelWidth, int Stride, int Padding)
{
    public int OutHeight => LinearAlgebra.ConvolvedSize(Height, KernelHeight, Stride, Padding);

    public int OutWidth => LinearAlgebra.ConvolvedSize(Width, KernelWidth, Stride, Padding);

    /// <summary>Elements of one image.</summary>
    public int Image => checked(Channels * Height * Width);

    /// <summary>Elements of one kernel: the rows of the matrix of patches.</summary>
    public int Patch => checked(Channels * KernelHeight * KernelWidth);

    /// <summary>Places of a kernel: the columns of the matrix of patches.</summary>
    public int Places => checked(OutHeight * OutWidth);

    public void Check()
    {
        Shapes.NotNegative(Batch, "batch");
        Shapes.NotNegative(Channels, "channels");
        Shapes.NotNegative(Height, "height");
        Shapes.NotNegative(Width, "width");
        Shapes.NotNegative(OutChannels, "outChannels");
        _ = Places;
    }
}

/// <summary>Convolution as a product with the matrix of patches, one image after the other.</summary>
internal static class Convolution
{
    public static void Run<T>(ReadOnlySpan<T> images, ReadOnlySpan<T> kernels, ConvolutionShape s, Span<T> result)
        where T : unmanaged, INumberBase<T>
    {
        s.Check();
        Shapes.Length(images, (long)s.Batch * s.Image, nameof(images));
        Shapes.Length(kernels, (long)s.OutChannels * s.Patch, nameof(kernels));
        Shapes.Length<T>(result, (long)s.Batch * s.OutChannels * s.Places, nameof(result));
        Shapes.Apart(result, nameof(result), images, nameof(images));
        Shapes.Apart(result, nameof(result), kernels, nameof(kernels));
        T[] rented = ArrayPool<T>.Shared.Rent(s.Patch * s.Places);
        Add(images, kernels, s, result, rented.AsSpan(0, s.Patch * s.Places), adds: false);
        ArrayPool<T>.Shared.Return(rented);
    }

    public static void Gradients<T>(ReadOnlySpan<T> images, ReadOnlySpan<T> kernels, ConvolutionShape s, ReadOnlySpan<T> resultGradient, Span<T> imagesGradient, Span<T> kernelsGradient)
        where T : unmanaged, INumberBase<T>
    {
        s.Check();
        Shapes.Length(images, (long)s.Batch * s.Image, nameof(images));
        Shapes.Length(kernels, (long)s.OutChannels * s.Patch, nameof(kernels));
        Shapes.Length(resultGradient, (long)s.Batch * s.OutChannels * s.Places, nameof(resultGradient));
        Shapes.LengthOrEmpty<T>(imagesGradient, images.Length, nameof(imagesGradient));
        Shapes.LengthOrEmpty<T>(kernelsGradient, kernels.Length, nameof(kernelsGradient));
        Shapes.Apart<T>(imagesGradient, nameof(imagesGradient), images, nameof(images));
        Shapes.Apart<T>(imagesGradient, nameof(imagesGradient), kernels, nameof(kernels));
        Shapes.Apart<T>(imagesGradient, nameof(imagesGradient), resultGradient, nameof(resultGradient));
        Shapes.Apart<T>(kernelsGradient, nameof(kernelsGradient), images, nameof(images));
        Shapes.Apart<T>(kernelsGradient, nameof(kernelsGradient), kernels, nameof(kernels));
        Shapes.Apart<T>(kernelsGradient, nameof(kernelsGradient), resultGradient, nameof(resultGradient));
        Shapes.Apart<T>(kernelsGradient, nameof(kernelsGradient), imagesGradient, nameof(imagesGradient));
        T[] rented = ArrayPool<T>.Shared.Rent(s.Patch * s.Places);
        Span<T> columns = rented.AsSpan(0, s.Patch * s.Places);
        for (int n = 0; n < s.Batch; n++)
        {
            ReadOnlySpan<T> upstream = resultGradient.Slice(n * s.OutChannels * s.Places, s.OutChannels * s.Places);
            if (!kernelsGradient.IsEmpty)
            {
                Patches(images.Slice(n * s.Image, s.Image), s, columns);
                Products.Run(upstream, false, columns, true, new(s.OutChannels, s.Places, s.Patch), kernelsGradient, adds: true);
            }

            if (!imagesGradient.IsEmpty)
            {
                Products.Run(kernels, true, upstream, false, new(s.Patch, s.OutChannels, s.Places), columns, adds: false);
                AddPatches(columns, s, imagesGradient.Slice(n * s.Image, s.Image));
            }
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    public static void Tangent<T>(ReadOnlySpan<T> images, ReadOnlySpan<T> imagesTangent, ReadOnlySpan<T> kernels, ReadOnlySpan<T> kernelsTangent, ConvolutionShape s, Span<T> resultTangent)
        where T : unmanaged, INumberBase<T>
    {
        s.Check();
        Shapes.Length(images, (long)s.Batch * s.Image, nameof(images));
        Shapes.LengthOrEmpty(imagesTangent, images.Length, nameof(imagesTangent));
        Shapes.Length(kernels, (long)s.OutChannels * s.Patch, nameof(kernels));
        Shapes.LengthOrEmpty(kernelsTangent, kernels.Length, nameof(kernelsTangent));
        Shapes.Length<T>(resultTangent, (long)s.Batch * s.OutChannels * s.Places, nameof(resultTangent));
        Shapes.Apart(resultTangent, nameof(resultTangent), images, nameof(images));
        Shapes.Apart(resultTangent, nameof(resultTangent), imagesTangent, nameof(imagesTangent));
        Shapes.Apart(resultTangent, nameof(resultTangent), kernels, nameof(kernels));
        Shapes.Apart(resultTangent, nameof(resultTangent), kernelsTangent, nameof(kernelsTangent));
        T[] rented = ArrayPool<T>.Shared.Rent(s.Patch * s.Places);
        Span<T> columns = rented.AsSpan(0, s.Patch * s.Places);
        if (!imagesTangent.IsEmpty) Add(imagesTangent, kernels, s, resultTangent, columns, adds: false);
        else resultTangent.Clear();
        if (!kernelsTangent.IsEmpty) Add(images, kernelsTangent, s, resultTangent, columns, adds: true);
        ArrayPool<T>.Shared.Return(rented);
    }

    private static void Add<T>(ReadOnlySpan<T> images, ReadOnlySpan<T> kernels, ConvolutionShape s, Span<T> result, Span<T> columns, bool adds)
        where T : unmanaged, INumberBase<T>
    {
        for (int n = 0; n < s.Batch; n++)
        {
            Patches(images.Slice(n * s.Image, s.Image), s, columns);
            Products.Run(kernels, false, columns, false, new(s.OutChannels, s.Patch, s.Places), result.Slice(n * s.OutChannels * s.Places, s.OutChannels * s.Places), adds);
        }
    }

    /// <summary>Row (c, i, j) holds what element (i, j) of the kernel meets in channel c, place by place.</summary>
    private static void Patches<T>(ReadOnlySpan<T> image, ConvolutionShape s, Span<T> columns)
        where T : unmanaged, INumberBase<T>
    {
        int outHeight = s.OutHeight, outWidth = s.OutWidth, at = 0;
        for (int c = 0; c < s.Channels; c++)
        {
            for (int i = 0; i < s.KernelHeight; i++)
            {
                for (int j = 0; j < s.KernelWidth; j++)
                {
                    (int first, int end) = Inside(j, s, outWidth);
                    for (int y = 0; y < outHeight; y++, at += outWidth)
                    {
                        Span<T> line = columns.Slice(at, outWidth);
                        int row = (y * s.Stride) + i - s.Padding;
                        if ((uint)row >= (uint)s.Height || first >= end)
                        {
                            line.Clear();
                            continue;
                        }

                        line[..first].Clear();
                        line[end..].Clear();
                        int from = (((c * s.Height) + row) * s.Width) + (first * s.Stride) + j - s.Padding;
                        if (s.Stride == 1)
                        {
                            image.Slice(from, end - first).CopyTo(line[first..]);
                            continue;
                        }

                        for (int x = first; x < end; x++, from += s.Stride)
                        {
                            line[x] = image[from];
                        }
                    }
                }
            }
        }
    }

    /// <summary>The transpose of <see cref="Patches"/>: adds every element to the pixel that it came from.</summary>
    private static void AddPatches<T>(ReadOnlySpan<T> columns, ConvolutionShape s, Span<T> image)
        where T : unmanaged, INumberBase<T>
    {
        int outHeight = s.OutHeight, outWidth = s.OutWidth, at = 0;
        for (int c = 0; c < s.Channels; c++)
        {
            for (int i = 0; i < s.KernelHeight; i++)
            {
                for (int j = 0; j < s.KernelWidth; j++)
                {
                    (int first, int end) = Inside(j, s, outWidth);
                    for (int y = 0; y < outHeight; y++, at += outWidth)
                    {
                        int row = (y * s.Stride) + i - s.Padding;
                        if ((uint)row >= (uint)s.Height)
                        {
                            continue;
                        }

                        int to = (((c * s.Height) + row) * s.Width) + (first * s.Stride) + j - s.Padding;
                        for (int x = first; x < end; x++, to += s.Stride)
                        {
                            image[to] += columns[at + x];
                        }
                    }
                }
            }
        }
    }

    /// <summary>The places at which column j of the kernel meets the image and not the padding.</summary>
    private static (int First, int End) Inside(int j, ConvolutionShape s, int outWidth)
    {
        int before = s.Padding - j;
        int first = before <= 0 ? 0 : (before + s.Stride - 1) / s.Stride;
        int last = s.Width - 1 + before;
        int end = last < 0 ? 0 : Math.Min(outWidth, (last / s.Stride) + 1);
        return (Math.Min(first, outWidth), end);
    }
}
