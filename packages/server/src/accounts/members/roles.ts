import { ROLES, type Role } from '../people/person.ts';

/** Owners and admins look after the members of a workspace. */
export function maySeeToMembers(role: Role): boolean {
  return role === 'owner' || role === 'admin';
}

/** Nobody gives, takes or touches a role above their own. */
export function mayAssign(own: Role, role: Role): boolean {
  return maySeeToMembers(own) && ROLES.indexOf(own) <= ROLES.indexOf(role);
}
