namespace AnalogCoSim.Core.Arrays;

/// <summary>A dense C-order array with its element type, as an npy file holds it.</summary>
/// <param name="Data">Elements in C order: one of sbyte[], byte[], short[], ushort[], int[], uint[], long[], ulong[], float[], double[].</param>
/// <param name="Shape">Extents; the product is the length of <paramref name="Data"/>.</param>
public sealed record NpyArray(Array Data, int[] Shape)
{
    /// <summary>The elements as a typed array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="name">Name of the array, for the error.</param>
    /// <param name="where">File of the array, for the error.</param>
    /// <returns>The elements, not copied.</returns>
    /// <exception cref="Errors.AcsException">ACS0303 if the element type is another.</exception>
    public T[] As<T>(string name, string? where = null)
        where T : unmanaged =>
        // Exactly: to the runtime, an array of bytes is one of signed bytes too.
        Data.GetType() == typeof(T[]) ? (T[])Data : throw new Errors.AcsException(
            Errors.ErrorCode.ArrayMismatch,
            $"Array '{name}' has the wrong element type.",
            where,
            typeof(T).Name,
            Data.GetType().GetElementType()?.Name,
            "Write the array again with the expected type.");
}
