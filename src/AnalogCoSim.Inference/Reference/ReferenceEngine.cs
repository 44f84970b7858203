using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Inference.Reference;

/// <summary>The untimed, bit-exact engine in C#: the reference that RTL is compared with, and the one for long accuracy runs.</summary>
/// <remarks>
/// Images are independent and every random number is keyed, so threads take blocks of images and no result depends on threads or block sizes. With an observer one thread
/// runs image by image, and MVMs are reported by image, step, column group, core along the chain and position, in this order.
/// </remarks>
public sealed class ReferenceEngine : IChipEngine
{
    private readonly ReferenceOptions _options;
    private readonly StepPlan[] _plans;
    private readonly ProgrammedChip _chip;
    private readonly Lock _budgetLock = new();

    /// <summary>Prepares a programmed chip for running.</summary>
    /// <param name="chip">Programmed chip.</param>
    /// <param name="options">Options; null for the usual ones.</param>
    public ReferenceEngine(ProgrammedChip chip, ReferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chip);
        _chip = chip;
        _options = options ?? new ReferenceOptions();
        _plans = [.. chip.Program.Steps.Select((step, index) => new StepPlan(chip, step, index))];
    }

    /// <inheritdoc />
    public ChipProgram Program => _chip.Program;

    /// <inheritdoc />
    /// <remarks>Without an observer only columns in use count.</remarks>
    public IReadOnlyList<long> Saturated { get; private set; } = [];

    /// <inheritdoc />
    public IReadOnlyList<EngineTime> Spent => [new(EngineParts.AnalogMacros, Budget.Analog), new(EngineParts.LdpuModel, Budget.Ldpu), new(EngineParts.HostSteps, Budget.Host)];

    /// <summary>Where the time of all runs so far went.</summary>
    public TimeBudget Budget { get; private set; } = TimeBudget.Zero;

    /// <inheritdoc />
    public IReadOnlyList<InferenceResult> Run(
        ReadOnlySpan<int> images,
        ReadOnlySpan<sbyte> inputs,
        IMvmObserver? observer = null,
        CancellationToken cancellation = default)
    {
        int length = Program.Tensors[0].Length;
        if (inputs.Length != images.Length * length)
        {
            throw new ArgumentException($"Expected {images.Length} tensors of {length} elements, got {inputs.Length} elements.", nameof(inputs));
        }

        int block = observer is null ? Math.Max(1, _options.ImagesPerBlock) : 1;
        int threads = observer is null ? ThreadCount(images.Length, ref block) : 1;
        var run = new ReferenceRun(images.ToArray(), inputs.ToArray(), length, block);
        RunOnThreads(
            () =>
            {
                var worker = new ReferenceWorker(_chip, _plans, block, BatchSize(observer), observer);
                run.Work(worker, cancellation);
                lock (_budgetLock)
                {
                    Budget = Budget.Plus(worker.Budget);
                    Saturated = Saturated.Count == 0 ? worker.Saturated : [.. Saturated.Zip(worker.Saturated, (a, b) => a + b)];
                }
            },
            threads);
        return run.Results;
    }

    /// <summary>Nothing to release; the programmed chip belongs to the caller.</summary>
    public void Dispose()
    {
    }

    private static void RunOnThreads(Action work, int threads)
    {
        if (threads == 1)
        {
            work();
            return;
        }

        Task[] tasks = [.. Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            Task.WaitAll(tasks);
        }
        catch (AggregateException many)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(many.Flatten().InnerExceptions[0]);
        }
    }

    private int ThreadCount(int images, ref int block)
    {
        int wanted = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;
        block = Math.Clamp((images + wanted - 1) / wanted, 1, block);
        return Math.Clamp((images + block - 1) / block, 1, wanted);
    }

    private int BatchSize(IMvmObserver? observer) =>
        observer is null ? Math.Max(1, _options.MvmsPerBatch) : _plans.Max(plan => Math.Max(1, plan.Positions));
}
