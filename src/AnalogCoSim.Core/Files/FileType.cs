namespace AnalogCoSim.Core.Files;

/// <summary>What lies at a path.</summary>
internal enum FileType
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A file with contents on disk.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, a socket or a device: opening one may wait for ever, reading one may never end.</summary>
    Special,
}
