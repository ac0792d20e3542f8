// Loaded into each app that the stack runs (node --import URL?parent=PID). Should the stack be killed outright, its channel
// closes, and the app ends as it would on SIGTERM, instead of living on and holding its port. What the app forks in its turn
// inherits the --import, but its channel is the app's own business.
const stack = Number(new URL(import.meta.url).searchParams.get('parent'))

if (process.ppid === stack) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // The app ends when its own work is done; the channel is no reason to stay.
  process.channel?.unref()
}
