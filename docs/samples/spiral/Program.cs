using Sherlock.Samples.Spiral;
using Sweep.Silo;

return await SherlockHost.RunAsync(args, trainables => trainables.Add<SpiralClassifier>());
