using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Files;

/// <summary>The one place where failures of the file system and exhausted resources become coded errors; every writer goes through it.</summary>
public static class FileErrors
{
    // errno of Linux; .NET hands them on as HResult where it has no exception type of its own.
    private const int NoEntry = 2;
    private const int TooManyOpenInSystem = 23;
    private const int TooManyOpen = 24;
    private const int FileTooLarge = 27;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int QuotaExceeded = 122;

    /// <summary>Runs work that writes a file.</summary>
    /// <typeparam name="T">Type of the outcome.</typeparam>
    /// <param name="path">The file or folder, for the error.</param>
    /// <param name="work">The work.</param>
    /// <returns>Its outcome.</returns>
    /// <exception cref="AcsException">ACS0902 when it cannot be written, ACS0905 when handles or memory ran out.</exception>
    public static T Guard<T>(string path, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return work();
        }
        catch (Exception inner) when (Of(inner, path) is not null)
        {
            throw Of(inner, path)!;
        }
    }

    /// <summary>Runs work that writes a file.</summary>
    /// <param name="path">The file or folder, for the error.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="AcsException">As <see cref="Guard{T}"/>.</exception>
    public static void Guard(string path, Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Guard(path, () =>
        {
            work();
            return true;
        });
    }

    /// <summary>A path as the user gave it, made absolute.</summary>
    /// <param name="path">The path.</param>
    /// <param name="option">Option it was given by, for the error.</param>
    /// <returns>The absolute path.</returns>
    /// <exception cref="AcsException">ACS0902 when no file can have this name.</exception>
    public static string Full(string path, string option)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal)
            ? Path.GetFullPath(path)
            : throw new AcsException(ErrorCode.FileNotWritten, $"{option} names no possible file or folder.", option, "a path", path.Length == 0 ? "an empty text" : "a path with a NUL", $"Give {option} a path, or leave it out.");
    }

    /// <summary>The coded error for an exception of the file system or of a resource that ran out.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="path">The file or folder, if known.</param>
    /// <returns>The error; null for exceptions of another kind.</returns>
    public static AcsException? Of(Exception exception, string? path = null) => exception switch
    {
        OutOfMemoryException =>
            new AcsException(ErrorCode.OutOfResources, "The memory does not suffice.", path, null, null, "Run fewer images, a smaller batch or fewer threads (data.count, batch, threads), or give the process more memory.", exception),
        // The program's own assemblies are there; what it lacked was a handle to open them with.
        FileNotFoundException { FileName: { } name } when name.Contains(", Version=", StringComparison.Ordinal) =>
            new AcsException(ErrorCode.OutOfResources, "A part of the program cannot be loaded.", name, null, exception.Message, "Raise the limit of open files: ulimit -n 1024", exception),
        _ when LibraryOfRuntime(exception) is { } missing =>
            new AcsException(ErrorCode.OutOfResources, "A part of the program cannot be loaded.", missing, null, exception.Message, "Raise the limit of open files: ulimit -n 1024", exception),
        IOException { HResult: TooManyOpen or TooManyOpenInSystem } => new AcsException(ErrorCode.OutOfResources, "There are no file handles left.", path, null, exception.Message, "Raise the limit: ulimit -n 1024", exception),
        // So the runtime tells EFBIG: a write beyond the largest size of file system or process.
        ArgumentOutOfRangeException { ParamName: "value" } when path is not null =>
            Error("The file is larger than is allowed.", path, exception, "Raise the limit (ulimit -f), or choose another --out; what was finished before is kept (--resume goes on with it)."),
        IOException { HResult: NoSpace or QuotaExceeded or FileTooLarge } =>
            Error("The disk is full, or the file larger than is allowed.", path, exception, "Make room there, or choose another --out; what was finished before is kept (--resume goes on with it)."),
        IOException { HResult: ReadOnly } or UnauthorizedAccessException => Error("There may not be written.", path, exception, "Choose another --out, or make it writable."),
        DirectoryNotFoundException or IOException { HResult: NoEntry } => Error("The folder does not exist.", path, exception, "Make it, or choose another place."),
        IOException or System.Security.SecurityException => Error("The file or folder cannot be written.", path, exception, "Choose another --out."),
        _ => null,
    };

    // Compression, cryptography and the like load a native library of the runtime at their first use; it is there, so a handle was what was missing.
    private static string? LibraryOfRuntime(Exception exception)
    {
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            if (at is DllNotFoundException && at.Message.IndexOf("libSystem.", StringComparison.Ordinal) is var start and >= 0)
            {
                int end = at.Message.IndexOfAny(['\'', '"', ' ', '\n'], start);
                return end < 0 ? at.Message[start..] : at.Message[start..end];
            }
        }

        return null;
    }

    private static AcsException Error(string what, string? path, Exception inner, string remedy) =>
        new(ErrorCode.FileNotWritten, what, path, "a place that can be written", inner.Message, remedy, inner);
}
