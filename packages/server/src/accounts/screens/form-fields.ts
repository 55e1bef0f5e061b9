import { z } from 'zod';
import { nameInput } from '../people-api/people.schema.ts';

/** A username, or the handle of a team. What it may be is decided by `requireHandle`. */
export const handleField = z.string().trim().toLowerCase();

/** A name that may be left empty. */
export const optionalNameField = z.union([z.literal(''), nameInput]).default('');
