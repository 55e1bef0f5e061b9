import {
  createProvenPasswords,
  createSpendView,
  createViewTally,
  OpenedShares,
  type ShareDeps,
} from './shares/index.ts';

type Parts = Omit<ShareDeps, 'provenPasswords' | 'spendView' | 'countView' | 'openedShares'> & {
  readonly cacheBytesMax: number;
  readonly isOnlyNode: boolean;
};

/** What the use cases of shares need, with what this process remembers for them. */
export function openShares({ cacheBytesMax, isOnlyNode, ...parts }: Parts): ShareDeps {
  return {
    ...parts,
    provenPasswords: createProvenPasswords(),
    spendView: createSpendView(parts),
    countView: createViewTally({ ...parts, isOnlyNode }),
    openedShares: new OpenedShares(cacheBytesMax),
  };
}
