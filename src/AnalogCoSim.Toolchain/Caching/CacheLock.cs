using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Toolchain.Caching;

/// <summary>File locks between processes; the system releases them when their holder dies.</summary>
internal static class CacheLock
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(40);

    /// <summary>Waits for a lock.</summary>
    /// <param name="path">Lock file in an existing folder.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>Held until disposed.</returns>
    /// <exception cref="AcsException">CacheUnusable where the file cannot be opened for another reason than its holder.</exception>
    public static FileStream Take(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(path) is { } held)
            {
                return held;
            }

            cancellationToken.WaitHandle.WaitOne(PollInterval);
        }
    }

    /// <summary>Takes a lock that nobody holds.</summary>
    /// <param name="path">Lock file in an existing folder.</param>
    /// <returns>The lock; null when it is held.</returns>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Of(exception, path) is { Code: ErrorCode.OutOfResources } exhausted ? exhausted : new AcsException(
                ErrorCode.CacheUnusable,
                "The cache of compiled models cannot be locked.",
                where: path,
                actual: exception.Message,
                remedy: $"make it writable, or set {CacheFolder.Variable} to a folder of your own",
                inner: exception);
        }
    }

    // EWOULDBLOCK of Linux and of macOS; the sharing violation of Windows.
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
