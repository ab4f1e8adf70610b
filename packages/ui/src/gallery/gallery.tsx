import '../styles/gallery.css';
import type { ReactNode } from 'react';
import { PageTitle } from '../page/page-title.tsx';
import { LookSwitch } from '../preferences/look-switch.tsx';
import { AllocationParts } from './allocation-parts.tsx';
import { ClientParts } from './client-parts.tsx';
import { CourseParts } from './course-parts.tsx';
import { DayParts } from './day-parts.tsx';
import { FormParts } from './form-parts.tsx';
import { StateParts } from './state-parts.tsx';

const sections: readonly { id: string; title: string; content: ReactNode }[] = [
  { id: 'look', title: 'Light, dark, less at once, size', content: <LookSwitch /> },
  { id: 'day', title: 'Attend strip and the day', content: <DayParts /> },
  { id: 'allocation', title: 'Fits, load and the offer', content: <AllocationParts /> },
  { id: 'course', title: 'Course', content: <CourseParts /> },
  { id: 'forms', title: 'Buttons and forms', content: <FormParts /> },
  { id: 'states', title: 'States', content: <StateParts /> },
  { id: 'client', title: 'A client’s pages', content: <ClientParts /> },
];

/** Every part in every state, on one page, with words that nobody said. */
export function Gallery() {
  return (
    <>
      <div className="page-head">
        <PageTitle title="Parts" />
        <p className="quiet">What both portals are made of. The people here are not real.</p>
      </div>
      <nav className="parts" aria-label="Parts">
        <ul>
          {sections.map((section) => (
            <li key={section.id}>
              <a href={`#${section.id}`}>{section.title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map((section) => (
        <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`} className="gallery-section">
          <h2 id={`${section.id}-title`}>{section.title}</h2>
          {section.content}
        </section>
      ))}
    </>
  );
}
