using System.Reflection;

namespace AnalogCoSim.Verilator.Tests.Support;

/// <summary>Calls what a disposed object offers: nothing of it may reach native memory that is gone.</summary>
internal static class DisposedMembers
{
    /// <summary>Disposes an object twice and calls its public members.</summary>
    /// <param name="one">The object.</param>
    /// <param name="leftOut">Members that need no native instance, or that reflection cannot call for their spans.</param>
    /// <param name="argument">An argument for a parameter.</param>
    public static void AssertThrow(IDisposable one, IReadOnlyCollection<string> leftOut, Func<ParameterInfo, object?> argument)
    {
        one.Dispose();
        one.Dispose();
        int called = 0;
        foreach (MethodInfo method in one.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.DeclaringType != typeof(object)))
        {
            string name = method.IsSpecialName ? method.Name[4..] : method.Name;
            if (leftOut.Contains(name))
            {
                continue;
            }

            called++;
            var error = Assert.Throws<TargetInvocationException>(() => method.Invoke(one, [.. method.GetParameters().Select(argument)]), $"{one.GetType().Name}.{name}")!;
            Assert.That(error.InnerException, Is.TypeOf<ObjectDisposedException>(), $"{one.GetType().Name}.{name}");
        }

        Assert.That(called, Is.GreaterThan(0));
    }
}
