using InboundFilter.Daemon.Commands;

return await CommandLine.InvokeAsync(args);
