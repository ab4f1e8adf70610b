export { Gallery as default } from '@heather/ui/gallery';
