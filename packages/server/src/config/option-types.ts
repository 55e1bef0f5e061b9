import { isIP } from 'node:net';
import { z } from 'zod';

const HOST_NAME = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/i;
const KEY_BYTES = 32;
const KEY_TEXT = /^[A-Za-z0-9+/_-]{43}=?$/;

/** A schema from a function that throws an Error with a sentence. */
export function readBy<Value>(read: (text: string) => Value): z.ZodType<Value, string> {
  return z.string().transform((text, context) => {
    try {
      return read(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });
}

export const text: z.ZodType<string, string> = z.string();

export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  return readBy((text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) throw new Error(`"${text}" is not a whole number from ${min} to ${max}`);
    return value;
  });
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]): z.ZodType<Choice, string> {
  return z.enum(choices, { error: (issue) => `"${issue.input}" is not one of ${choices.join(', ')}` });
}

export const host = readBy((text) => {
  if (isIP(text) === 0 && !HOST_NAME.test(text)) {
    throw new Error(`"${text}" is neither an address (without brackets and port) nor a host name`);
  }
  return text;
});

/** An origin such as `https://example.com`, in its one spelling: lower case, no slash at the end, no default port. */
export const origin = readBy((text) => {
  const url = URL.parse(text);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  // An empty query or fragment leaves no trace in the parsed URL.
  if (!isOrigin || /[?#]/.test(text)) {
    throw new Error(`"${text}" is not an origin, such as https://example.com: http or https, a host, no path`);
  }
  return url.origin;
});

export const bucketName = readBy((text) => {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text)) {
    throw new Error(`"${text}" is not the name of a bucket: 3 to 63 of a–z, 0–9, "." and "-"`);
  }
  return text;
});

/** Does not quote the text: it may hold a password. */
export const postgresUrl = readBy((text) => {
  if (!/^postgres(?:ql)?:$/.test(URL.parse(text)?.protocol ?? '')) {
    throw new Error(
      'it is not the address of a PostgreSQL database, such as postgres://user:password@host:5432/name; leave it out for SQLite',
    );
  }
  return text;
});

export const secretKey = readBy((text) => {
  const key = Buffer.from(text, 'base64');
  if (!KEY_TEXT.test(text) || key.length !== KEY_BYTES) {
    throw new Error('it is not 32 bytes in base64, such as `openssl rand -base64 32` prints');
  }
  return key;
});

/** Does not quote the text: it may hold a password. */
export const smtpUrl = readBy((text) => {
  const url = URL.parse(text);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new Error('it is not the address of a mail server, such as smtp://user:password@mail.example:587');
  }
  return text;
});

export const mailFrom = readBy((text) => {
  if (
    !/^(?:[^<>\p{Cc}]+<)?[^\s<>@,;\p{Cc}]+@[^\s<>@,;\p{Cc}]+>?$/u.test(text) ||
    text.includes('<') !== text.endsWith('>')
  ) {
    throw new Error(`"${text}" is not a sender, such as proffer@example.com or Proffer <proffer@example.com>`);
  }
  return text;
});

/** An address such as `https://id.example/realms/main`, with no query; `http` is for tests and one's own machine. */
export const issuer = readBy((text) => {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || /[?#]/.test(text)) {
    throw new Error(`"${text}" is not the address of an OpenID Connect issuer, such as https://id.example`);
  }
  return text.replace(/\/+$/, '');
});
