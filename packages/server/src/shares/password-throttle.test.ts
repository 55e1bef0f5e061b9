import { expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { useShares } from '../../test/shares/use-shares.ts';
import { pruneAttempts } from './password-attempts.store.ts';
import {
  ATTEMPTS_FORGOTTEN_MS,
  chargeAttempt,
  delayAfter,
  forgiveAttempts,
  placeOf,
  requireAttemptAllowed,
  takeBackAttempt,
} from './password-throttle.ts';

const SHARE = 'sh_1111111111111111';
const MINUTE_MS = 60_000;

it('five wrong passwords are free, and then the wait doubles up to a quarter of an hour', () => {
  const seconds = [1, 4, 5, 6, 7, 8, 9, 10, 11, 1_000].map((failures) => delayAfter(failures) / 1_000);
  expect(seconds).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
});

describeEachEngine('wrong passwords', (engine) => {
  const shares = useShares(engine);
  const place = (address = '198.51.100.1', share = SHARE) => placeOf(shares.deps, share, address);
  const fail = (at = place()) => chargeAttempt(shares.deps, at);
  const failTimes = async (times: number, at = place()) => {
    for (let time = 0; time < times; time++) await fail(at);
  };
  const mayTry = (at = place()) => requireAttemptAllowed(shares.deps, at);
  const tooMany = expect.objectContaining({ code: 'rate_limited' });
  const waitOf = async (at = place()) =>
    mayTry(at).then(
      () => 0,
      (error: { headers: Record<string, string> }) => Number(error.headers['Retry-After']),
    );

  it('make their client wait longer and longer', async () => {
    await failTimes(5);
    for (const seconds of [30, 60, 120, 240, 480, 900, 900]) {
      expect(await waitOf()).toBe(seconds);
      await expect(fail()).rejects.toEqual(tooMany);
      shares.clock.advance(seconds * 1_000);
      expect(await waitOf()).toBe(0);
      await fail();
    }
  });

  it('count by address, of IPv6 by network, and by share', async () => {
    await failTimes(5, place('2001:db8:1:2::1'));
    await expect(mayTry(place('2001:db8:1:2:ffff::9'))).rejects.toEqual(tooMany);
    await mayTry(place('2001:db8:1:3::1'));
    await mayTry(place('2001:db8:1:2::1', 'sh_2222222222222222'));
  });

  it('are forgiven with the right one, and forgotten after a day', async () => {
    await failTimes(4);
    await forgiveAttempts(shares.deps, place());
    await failTimes(4);
    expect(await waitOf()).toBe(0);
    shares.clock.advance(ATTEMPTS_FORGOTTEN_MS + 1);
    await failTimes(4);
    expect(await waitOf()).toBe(0);
    await pruneAttempts(shares.deps.db, shares.clock.now() + 1);
    expect(await shares.deps.db.selectFrom('share_password_attempts').selectAll().execute()).toEqual([]);
  });

  it('are not counted when the password was not looked at', async () => {
    for (let time = 0; time < 8; time++) {
      await fail();
      await takeBackAttempt(shares.deps, place());
    }
    expect(await waitOf()).toBe(0);
  });

  it('are a hundred an hour for a share, wherever they come from', async () => {
    for (let client = 0; client < 25; client++) await failTimes(4, place(`203.0.113.${client}`));
    await expect(fail(place('192.0.2.1'))).rejects.toEqual(tooMany);
    expect(await waitOf(place('192.0.2.1'))).toBe(3_600);
    await mayTry(place('192.0.2.1', 'sh_2222222222222222'));
    shares.clock.advance(60 * MINUTE_MS);
    await fail(place('192.0.2.1'));
    expect(await waitOf(place('192.0.2.2'))).toBe(0);
  });

  it('of forty at once are five', async () => {
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => fail()));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });

  it('are stored without the address they came from', async () => {
    await fail(place('198.51.100.77'));
    const rows = await shares.deps.db.selectFrom('share_password_attempts').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('198.51');
  });
});
