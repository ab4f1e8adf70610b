import { Select } from '@heather/ui';

/** The months up to this one, the newest first: "November 2026". */
export function monthsBack(today: Date, count: number): { value: string; label: string }[] {
  return Array.from({ length: count }, (_, back) => {
    const day = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1));
    const label = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day);
    return { value: day.toISOString().slice(0, 7), label };
  });
}

type MonthFieldProps = {
  label: string;
  months: { value: string; label: string }[];
  value: string;
  onChange: (month: string) => void;
};

/** One month of the last years. */
export function MonthField({ label, months, value, onChange }: MonthFieldProps) {
  return (
    <Select
      name="month"
      label={label}
      value={value}
      onChange={(month) => month !== '' && onChange(month)}
      options={months}
    />
  );
}
