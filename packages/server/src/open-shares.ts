import { createPasswordHasher } from './platform/crypto/password-hash.ts';
import { createProvenPasswords, createSpendView, createViewTally, type ShareDeps } from './shares/index.ts';

type Parts = Omit<ShareDeps, 'passwords' | 'provenPasswords' | 'spendView' | 'countView'>;

/** What the use cases of shares need, with what this process remembers for them. */
export function openShares(parts: Parts): ShareDeps {
  return {
    ...parts,
    passwords: createPasswordHasher(),
    provenPasswords: createProvenPasswords(),
    spendView: createSpendView(parts),
    countView: createViewTally(parts),
  };
}
