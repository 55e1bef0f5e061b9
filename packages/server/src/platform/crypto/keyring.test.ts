import { expect, it } from 'vitest';
import { deriveKeyring } from './keyring.ts';

// 32 times the same byte: nobody's secret.
const secret = Buffer.alloc(32, 7);

it('a keyring is the same for the same secret, so that data outlives the process', () => {
  const { keyId, wrappingKey, apiKeyPepper } = deriveKeyring(secret);
  // Fixed bytes: another derivation would make every stored destination and key unreadable.
  expect(keyId.toString('hex')).toBe('b1d7ae2b');
  expect(wrappingKey.toString('hex')).toBe('5eeb74f5769ea6332a45388dfa1af8c5c22ac68d522ae21f7e3e044de9b4823d');
  expect(apiKeyPepper.toString('hex')).toBe('32327644f7c211387817bcfcafb9c7db41aa1f827040d3988caa0b139ce47874');
});

it('no two of its parts are alike, and none is the secret', () => {
  const { wrappingKey, apiKeyPepper } = deriveKeyring(secret);
  expect(new Set([secret, wrappingKey, apiKeyPepper].map((key) => key.toString('hex'))).size).toBe(3);
});

it('a secret of another length than 32 bytes is refused', () => {
  for (const length of [0, 16, 31, 33]) expect(() => deriveKeyring(Buffer.alloc(length))).toThrow(RangeError);
});
