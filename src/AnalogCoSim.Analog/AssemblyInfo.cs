using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("AnalogCoSim.Analog.Tests")]
