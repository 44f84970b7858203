using System.Runtime.InteropServices;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>64-bit digests of MVMs and of tensors; equal contents give equal digests on every machine, engine and order of execution.</summary>
public static class MvmDigest
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>Digest of one MVM: step, time, core, position, inputs, counts and results; the clock does not count.</summary>
    /// <param name="record">The MVM.</param>
    /// <returns>The digest.</returns>
    public static ulong Of(in MvmRecord record)
    {
        MvmAddress at = record.Address;
        ulong hash = Mix(((ulong)(uint)at.Time << 52) ^ ((ulong)(uint)at.Step << 40) ^ ((ulong)(uint)at.Core << 32) ^ (uint)at.Position);
        hash = Add(hash, MemoryMarshal.AsBytes(record.Inputs));
        hash = Add(hash, MemoryMarshal.AsBytes(record.CountsP));
        hash = Add(hash, MemoryMarshal.AsBytes(record.CountsN));
        return Add(hash, MemoryMarshal.AsBytes(record.Outputs));
    }

    /// <summary>Continues a digest with bytes.</summary>
    /// <param name="hash">Digest so far.</param>
    /// <param name="bytes">Bytes; little-endian words of eight, the rest one by one.</param>
    /// <returns>The new digest.</returns>
    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        int whole = bytes.Length & ~7;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes[..whole]))
        {
            hash = Mix(hash ^ word);
        }

        foreach (byte rest in bytes[whole..])
        {
            hash = Mix(hash ^ rest);
        }

        return hash;
    }

    /// <summary>Scrambles a word; bijective.</summary>
    /// <param name="word">Word.</param>
    /// <returns>Scrambled word.</returns>
    public static ulong Mix(ulong word)
    {
        word = (word + Multiplier) * Multiplier;
        word ^= word >> 32;
        return word;
    }
}
