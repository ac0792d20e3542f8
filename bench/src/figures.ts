/** The measurements of a contender in each round, for one operation and number of connections. */
export interface Sample {
  /** CPU time of the serving process per request, in microseconds. */
  readonly cpu: number
  /** Latencies, in milliseconds. */
  readonly p50: number
  readonly p99: number
}

export type Measure = keyof Sample

/** A series of samples, with one value for each round. */
export interface Figure {
  readonly contender: string
  readonly operation: string
  readonly connections: number
  readonly measure: Measure
}

/** The target of the requests. */
export type Slot = Omit<Figure, 'measure'>

/** The samples of a run, by contender, operation and connections. */
export class Figures {
  readonly #samples = new Map<string, Sample[]>()
  readonly #faults = new Map<string, string>()

  add(slot: Slot, sample: Sample): void {
    const key = keyOf(slot)
    const samples = this.#samples.get(key) ?? []
    this.#samples.set(key, [...samples, sample])
  }

  /** The values of the rounds in order; null if this was not measured. */
  values({ measure, ...slot }: Figure): readonly number[] | null {
    const samples = this.#samples.get(keyOf(slot))
    return samples?.map((sample) => sample[measure]) ?? null
  }
  /** Records that requests failed. Then no figure of the slot counts. */
  fail(slot: Slot, fault: string): void {
    this.#samples.delete(keyOf(slot))
    this.#faults.set(keyOf(slot), `${slot.contender}, ${slot.operation} at ${slot.connections} connections: ${fault}`)
  }

  hasFailed(slot: Slot): boolean {
    return this.#faults.has(keyOf(slot))
  }

  /** A line for each slot that failed. */
  get faults(): readonly string[] {
    return [...this.#faults.values()]
  }
}

const keyOf = ({ contender, operation, connections }: Slot) => [contender, operation, connections].join(' ')
