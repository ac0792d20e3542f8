// This is loaded into each app that the stack runs (node --import URL?parent=PID). If the stack is killed, its channel
// closes, and the app ends as it would on SIGTERM, instead of continuing to run and to hold its port. Processes that
// the app forks inherit the --import, but their channel belongs to the app.
const stack = Number(new URL(import.meta.url).searchParams.get('parent'))

if (process.ppid === stack) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // The app ends when its own work is done. The channel must not keep it running.
  process.channel?.unref()
}
