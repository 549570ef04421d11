using Sweep.Silo;

return await SherlockHost.RunAsync(args);
