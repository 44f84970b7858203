using System.Reflection;

namespace AnalogCoSim.Verilator.Tests.Support;

/// <summary>Calls what a disposed object offers: nothing of it may reach native memory that is gone.</summary>
internal static class DisposedMembers
{
    /// <summary>Disposes an object twice and calls every public member, by reflection or by hand: each throws <see cref="ObjectDisposedException"/>, but for those that are left out.</summary>
    /// <param name="one">The object.</param>
    /// <param name="leftOut">Members that need no native instance, each with the reason. What is not there any more, or throws after all, fails.</param>
    /// <param name="byHand">Calls of members, by name: one for each overload that reflection cannot call for its spans, references or type parameters, and for those that need better arguments.</param>
    /// <param name="argument">An argument for a parameter.</param>
    public static void AssertThrow(
        IDisposable one,
        IReadOnlyDictionary<string, string> leftOut,
        IReadOnlyList<(string Member, Action Call)> byHand,
        Func<ParameterInfo, object?> argument)
    {
        one.Dispose();
        one.Dispose();
        string type = one.GetType().Name;
        ILookup<string, MethodInfo> members = one.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => method.DeclaringType != typeof(object) && NameOf(method) != nameof(IDisposable.Dispose))
            .ToLookup(NameOf);
        Assert.That(leftOut.Keys.Concat(byHand.Select(call => call.Member)).Except(members.Select(member => member.Key)), Is.Empty, $"{type} has no such members");
        Assert.That(leftOut.Keys.Intersect(byHand.Select(call => call.Member)), Is.Empty, $"left out of {type}, and called");
        foreach (IGrouping<string, MethodInfo> member in members.Where(member => !leftOut.ContainsKey(member.Key)))
        {
            Action[] calls = [.. byHand.Where(call => call.Member == member.Key).Select(call => call.Call)];
            Assert.That(calls, Has.Length.GreaterThanOrEqualTo(member.Count(method => !IsCallable(method))), $"{type}.{member.Key} is not called by hand, and reflection cannot");
            Array.ForEach(calls, call => Assert.Throws<ObjectDisposedException>(() => call(), $"{type}.{member.Key}"));
            foreach (MethodInfo method in calls.Length == 0 ? member.ToArray() : [])
            {
                var error = Assert.Throws<TargetInvocationException>(() => method.Invoke(one, [.. method.GetParameters().Select(argument)]), $"{type}.{member.Key}")!;
                Assert.That(error.InnerException, Is.TypeOf<ObjectDisposedException>(), $"{type}.{member.Key}");
            }
        }
    }

    private static string NameOf(MethodInfo method) => method.IsSpecialName ? method.Name[4..] : method.Name;

    private static bool IsCallable(MethodInfo method) =>
        !method.IsGenericMethod && !IsSpan(method.ReturnType) && !method.GetParameters().Any(parameter => IsSpan(parameter.ParameterType));

    private static bool IsSpan(Type type) => type.IsByRef || type.IsByRefLike;
}
