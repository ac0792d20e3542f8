import { type ComponentProps, useState } from 'react'

interface ChoiceProps extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  readonly value: string
  readonly onChoose: (value: string) => void
}

interface Chosen {
  /** The value when this was last compared with it. */
  readonly of: string
  readonly shown: string
  /** Choices that the value does not follow yet, the oldest first. */
  readonly pending: readonly string[]
}

/**
 * A select that shows the chosen option immediately. Its `value` follows a moment later, through a cache, choice by choice. Until
 * it has followed the last one, React would restore an earlier value, and the next arrow key would continue from there. Any
 * other new value comes from elsewhere, and is shown.
 */
export function Choice({ value, onChoose, ...props }: ChoiceProps) {
  const [chosen, setChosen] = useState<Chosen>({ of: value, shown: value, pending: [] })
  if (chosen.of !== value) setChosen(follow(chosen, value))
  return (
    <select
      {...props}
      value={chosen.shown}
      onChange={({ target }) => {
        setChosen(({ pending }) => ({ of: value, shown: target.value, pending: [...pending, target.value] }))
        onChoose(target.value)
      }}
    />
  )
}

function follow({ shown, pending }: Chosen, value: string): Chosen {
  // The cache may leave out a choice that a later one replaces.
  const reached = pending.lastIndexOf(value)
  return { of: value, shown: reached === -1 ? value : shown, pending: reached === -1 ? [] : pending.slice(reached + 1) }
}
