return await Sweep.Silo.SherlockHost.RunAsync(args);
