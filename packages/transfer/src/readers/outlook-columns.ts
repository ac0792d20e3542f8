import { columnName } from '../csv-table.js'

/** The columns of Outlook's task export in English, German, French and Spanish, as its versions name them. */
const names = {
  subject: ['Subject', 'Betreff', 'Objet', 'Sujet', 'Asunto'],
  start: [
    'Start Date',
    'Beginnt am',
    'Startdatum',
    'Date de début',
    'Début',
    'Début le',
    'Fecha de comienzo',
    'Fecha de inicio',
    'Comienzo',
  ],
  due: [
    'Due Date',
    'Fällig am',
    'Fälligkeitsdatum',
    'Date d’échéance',
    'Échéance',
    'Échéance le',
    'Fecha de vencimiento',
    'Vencimiento',
  ],
  reminderOn: [
    'Reminder On/Off',
    'Erinnerung Ein/Aus',
    'Rappel actif/inactif',
    'Rappel Oui/Non',
    'Rappel (Actif/Inactif)',
    'Rappel activé/désactivé',
    'Aviso activado/desactivado',
    'Activar/desactivar aviso',
    'Aviso Sí/No',
    'Recordatorio activado/desactivado',
  ],
  reminderDate: [
    'Reminder Date',
    'Erinnerung am',
    'Erinnerungsdatum',
    'Date de rappel',
    'Date du rappel',
    'Fecha del aviso',
    'Fecha de aviso',
    'Fecha aviso',
    'Fecha del recordatorio',
  ],
  reminderTime: [
    'Reminder Time',
    'Erinnerung um',
    'Erinnerungszeit',
    'Heure de rappel',
    'Heure du rappel',
    'Hora del aviso',
    'Hora de aviso',
    'Hora aviso',
    'Hora del recordatorio',
  ],
  completedOn: [
    'Date Completed',
    'Erledigt am',
    'Abgeschlossen am',
    'Date d’achèvement',
    'Date de fin',
    'Achevé le',
    'Terminé le',
    'Fecha de finalización',
    'Fecha completada',
    'Fecha de terminación',
  ],
  percent: ['% Complete', '% erledigt', '% abgeschlossen', '% achevé', '% terminé', '% completado', '% completada'],
  totalWork: ['Total Work', 'Gesamtaufwand', 'Travail total', 'Trabajo total'],
  actualWork: ['Actual Work', 'Ist-Aufwand', 'Tatsächlicher Aufwand', 'Travail réel', 'Trabajo real'],
  billing: [
    'Billing Information',
    'Abrechnungsinformationen',
    'Informations facturation',
    'Facturation',
    'Información de facturación',
    'Facturación',
  ],
  categories: ['Categories', 'Kategorien', 'Catégories', 'Categorías'],
  companies: ['Companies', 'Firmen', 'Sociétés', 'Organizaciones', 'Compañías'],
  contacts: ['Contacts', 'Kontakte', 'Contactos'],
  mileage: ['Mileage', 'Reisekilometer', 'Kilométrage', 'Kilometraje'],
  notes: ['Notes', 'Notizen', 'Beschreibung', 'Notas'],
  priority: ['Priority', 'Priorität', 'Priorité', 'Prioridad'],
  private: ['Private', 'Privat', 'Privé', 'Privado'],
  role: ['Role', 'Rolle', 'Rôle', 'Rol', 'Función'],
  schedulePriority: [
    'Schedule+ Priority',
    'Schedule+-Priorität',
    'Schedule+ Priorität',
    'Priorité Schedule+',
    'Prioridad de Schedule+',
    'Prioridad Schedule+',
  ],
  sensitivity: ['Sensitivity', 'Vertraulichkeit', 'Critère de diffusion', 'Confidencialidad', 'Carácter'],
  status: ['Status', 'État', 'Statut', 'Estado'],
} as const

export type OutlookField = keyof typeof names

/** All names that this reader knows. */
export const outlookColumns: readonly string[] = Object.values(names).flat()

/** Some of these names may be columns in any table; together they identify Outlook. */
export const isOutlookHeader = (header: ReadonlySet<string>): boolean =>
  has(header, 'subject') && (has(header, 'due') || has(header, 'percent') || has(header, 'completedOn'))

/** The name of the column for each field that a table has. */
export function outlookFields(header: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [field, candidates] of Object.entries(names)) {
    const name = candidates.find((each) => header.has(columnName(each)))
    if (name !== undefined) found.set(field, name)
  }
  return found
}

const has = (header: ReadonlySet<string>, field: OutlookField) =>
  names[field].some((name) => header.has(columnName(name)))
