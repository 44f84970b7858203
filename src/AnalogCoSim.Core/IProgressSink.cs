namespace AnalogCoSim.Core;

/// <summary>Where long work reports how far it is; the command line draws a bar from it, tests ignore it.</summary>
public interface IProgressSink
{
    /// <summary>Reports progress of a named piece of work.</summary>
    /// <param name="work">What is being done, e.g. <c>images</c>.</param>
    /// <param name="done">Units done.</param>
    /// <param name="total">Units in all; 0 if unknown.</param>
    void Report(string work, long done, long total);
}
