using System.Reflection;

namespace Sweep.Tests.Backends;

/// <summary>Answers every request for a grain with the one there is. Public and open, because the runtime derives from it.</summary>
public class GrainFactoryProxy : DispatchProxy
{
    private object? _grain;

    public static IGrainFactory For(object grain)
    {
        var factory = Create<IGrainFactory, GrainFactoryProxy>();
        ((GrainFactoryProxy)(object)factory)._grain = grain;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _grain;
}
