// Preloaded into processes that the launcher starts: when the launcher is gone, however it went, so are they.
if (process.connected) process.on("disconnect", () => process.exit(0));
process.channel?.unref();
