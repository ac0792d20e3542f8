const mostRestarts = 5
const withinMs = 60_000

/** Says whether something that crashed may be started again: at most five times in any minute. */
export function restartLimit(): () => boolean {
  let restarts: number[] = []
  return () => {
    const now = performance.now()
    restarts = [...restarts.filter((at) => now - at < withinMs), now]
    return restarts.length <= mostRestarts
  }
}
