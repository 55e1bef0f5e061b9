import type { Language } from '../../../web/index.ts';
import type { Role } from '../../people/person.ts';

export const roles: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  en: { owner: 'owner', admin: 'admin', member: 'member', viewer: 'viewer' },
  de: { owner: 'Eigentümer', admin: 'Verwalter', member: 'Mitglied', viewer: 'Betrachter' },
};
