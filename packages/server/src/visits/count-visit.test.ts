import { describe, expect, it } from 'vitest';
import { type Arrival, createVisitCounter } from './count-visit.ts';
import { createVisitorIdentifier } from './identify-visitor.ts';
import type { Visit } from './visit.ts';

const ARRIVAL: Arrival = {
  subjectId: 'lnk_1',
  atMs: 1_000,
  connection: {},
  clientAddress: '203.0.113.77',
  userAgent: 'Mozilla/5.0',
  referrer: 'https://news.example/private',
  intent: 'navigate',
  asksForPrivacy: true,
};

function countWith(honourPrivacySignal: boolean, arrival: Arrival): Visit | undefined {
  const visits: Visit[] = [];
  const countVisit = createVisitCounter({
    journal: {
      append(visit, answer) {
        visits.push(visit);
        answer();
      },
    },
    identifyVisitor: createVisitorIdentifier({ at: () => 'salt', close: () => {} }),
    honourPrivacySignal,
  });
  let isAnswered = false;
  countVisit(arrival, () => {
    isAnswered = true;
  });
  expect(isAnswered).toBe(true);
  return visits[0];
}

describe('a visit that asks for privacy', () => {
  it('is counted with nothing that tells who it was, where that is honoured', () => {
    expect(countWith(true, ARRIVAL)).toEqual({
      subjectId: 'lnk_1',
      atMs: 1_000,
      intent: 'navigate',
      userAgent: 'Mozilla/5.0',
      referrer: '',
      address: Buffer.alloc(0),
      visitor: Buffer.alloc(8),
    });
  });

  it.each([
    ['the operator does not honour it', false, ARRIVAL],
    ['nothing was asked for', true, { ...ARRIVAL, asksForPrivacy: false }],
  ])('is one like others when %s', (_why, honoured, arrival) => {
    const visit = countWith(honoured, arrival);
    expect(visit).toMatchObject({ referrer: ARRIVAL.referrer, address: Buffer.of(203, 0, 113) });
    expect(visit?.visitor).not.toEqual(Buffer.alloc(8));
  });
});
