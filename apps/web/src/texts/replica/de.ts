import type { Translation } from '../translation'
import type { en } from './en'

export const de = {
  loading: 'Deine Daten werden geladen',
  unavailable: 'Auf diesem Gerät können deine Daten nicht gespeichert werden',
  notStored: 'Die Änderung wurde nicht gespeichert',
  undone: 'Rückgängig gemacht',
  redone: 'Wiederholt',
  nothingToUndo: 'Auf dieser Seite gibt es nichts rückgängig zu machen',
  nothingToRedo: 'Es gibt nichts zu wiederholen',
  waiting: {
    network: 'Du bist offline. Du siehst, was auf diesem Gerät ist.',
    token: 'Du bist abgemeldet. Deine Änderungen bleiben auf diesem Gerät.',
    server: 'Ownlist ist nicht erreichbar. Du siehst, was auf diesem Gerät ist.',
  },
  unsent:
    '{count, plural, one {# Änderung muss noch gesendet werden} other {# Änderungen müssen noch gesendet werden}}.',
  tryNow: 'Jetzt versuchen',
  reload: 'Neu laden',
  tray: {
    label: 'Änderungen, die eine Entscheidung brauchen',
    title:
      '{count, plural, one {# Änderung braucht eine Entscheidung} other {# Änderungen brauchen eine Entscheidung}}',
    row: 'Eine Änderung',
    rowTitled: '„{title}“',
    conflict: 'wurde gleichzeitig anderswo geändert. Welche Fassung möchtest du behalten?',
    blocked: 'wartet auf etwas anderes in dieser Liste.',
    keepMine: 'Meine behalten',
    useOther: 'Die andere nehmen',
    tryAgain: 'Noch einmal versuchen',
    giveUp: 'Änderung verwerfen',
    field: 'Feld',
    mine: 'Deine',
    other: 'Die andere',
  },
} as const satisfies Translation<typeof en>
