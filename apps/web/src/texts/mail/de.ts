import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  greeting: 'Hallo {name},',
  plainGreeting: 'Hallo,',
  confirmAddress: {
    subject: 'Bestätige deine E-Mail-Adresse',
    text: `{greeting}

jemand, wahrscheinlich du, hat sich mit dieser Adresse bei Ownlist registriert. Um zu bestätigen, dass sie dir gehört, öffne diesen Link und gib dein Passwort ein. Der Link gilt einmal, eine Stunde lang:

{url}

Wenn du das nicht warst, ignoriere diese Mail: Ohne den Link kann niemand das Konto benutzen.
`,
  },
  newPassword: {
    subject: 'Wähle ein neues Passwort',
    text: `{greeting}

öffne diesen Link, um ein neues Passwort zu wählen. Er gilt einmal, eine Stunde lang:

{url}

Wenn du nicht darum gebeten hast, ignoriere diese Mail: Dein Passwort bleibt, wie es ist.
`,
  },
  existingAccount: {
    subject: 'Du hast schon ein Konto',
    text: `{greeting}

jemand, wahrscheinlich du, wollte sich mit dieser Adresse registrieren. Sie hat schon ein Konto. Hier meldest du dich an:

{url}
`,
  },
} as const satisfies Translation<typeof en>
