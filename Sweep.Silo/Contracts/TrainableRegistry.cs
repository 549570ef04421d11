using System.Reflection;
using Sweep.Grains;
using Sweep.Grains.Sweeps;

namespace Sweep.Silo.Contracts;

/// <summary>The trainables of a program. The built-in ones are added when it starts.</summary>
public sealed class TrainableRegistry
{
    private readonly List<ITrainable> _all = [];

    /// <summary>All of them, in the order in which they were added.</summary>
    public IReadOnlyList<ITrainable> All => _all;

    /// <summary>What sweep files can name.</summary>
    internal IReadOnlyList<TrainableSchema> Schemas => [.. _all.Select(trainable => trainable.Schema)];

    /// <summary>Adds a trainable by its type, which implements <see cref="ITrainable"/> or <see cref="ITrainable{TParameters}"/>.</summary>
    /// <returns>This object.</returns>
    /// <exception cref="SherlockException">The type implements neither, or its declaration is wrong.</exception>
    public TrainableRegistry Add<TTrainable>()
        where TTrainable : class, new()
    {
        var made = Make<TTrainable>();
        if (made is ITrainable trainable) { return Add(() => trainable, typeof(TTrainable).Name); }
        var records = typeof(TTrainable).GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ITrainable<>)).ToList();
        return records is [var one]
            ? Add(() => (ITrainable)Activator.CreateInstance(
                typeof(RecordTrainable<>).MakeGenericType(one.GetGenericArguments()), made)!, typeof(TTrainable).Name)
            : throw new SherlockException($"{typeof(TTrainable).Name} is no trainable: it implements ITrainable<> {records.Count} times.");
    }

    /// <summary>Adds a trainable with a record of hyperparameters.</summary>
    /// <inheritdoc cref="Add{TTrainable}()"/>
    public TrainableRegistry Add<TParameters>(ITrainable<TParameters> trainable)
        where TParameters : class => Add(() => new RecordTrainable<TParameters>(trainable), trainable.GetType().Name);

    /// <summary>Adds a trainable.</summary>
    /// <returns>This object.</returns>
    /// <exception cref="SherlockException">There is one of this name and version, or its schema is wrong.</exception>
    public TrainableRegistry Add(ITrainable trainable)
    {
        if (SchemaCheck.Problem(trainable.Schema) is { } problem)
        {
            throw new SherlockException($"The trainable '{trainable.Schema.Id}' is wrong: {problem}");
        }

        if (Find(trainable.Schema.Id) is not null)
        {
            throw new SherlockException($"There are two trainables '{trainable.Schema.Id}': one needs another name or version.");
        }

        _all.Add(trainable);
        return this;
    }

    /// <summary>A registry that has these trainables, too.</summary>
    /// <param name="builtIn">They come first.</param>
    internal TrainableRegistry With(params IEnumerable<ITrainable> builtIn)
    {
        var all = new TrainableRegistry();
        foreach (var trainable in builtIn.Concat(_all)) { all.Add(trainable); }
        return all;
    }

    /// <summary>The trainables that a program adds.</summary>
    /// <param name="add">Adds them; null for none.</param>
    /// <exception cref="SherlockException">One of them is wrong, or adding them fails otherwise.</exception>
    internal static TrainableRegistry Of(Action<TrainableRegistry>? add)
    {
        var registry = new TrainableRegistry();
        try
        {
            add?.Invoke(registry);
            return registry;
        }
        catch (Exception exception) when (exception is not SherlockException)
        {
            throw new SherlockException(
                $"The trainables cannot be added: {FirstLine.Of(Cause(exception))}", SherlockException.BadInput, exception);
        }
    }

    internal ITrainable? Find(TrainableId id) => _all.Find(trainable => trainable.Schema.Id == id);

    /// <exception cref="SherlockException">This program has no such trainable.</exception>
    internal ITrainable Get(TrainableId id) => Find(id) ?? throw new SherlockException(
        $"This program cannot train '{id}'; it has {string.Join(", ", _all.Select(trainable => $"'{trainable.Schema.Id}'"))}.",
        SherlockException.OutOfReach);

    /// <summary>A capability of a trainable; null if it does not have it.</summary>
    internal T? Find<T>(TrainableId id)
        where T : class => Find(id)?.Origin as T;

    private static T Make<T>()
        where T : class, new()
    {
        try
        {
            return new();
        }
        catch (Exception exception)
        {
            throw new SherlockException(
                $"{typeof(T).Name} cannot be made: {FirstLine.Of(Cause(exception))}", SherlockException.BadInput, exception);
        }
    }

    private TrainableRegistry Add(Func<ITrainable> make, string type)
    {
        try
        {
            return Add(make());
        }
        catch (Exception exception) when (exception is not SherlockException)
        {
            throw new SherlockException($"{type} is no trainable: {FirstLine.Of(Cause(exception))}", SherlockException.BadInput, exception);
        }
    }

    private static Exception Cause(Exception exception) =>
        exception is TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner
            ? Cause(inner)
            : exception;
}
