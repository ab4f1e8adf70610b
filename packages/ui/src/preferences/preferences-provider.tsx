import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useMemo, useState } from 'react';
import { type Preferences, rootAttributes, usualPreferences } from './preferences.ts';

type PreferencesValue = { preferences: Preferences; change: (change: Partial<Preferences>) => void };

const PreferencesContext = createContext<PreferencesValue>({ preferences: usualPreferences, change: () => {} });

type PreferencesProviderProps = {
  /** What the server keeps for this person; undefined while signed out or not fetched yet. */
  kept?: Preferences | undefined;
  /** Sends a change to the server. Left out while signed out: then a change lasts as long as the page is open. */
  onChange?: ((next: Preferences) => void) | undefined;
  children: ReactNode;
};

export function PreferencesProvider({ kept, onChange, children }: PreferencesProviderProps) {
  const [chosen, setChosen] = useState<Preferences | null>(null);
  const preferences = chosen ?? kept ?? usualPreferences;
  const change = useCallback(
    (part: Partial<Preferences>) => {
      const next = { ...preferences, ...part };
      setChosen(next);
      onChange?.(next);
    },
    [preferences, onChange],
  );
  useLayoutEffect(() => {
    for (const [name, value] of Object.entries(rootAttributes(preferences))) {
      if (value === null) delete document.documentElement.dataset[name];
      else document.documentElement.dataset[name] = value;
    }
  }, [preferences]);
  const value = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): PreferencesValue {
  return useContext(PreferencesContext);
}
