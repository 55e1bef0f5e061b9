import { findPageByAddress } from '../find-page-by-address.ts';
import { mayRead } from '../may-read.ts';
import { admitReader, allowedVisibility, isForEverybody } from './admit-reader.ts';
import { createHandOver, useHandOver } from './hand-over.ts';
import type { HostOfPages } from './one-host.ts';
import { pathOf } from './page-address.ts';
import type { Exchange, PageAnswers } from './page-answers.ts';
import type { PageShowDeps } from './page-show-deps.ts';
import { readerCookie, readReaderCookie } from './reader-cookie.ts';
import { toWebRequest } from './to-web-request.ts';

const HAND_OVER = 'hand-over';

/** The host that people sign in on, where content has another: it decides who may see a page and sends them there. */
export function createAppHost(deps: PageShowDeps, answers: PageAnswers, contentUrl: string): HostOfPages {
  return async (exchange) => {
    const { request, address } = exchange;
    const identify = () => deps.currentPerson(toWebRequest(request, deps.publicUrl));
    const admission = await admitReader(deps, address, identify);
    const there = `${contentUrl}${pathOf(address)}`;
    if (admission.kind === 'stranger') return answers.refuseStranger(exchange, admission.reader);
    if (admission.kind === 'everybody') return answers.redirect(exchange, there);
    const { page } = admission.found;
    const what = { pageId: page.id, version: page.version, personId: admission.reader.id };
    const token = await createHandOver(deps, 'read', what);
    return answers.sendOn(exchange, `${there}?${HAND_OVER}=${token}`);
  };
}

/** The host for content: it knows no session, and shows what everybody may see or what its visitor was sent here to see. */
export function createContentHost(deps: PageShowDeps, answers: PageAnswers, contentUrl: string): HostOfPages {
  const { sealer, clock } = deps;

  const admit = async (exchange: Exchange, token: string): Promise<void> => {
    const { address } = exchange;
    const handOver = await useHandOver(deps, 'read', token);
    const found = handOver && (await findPageByAddress(deps, address));
    const { personId, version } = handOver ?? {};
    if (found === undefined || found.page.id !== handOver?.pageId || version === undefined || personId == null) {
      return answers.refuseStranger(exchange, undefined);
    }
    const permission = { pageId: found.page.id, version, personId };
    const cookie = readerCookie(sealer, permission, address, {
      nowMs: clock.now(),
      isSecure: contentUrl.startsWith('https:'),
    });
    return answers.redirect(exchange, pathOf(address), { 'Set-Cookie': cookie });
  };

  const lookUp = async (exchange: Exchange): Promise<void> => {
    const { address, request } = exchange;
    const forgottenBefore = answers.pages.forgotten;
    const found = await findPageByAddress(deps, address);
    if (found === undefined) return answers.refuseStranger(exchange, undefined);
    if (isForEverybody(found.page, deps)) return answers.sendPublic(exchange, found, forgottenBefore);
    const wanted = { pageId: found.page.id, version: found.page.version };
    const personId = readReaderCookie(sealer, request.headers.cookie ?? '', wanted, clock.now());
    // Asked each time: who lost access loses it here as well, at once.
    const reader = personId === undefined ? undefined : await deps.findReader(personId);
    if (reader === undefined || !(await mayRead(deps, allowedVisibility(found.page, deps), reader))) {
      return answers.refuseStranger(exchange, undefined);
    }
    return answers.sendToReader(exchange, found, reader);
  };

  return (exchange) => {
    const known = answers.pages.find(pathOf(exchange.address));
    if (known !== undefined) return answers.send(exchange, known);
    const token = new URLSearchParams(exchange.query).get(HAND_OVER);
    return token === null ? lookUp(exchange) : admit(exchange, token);
  };
}
