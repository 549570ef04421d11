using Sweep.Grains;
using Sweep.Grains.Grids;
using Sweep.Model;
using Sweep.Silo.Contracts;

namespace Sweep.Silo.Workbench;

/// <summary>Runs work that uses the model, and translates the model's errors into the command line's.</summary>
internal static class ModelErrors
{
    /// <summary>Runs work off the caller's thread.</summary>
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        RunAsync(() => Task.FromResult(work()), cancellationToken);

    /// <inheritdoc cref="RunAsync{T}(Func{T}, CancellationToken)"/>
    public static Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            try
            {
                return await work();
            }
            catch (ModelException exception)
            {
                throw BadInput(exception);
            }
            catch (Exception exception) when (exception is UnusableCheckpointException or InvalidHyperparametersException)
            {
                throw new SherlockException(exception.Message, SherlockException.BadInput, exception);
            }
        },
        cancellationToken);

    public static SherlockException BadInput(ModelException exception) =>
        new(exception.Message, SherlockException.BadInput, exception) { Key = exception is CorpusException ? GridKeys.Corpus : null };
}
