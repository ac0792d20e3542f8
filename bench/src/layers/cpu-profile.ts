/** The parts of a V8 CPU profile (`node --cpu-prof`) that are used here. Times are in microseconds. */
export interface CpuProfile {
  readonly startTime: number
  readonly nodes: readonly ProfileNode[]
  /** The node that was on top of the stack at each sample. */
  readonly samples: readonly number[]
  /** The time from the sample before. */
  readonly timeDeltas: readonly number[]
}

export interface ProfileNode {
  readonly id: number
  readonly callFrame: {
    readonly functionName: string
    readonly url: string
  }
  readonly children?: readonly number[]
}

/** Part of the machine's monotonic clock, in microseconds. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

/** The time that each node was on top of the stack, by its id, within a part of the profile. */
export function selfTimes({ startTime, samples, timeDeltas }: CpuProfile, { from, to }: TimeWindow) {
  const times = new Map<number, number>()
  let now = startTime
  for (const [n, node] of samples.entries()) {
    const delta = timeDeltas[n] ?? 0
    now += delta
    if (now >= from && now <= to) times.set(node, (times.get(node) ?? 0) + delta)
  }
  return times
}
