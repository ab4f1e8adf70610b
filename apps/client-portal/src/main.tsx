import { followLinks, setTemporalPolyfill } from '@heather/ui';
import '@heather/ui/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { navigate } from 'wouter/use-browser-location';
import { App } from './app/app.tsx';

setTemporalPolyfill(() => import('temporal-polyfill/global'));
followLinks(navigate);

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
