namespace AnalogCoSim.Analog.Operation;

/// <summary>Coordinates of one MVM of a core; with core, phase and column they name every random number of it.</summary>
/// <param name="Image">Index of the image in the data set.</param>
/// <param name="Mvm">Index of the MVM of this core within the image, counted over the whole program.</param>
public readonly record struct MvmKey(uint Image, uint Mvm);
