import { useId } from 'react';
import { RadioRows } from '../forms/radio-rows.tsx';
import { usePreferences } from './preferences-provider.tsx';

/** Light or dark, calm, and the size of the words. Acts at once; nothing to save. */
export function LookSwitch() {
  const { preferences, change } = usePreferences();
  const id = useId();
  return (
    <div className="look">
      <RadioRows
        legend="Light or dark"
        name={`${id}-theme`}
        across
        value={preferences.theme}
        onChange={(theme) => change({ theme })}
        options={[
          { value: 'system', label: 'As this device' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <RadioRows
        legend="How much there is to see"
        name={`${id}-stimulus`}
        across
        value={preferences.stimulus}
        onChange={(stimulus) => change({ stimulus })}
        options={[
          { value: 'usual', label: 'The usual' },
          { value: 'low', label: 'Less at once' },
        ]}
      />
      <RadioRows
        legend="Size of the words"
        name={`${id}-text`}
        across
        value={preferences.textSize}
        onChange={(textSize) => change({ textSize })}
        options={[
          { value: 'usual', label: 'Usual' },
          { value: 'large', label: 'Large' },
          { value: 'largest', label: 'Largest' },
        ]}
      />
    </div>
  );
}
