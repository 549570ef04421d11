using Sherlock.Samples.Regression;
using Sweep.Silo;

return await SherlockHost.RunAsync(args, trainables => trainables.Add<LineFit>());
