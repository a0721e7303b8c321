import type { Session } from '../store/session.ts';
import type { Candidate } from '../store/sessionState.ts';
import { ask } from './ask.ts';
import type { Settings } from './settings.ts';

/**
 * Asks for a token, tries it, and keeps it only when PagerDuty takes it; a token without an own user is asked whom it acts for.
 * Leaving a question leaves everything as it was.
 */
export const signIn = async (session: Session, settings: Settings): Promise<void> => {
  const candidate = await askToken(session, settings);
  if (!candidate) return;
  if (candidate.user) return session.signIn(candidate);
  const user = await ask({
    title: 'Sign In to PagerDuty',
    prompt: 'This token has no user of its own. Whom does it act for? Changes are recorded in this person’s name.',
    placeholder: 'Email address of a user of the account',
    accept: (email, signal) => session.findUser(candidate, email, signal),
  });
  if (user) await session.signIn(candidate, user);
};

const askToken = (session: Session, settings: Settings): Promise<Candidate | undefined> =>
  ask({
    title: 'Sign In to PagerDuty',
    prompt: 'An API token: yours is under My Profile › User Settings › API Access in PagerDuty.',
    placeholder: 'API token',
    password: true,
    accept: (secret, signal) => {
      const region = settings.region();
      return session.check(secret, { signal, ...(region === 'auto' ? {} : { region }) });
    },
  });
