/** What is measured of a contender, in each round, for an operation at a number of connections. */
export interface Sample {
  /** CPU time of the serving process per request, in microseconds. */
  readonly cpu: number
  /** Latencies, in milliseconds. */
  readonly p50: number
  readonly p99: number
}

export type Measure = keyof Sample

/** One series of samples: a value for each round. */
export interface Figure {
  readonly contender: string
  readonly operation: string
  readonly connections: number
  readonly measure: Measure
}

/** The samples of a run, by contender, operation and connections. */
export class Figures {
  readonly #samples = new Map<string, Sample[]>()

  add({ contender, operation, connections }: Omit<Figure, 'measure'>, sample: Sample): void {
    const key = [contender, operation, connections].join(' ')
    const samples = this.#samples.get(key) ?? []
    this.#samples.set(key, [...samples, sample])
  }

  /** The values of the rounds, in their order; null if this was not measured. */
  values({ contender, operation, connections, measure }: Figure): readonly number[] | null {
    const samples = this.#samples.get([contender, operation, connections].join(' '))
    return samples?.map((sample) => sample[measure]) ?? null
  }
}
