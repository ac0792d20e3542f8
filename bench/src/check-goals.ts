import type { Figure, Figures } from './figures.js'
import { type Goal, goals } from './goals.js'
import { ratio, type Summary } from './statistics.js'

export interface Verdict {
  readonly goal: Goal
  /** Null if one of the two was not measured. */
  readonly ratio: Summary | null
  /** `missed` only if the ratio is above the goal by more than its spread; `unclear` if it is above by less. */
  readonly outcome: 'met' | 'unclear' | 'missed' | 'not measured'
}

/** Compares a run with the goals, or with others. */
export function checkGoals(figures: Figures, wanted: readonly Goal[] = goals): readonly Verdict[] {
  return wanted.map((goal) => {
    const [of, per] = [figures.values(goal.of), figures.values(goal.per)]
    if (of === null || per === null) return { goal, ratio: null, outcome: 'not measured' }
    const seen = ratio(of, per)
    return { goal, ratio: seen, outcome: outcomeOf(seen, goal.atMost) }
  })
}

function outcomeOf({ median, spread }: Summary, atMost: number): Verdict['outcome'] {
  if (median <= atMost) return 'met'
  return median - spread <= atMost ? 'unclear' : 'missed'
}

/** Whether the check has to fail. */
export const isFailure = ({ goal, outcome }: Verdict) => outcome === 'missed' && goal.stretch !== true

const named = ({ contender, operation, measure }: Figure) => `${contender} ${operation} ${measure}`

/** The goal in words, such as `ownlist list cpu ≤ 0.25 × trpc-prisma list cpu`. */
export const describeGoal = ({ of, per, atMost, stretch }: Goal) =>
  `${named(of)} ≤ ${atMost} × ${named(per)}${stretch === true ? ' (stretch)' : ''}`
