import { AppError } from '../../../platform/http/app-error.ts';
import type { Language } from '../../../web/index.ts';

/** The sentences of failures that people meet in forms; what is missing here is shown in English. */
const GERMAN: readonly (readonly [RegExp, string])[] = [
  [
    /^The handle of a workspace must be/,
    'Erlaubt sind 3 bis 32 aus a–z, 0–9 und einzelnen Bindestrichen, keiner davon am Rand.',
  ],
  [/^The handle "(.*)" is reserved/, '„$1“ ist für den Server selbst reserviert.'],
  [/^The handle "(.*)" is taken/, '„$1“ ist vergeben.'],
  [/^The password must have (\d+) to (\d+)/, 'Das Passwort muss $1 bis $2 Zeichen haben.'],
  [
    /^The current password is missing or wrong/,
    'Das bisherige Passwort fehlt oder stimmt nicht. Ist es vergessen, dann melden Sie sich auf anderem Weg neu an und setzen Sie innerhalb von 15 Minuten ein neues.',
  ],
  [/^There is somebody with this address/, 'Unter dieser Adresse gibt es hier schon jemanden.'],
  [/^This is the last owner/, 'Das ist der letzte Eigentümer: Machen Sie zuerst jemand anderen dazu.'],
  [/^They are a member/, 'Diese Person ist schon Mitglied.'],
  [/^Only an owner or an admin/, 'Das dürfen nur Eigentümer und Verwalter.'],
  [/^Only an owner may/, 'Eigentümer ernennen, ändern oder entfernen dürfen nur Eigentümer.'],
  [/^This server sends no mail/, 'Dieser Server verschickt keine E-Mails: Bitten Sie seine Verwaltung, einzuladen.'],
  [/^This invitation is for another/, 'Diese Einladung gilt für eine andere Adresse.'],
  [/^Too many requests: try again in (\d+)/, 'Zu viele Versuche: in $1 Sekunden wieder.'],
  [/^The field "email"/, 'Das ist keine E-Mail-Adresse.'],
];

/** What a form says about a failure that its visitor can do something about. Throws again what is none of those. */
export function problemText(error: unknown, language: Language): string {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  if (language === 'en') return error.message;
  const found = GERMAN.find(([pattern]) => pattern.test(error.message));
  if (found === undefined) return error.message;
  const [pattern, sentence] = found;
  const match = pattern.exec(error.message);
  return sentence.replace(/\$(\d)/g, (_whole, index: string) => match?.[Number(index)] ?? '');
}
