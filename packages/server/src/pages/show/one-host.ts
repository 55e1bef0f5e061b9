import { admitReader } from './admit-reader.ts';
import { pathOf } from './page-address.ts';
import type { Exchange, PageAnswers } from './page-answers.ts';
import type { PageShowDeps } from './page-show-deps.ts';
import { toWebRequest } from './to-web-request.ts';

export type HostOfPages = (exchange: Exchange) => void | Promise<void>;

/** Content on the host that people also sign in on: its origin is opaque all the same, and it comes without the session. */
export function createOneHost(deps: PageShowDeps, answers: PageAnswers): HostOfPages {
  const lookUp = async (exchange: Exchange): Promise<void> => {
    const forgottenBefore = answers.pages.forgotten;
    const identify = () => deps.currentPerson(toWebRequest(exchange.request, deps.publicUrl));
    const admission = await admitReader(deps, exchange.address, identify);
    if (admission.kind === 'everybody') await answers.sendPublic(exchange, admission.found, forgottenBefore);
    else if (admission.kind === 'reader') await answers.sendToReader(exchange, admission.found, admission.reader);
    else await answers.refuseStranger(exchange, admission.reader);
  };

  return (exchange) => {
    const known = answers.pages.find(pathOf(exchange.address));
    return known === undefined ? lookUp(exchange) : answers.send(exchange, known);
  };
}
