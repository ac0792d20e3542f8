// Loaded into each app that the stack runs (node --import). Should the stack be killed outright, its channel closes, and the
// app ends as it would on SIGTERM, instead of living on and holding its port.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// The app ends when its own work is done; the channel is no reason to stay.
process.channel?.unref()
