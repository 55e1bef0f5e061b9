// The only scripts of these screens: browsers have no other way to a passkey. Without scripts the buttons stay hidden.

const COMMON = `
const button = document.getElementById('passkey');
const problem = document.getElementById('passkey-problem');
const ask = async (path, body) => {
  const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};
const run = (work) => button.addEventListener('click', async () => {
  problem.hidden = true;
  button.disabled = true;
  try { await work(); } catch { problem.textContent = button.dataset.failed; problem.hidden = false; }
  button.disabled = false;
});
if (window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON) button.hidden = false;
`;

export const PASSKEY_SIGN_IN_SCRIPT = `${COMMON}
run(async () => {
  const options = await ask('/sign-in/passkey/options', {});
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  await ask('/sign-in/passkey', { response: credential.toJSON() });
  location.assign(button.dataset.next);
});
`;

export const PASSKEY_ADD_SCRIPT = `${COMMON}
run(async () => {
  const options = await ask('/account/passkeys/options', {});
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  await ask('/account/passkeys', { response: credential.toJSON() });
  location.reload();
});
`;
