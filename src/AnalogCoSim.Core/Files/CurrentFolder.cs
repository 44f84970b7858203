namespace AnalogCoSim.Core.Files;

/// <summary>The folder that the process runs in, which somebody may have removed meanwhile.</summary>
public static class CurrentFolder
{
    /// <summary>Its path; null where it is gone. Only relative paths need it.</summary>
    public static string? Path
    {
        get
        {
            try
            {
                return Environment.CurrentDirectory;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>Its path, or the root where it is gone: a folder that programs can be started in.</summary>
    public static string OrRoot => Path ?? System.IO.Path.GetPathRoot(AppContext.BaseDirectory)!;
}
