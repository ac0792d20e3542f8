// Loaded into an API process (node --import) whose clock a drill sets: what asks for the time is told the machine's, shifted by
// as much as the drill last sent. Timers and performance.now() go on as they are, as they do when a clock is set.
const now = Date.now
let aheadMs = 0
const shifted = () => now() + aheadMs

globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [shifted()] : args, newTarget),
  get: (target, name) => (name === 'now' ? shifted : Reflect.get(target, name)),
})
process.on('message', (ms) => {
  aheadMs = Number(ms)
  process.send?.('set')
})
// The API ends when its own work is done; the channel is no reason to stay.
process.channel?.unref()

export {}
