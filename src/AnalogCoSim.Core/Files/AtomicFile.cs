using System.Text;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Files;

/// <summary>Writes files that appear whole or not at all: a temporary file of a name of its own, flushed to the disk, then renamed.</summary>
/// <remarks>No link is followed: a link of the target's name is replaced, what it points to stays as it is.</remarks>
public static class AtomicFile
{
    /// <summary>Ends the names of temporary files; one that is left was of a process that was killed.</summary>
    public const string PartialSuffix = ".partial";

    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a text file in UTF-8.</summary>
    /// <param name="path">Target; its folder is made if it is not there.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="AcsException">As <see cref="Write"/>.</exception>
    public static void WriteText(string path, string text) => Write(path, file => file.Write(Plain.GetBytes(text)));

    /// <summary>Writes a file.</summary>
    /// <param name="path">Target; its folder is made if it is not there.</param>
    /// <param name="write">Writes its content.</param>
    /// <exception cref="AcsException">ACS0902 when it cannot be written; the old file, if there was one, is then still there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        FileErrors.Guard(path, () =>
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new IOException("The root is no file.");
            Directory.CreateDirectory(folder);
            string partial = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}{PartialSuffix}");
            try
            {
                using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
                {
                    write(file);
                    file.Flush(flushToDisk: true);
                }

                File.Move(partial, path, overwrite: true);
            }
            catch
            {
                Remove(partial);
                throw;
            }
        });
    }

    /// <summary>Makes a new file to which lines are added; a link or file of its name is replaced, not followed.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file; each write goes to the system at once.</returns>
    /// <exception cref="AcsException">ACS0902 when it cannot be written.</exception>
    public static FileStream Create(string path) => FileErrors.Guard(path, () =>
    {
        File.Delete(path);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
    });

    // The first error is the one to tell.
    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception inner) when (inner is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
