import { portalConfig } from '@heather/ui/vite';
import react from '@vitejs/plugin-react';

export default portalConfig([react()]);
