import { createHash } from 'node:crypto';

/** What a person is asked. */
export interface Consent {
  readonly clientName: string;
  readonly scopes: readonly string[];
  /** Where the browser goes afterwards. */
  readonly redirectUri: string;
  readonly people: readonly { readonly name: string; readonly email: string }[];
  /** Ties the answer to this page; good once. */
  readonly ticket: string;
}

/** A page and the policy it is to be shown under. */
export interface Page {
  readonly html: string;
  readonly policy: string;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; place-items: center; min-height: 100vh; }
main { box-sizing: border-box; width: min(36rem, 100%); padding: 1.5rem; }
h1 { font-size: 1.4rem; }
ul { columns: 14rem; padding-left: 1.25rem; font-family: ui-monospace, monospace; font-size: 0.875rem; }
li { overflow-wrap: anywhere; }
label { display: block; font-weight: 600; margin-bottom: 0.25rem; }
select, button { font: inherit; padding: 0.5rem 0.75rem; min-height: 2.75rem; }
select { width: 100%; box-sizing: border-box; }
.acts { display: flex; gap: 0.75rem; margin-top: 1.25rem; }
.acts button { flex: 1; }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
`;

const toText = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const toPage = (title: string, content: string): Page => ({
  html: `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1>
${content}
</main></body>
</html>
`,
  // No form-action: browsers hold the way back to the editor against it as well.
  policy: `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`,
});

/** Where an address leads, as people say it. */
const toPlace = (address: string): string => {
  const { protocol, host } = new URL(address);
  return protocol.startsWith('http') ? `at ${host}` : `in the editor (${protocol.slice(0, -1)})`;
};

/** The page that asks a person who they are and whether the client may act for them. */
export const toConsentPage = ({ clientName, scopes, redirectUri, people, ticket }: Consent): Page =>
  toPage(
    'Sign in to the PagerDuty sandbox',
    `<form method="post">
<p><strong>${toText(clientName)}</strong> asks to act for you in the sample account, with these scopes:</p>
<ul>${scopes.map((scope) => `<li>${toText(scope)}</li>`).join('')}</ul>
<label for="person">You are</label>
<select id="person" name="person" autofocus>${people
      .map(({ name, email }) => `<option value="${toText(email)}">${toText(name)} (${toText(email)})</option>`)
      .join('')}</select>
<p>Afterwards you are back ${toText(toPlace(redirectUri))}. Nothing here is real, and no password is asked for.</p>
<input type="hidden" name="ticket" value="${toText(ticket)}">
<div class="acts"><button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></div>
</form>`,
  );

/** The page that says why nobody can sign in this way. */
export const toRefusalPage = (reason: string): Page =>
  toPage(
    'You cannot sign in this way',
    `<p>${toText(reason)}</p><p>Close this page, and begin again in the editor.</p>`,
  );
