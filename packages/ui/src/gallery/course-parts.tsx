import { CourseChart } from '../chart/course-chart.tsx';
import { layCourse } from '../chart/lay-course.ts';
import { Button } from '../forms/button.tsx';
import { Table } from '../parts/table.tsx';
import { courseExample } from './course-example.ts';

const rows = courseExample.entries.filter((entry) => entry.kind === 'session');

export function CourseParts() {
  return (
    <div className="course">
      <CourseChart
        geometry={layCourse(courseExample)}
        heading="How the weeks have been, CORE-10"
        range="0 to 40; lower is better"
        title="CORE-10, sessions and check-ins, 8 September to 24 November"
        description="The score went from 23 to 16. The cut-off is 11. The table below has every figure."
        table={
          <Table
            caption="CORE-10 by date"
            close
            rows={rows}
            rowKey={(row) => row.on}
            columns={[
              { key: 'on', head: 'Date', cell: (row) => row.on },
              { key: 'score', head: 'Score', numeric: true, cell: (row) => row.score },
              {
                key: 'understood',
                head: 'Understood',
                cell: (row) => courseExample.lanes[0]?.answers[row.checkIn?.[0] ?? -1] ?? '',
              },
            ]}
          />
        }
      />
      <section className="reading" aria-label="In words">
        <h3>In words</h3>
        <p>From 23 to 16: seven points lower. Six or more is unlikely to be chance.</p>
        <p className="todo">
          <b>Not yet talked about with Amira</b>
        </p>
        <Button>We talked about it</Button>
        <CourseChart
          geometry={layCourse({ ...courseExample, entries: [], lanes: [] })}
          heading="Before the first answer"
          range="0 to 40"
          title="CORE-10, no answers yet"
          description="There is nothing to draw yet."
          table={
            <Table
              caption="No answers yet"
              rows={[] as typeof rows}
              rowKey={(row) => row.on}
              columns={[]}
              empty="The first answers will stand here."
            />
          }
        />
      </section>
    </div>
  );
}
