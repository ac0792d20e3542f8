// This is loaded into an API process (node --import) whose clock a drill sets. Code that asks for the time gets the
// machine's time, shifted by the last value from the drill. Timers and performance.now() continue unchanged, as when a
// real clock is set.
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
// The API ends when its own work is done. The channel must not keep it running.
process.channel?.unref()

export {}
