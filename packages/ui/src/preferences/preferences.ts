/** How the interface looks for one person. Kept by the server with the account; nothing is stored in the browser. */
export type Preferences = {
  theme: 'system' | 'light' | 'dark';
  stimulus: 'usual' | 'low';
  textSize: 'usual' | 'large' | 'largest';
};

export const usualPreferences: Preferences = { theme: 'system', stimulus: 'usual', textSize: 'usual' };

/** The attributes on the root element that tokens.css reads; null removes one. */
export function rootAttributes(preferences: Preferences): Record<'theme' | 'stimulus' | 'text', string | null> {
  return {
    theme: preferences.theme === 'system' ? null : preferences.theme,
    stimulus: preferences.stimulus === 'low' ? 'low' : null,
    text: preferences.textSize === 'usual' ? null : preferences.textSize,
  };
}

/** Anything from the wire → preferences; an unknown value falls back to the usual one. */
export function readPreferences(value: unknown): Preferences {
  const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const pick = <Choice extends string>(key: string, choices: readonly Choice[], usual: Choice): Choice =>
    choices.find((choice) => choice === given[key]) ?? usual;
  return {
    theme: pick('theme', ['system', 'light', 'dark'], 'system'),
    stimulus: pick('stimulus', ['usual', 'low'], 'usual'),
    textSize: pick('textSize', ['usual', 'large', 'largest'], 'usual'),
  };
}
