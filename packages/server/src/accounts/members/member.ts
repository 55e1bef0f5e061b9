import type { Role } from '../people/person.ts';
import type { MemberRow } from './members.store.ts';

export type Member = {
  readonly personId: string;
  readonly email: string;
  readonly name: string;
  readonly username: string;
  readonly role: Role;
  readonly joinedAtMs: number;
};

export function toMember({ id, email, name, username, role, created_at }: MemberRow): Member {
  return { personId: id, email, name, username, role, joinedAtMs: created_at };
}
