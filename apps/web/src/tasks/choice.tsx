import { type ComponentProps, useState } from 'react'

interface ChoiceProps extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  readonly value: string
  readonly onChoose: (value: string) => void
}

/**
 * A select that shows the chosen option immediately. Its `value` follows a moment later, through a cache. Until then
 * React would restore the old value, and a second arrow key would continue from there.
 */
export function Choice({ value, onChoose, ...props }: ChoiceProps) {
  const [choice, setChoice] = useState({ of: value, shown: value })
  if (choice.of !== value) setChoice({ of: value, shown: value })
  return (
    <select
      {...props}
      value={choice.shown}
      onChange={({ target }) => {
        setChoice({ of: value, shown: target.value })
        onChoose(target.value)
      }}
    />
  )
}
