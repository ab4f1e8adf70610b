// React has had this hook since 18; the router's shim carries a copy for older ones.
export { useSyncExternalStore } from 'react';
